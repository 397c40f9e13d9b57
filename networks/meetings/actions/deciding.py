"""The decisions of a meeting: written in the draft of its minutes, seen to afterwards."""

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.actions.written_texts import note_written, save_texts_over, texts_of
from cases.models import Case
from networks.meetings.actions.minutes import lock_draft
from networks.models import DecisionEnd, MeetingDecision, Minutes
from records.refused import Refused
from timing import moves

TEXTS = ["text", "actor"]
WRITTEN = ["text", "actor", "member", "due_on"]


class DecisionNotInForce(Refused):
    """The decision stands in minutes that another version has replaced."""

    words = _(
        "A newer version of the minutes has replaced this one, so nothing was saved. Open the "
        "newest."
    )


class DecisionGone(Refused):
    """Somebody has taken the decision out of the draft."""

    words = _("Somebody has taken this decision out of the minutes meanwhile.")


@transaction.atomic
def add_decision(*, decision: MeetingDecision, by: User) -> None:
    """Add an unsaved decision as the last of its draft."""
    case = lock_draft(decision.minutes)
    last = decision.minutes.decisions.aggregate(last=Max("position"))["last"]
    decision.position = (last or 0) + 1
    decision.save(force_insert=True)
    note_written({decision: dict.fromkeys(TEXTS, "")}, document=decision.minutes, by=by)
    _note(decision, case, by)


@transaction.atomic
def edit_decision(*, decision: MeetingDecision, seen: int, by: User) -> None:
    """Save it over the version that the writer saw, or StaleVersion."""
    case = lock_draft(decision.minutes)
    save_texts_over(decision, seen, fields=WRITTEN, document=decision.minutes, by=by)
    _note(decision, case, by)


@transaction.atomic
def remove_decision(*, decision: MeetingDecision, by: User) -> None:
    """Take it out of the draft; its words are kept."""
    case = lock_draft(decision.minutes)
    former = texts_of(MeetingDecision, [decision.pk], TEXTS).get(decision.pk)
    if former is None:
        raise DecisionGone(str(decision.pk))
    key = decision.pk
    decision.delete()
    decision.pk = key
    note_written({MeetingDecision(pk=key): former}, document=decision.minutes, by=by)
    _note(decision, case, by)


@transaction.atomic
def end_decision(*, decision: MeetingDecision, how: DecisionEnd.How, on: dt.date, by: User) -> None:
    """Note that it was done or is needed no more. One that has ended already stays so."""
    case = _lock_in_force(decision)
    if not end_within(decision, how=how, on=on, by=by):
        return
    written(case, *moves.DECISION)
    record(
        Action.MEETING_DECISION_ENDED,
        by=by,
        case=case,
        target=decision,
        details={"how": str(how)},
    )


def end_within(decision: MeetingDecision, *, how: DecisionEnd.How, on: dt.date, by: User) -> bool:
    """The same inside an act that holds the case's lock and derives; whether it was open."""
    if DecisionEnd.objects.present().filter(decision=decision.first_pk).exists():
        return False
    DecisionEnd.objects.create(decision_id=decision.first_pk, how=how, on=on, recorded_by=by)
    return True


@transaction.atomic
def take_back_end(*, decision: MeetingDecision, by: User) -> None:
    """Note that it has not ended after all; the mistaken row stays on record.

    One that goes on as a step is due there, and stays so.
    """
    case = _lock_in_force(decision)
    present = DecisionEnd.objects.present().filter(decision=decision.first_pk)
    ends = present.exclude(how=DecisionEnd.How.STEP)
    if ends.update(taken_back_at=timezone.now(), taken_back_by=by):
        written(case, *moves.DECISION)
        record(Action.MEETING_DECISION_OPENED, by=by, case=case, target=decision)


def _lock_in_force(decision: MeetingDecision) -> Case:
    case = Case.objects.lock(decision.minutes.case_id)
    refuse_closed(case)
    if not MeetingDecision.objects.in_force().filter(pk=decision.pk).exists():
        raise DecisionNotInForce(str(decision.pk))
    return case


def _note(decision: MeetingDecision, case: Case, by: User) -> None:
    """Who wrote last. Whoever approves the minutes stands on the decisions, too."""
    minutes = Minutes.objects.get(pk=decision.minutes_id)
    minutes.saved_by, minutes.saved_at = by, timezone.now()
    minutes.save_over(minutes.version, fields=["saved_by", "saved_at"])
    written(case)
    record(Action.MINUTES_EDITED, by=by, case=case, target=decision)
