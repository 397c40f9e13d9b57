"""Taking a decision of a meeting to the need that it concerns."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from caseload.decided.open_decisions import KIND, offer_of
from cases.actions.answering_offers import note_answer
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from continuity.actions.services import add_service
from continuity.models import Need, Service, ServiceState, State
from networks.models import MeetingDecision


@transaction.atomic
def take_to_needs(
    *, case: Case, answers: Sequence[tuple[MeetingDecision, Need | None]], by: User
) -> None:
    """A decision becomes a planned service of its need; with None it concerns no need.

    What somebody else has answered meanwhile stays as it is.
    """
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    for decision, need in answers:
        decision.minutes.case = case
        is_first = note_answer(
            offer_of(decision),
            document=decision.minutes,
            kind=KIND,
            is_taken=need is not None,
            by=by,
        )
        if is_first and need is not None:
            need.case = case
            add_service(service=_service(decision, need), state=_state(decision), by=by)
    written(case)


def _service(decision: MeetingDecision, need: Need) -> Service:
    member = decision.member
    return Service(
        case=need.case,
        need=need,
        name=decision.text,
        provider="" if member else decision.actor,
        provider_member=member,
    )


def _state(decision: MeetingDecision) -> ServiceState:
    minutes = decision.minutes
    told_by = _("network meeting, %(day)s") % {"day": date_format(minutes.on)}
    return ServiceState(
        state=State.PLANNED,
        holds_from=minutes.on,
        told_on=minutes.on,
        told_by=told_by,
        expected_on=decision.due_on,
    )
