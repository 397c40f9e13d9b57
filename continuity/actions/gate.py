"""Writing what is asked for the day at the gate."""

from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from continuity.actions.needs import keep_no_need, refuse_needed
from continuity.models import GateAnswer, GateFacts, GateState, NoNeed
from continuity.need_kinds import UNBROKEN
from records.refused import Refused
from records.versions import StaleVersion
from timing import moves

ANSWER_WRITTEN = ["state", "who", "by_when", "words", "saved_by", "saved_at"]
FACTS_WRITTEN = [
    "met_by",
    "met_where",
    "own_money",
    "journey_paid_by",
    "keys",
    "medicine_days",
    "belongings",
    "home",
    "supervision",
    "supervision_first_on",
    "keep_apart",
    "saved_by",
    "saved_at",
]
# A row that is not there yet, as an editor saw it.
NOT_YET = 0

R = TypeVar("R", GateAnswer, GateFacts)


class InOrderByWhat(Refused):
    """What must hold without a break is in order when a service covers it, not by a word."""

    field = "state"
    words = _(
        "This must hold without a break, so it is in order when a service or an interim "
        "solution covers it. Note the need and what covers it under Continuity of services."
    )


@transaction.atomic
def answer_item(*, answer: GateAnswer, seen: int, by: User) -> None:
    """Keep how an item stands, over the version that the editor saw (0 for none yet).

    That something is not needed is kept as everywhere else, too: the gap report asks no more.
    """
    case = Case.objects.lock(answer.case_id)
    refuse_closed(case)
    refuse_needed(case, answer.item)
    if answer.state == GateState.IN_ORDER and answer.item in UNBROKEN:
        raise InOrderByWhat(answer.item)
    there = GateAnswer.objects.filter(case=case, item=answer.item).first()
    _keep(answer, there, seen, ANSWER_WRITTEN, by)
    said = (there.state, there.words) if there else None
    if answer.state == GateState.NOT_NEEDED and said != (answer.state, answer.words):
        keep_no_need(NoNeed(kind=answer.item, because=answer.words), case, by)
    written(case, *moves.NEEDS)
    record(Action.GATE_ITEM_ANSWERED, by=by, case=case, target=answer)


@transaction.atomic
def write_facts(*, facts: GateFacts, seen: int, by: User) -> None:
    """Keep the facts of the day, over the version that the editor saw (0 for none yet)."""
    case = Case.objects.lock(facts.case_id)
    refuse_closed(case)
    there = GateFacts.objects.filter(case=case).first()
    _keep(facts, there, seen, FACTS_WRITTEN, by)
    written(case)
    record(Action.GATE_FACTS_EDITED, by=by, case=case, target=facts)


def _keep(row: R, there: R | None, seen: int, fields: list[str], by: User) -> None:
    """Add the first row or save over it. The caller holds the case's lock."""
    row.saved_by, row.saved_at = by, timezone.now()
    if there is None:
        row.version = 1
        row.save(force_insert=True)
    elif seen == NOT_YET:
        raise StaleVersion(there)
    else:
        row.pk = there.pk
        row.save_over(seen, fields=fields)
