"""The act of recording what is known of custody."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import derive_custody, written
from cases.custody import GateKind
from cases.gates import gates_of
from cases.models import Case, CaseMembership, CustodyFact
from notifications.telling import tell
from notifications.vocabulary import NoticeKind
from records.imprint import imprint_of
from timing import moves


@transaction.atomic
def record_custody(*, fact: CustodyFact, by: User) -> None:
    """Add an unsaved `fact` to its case; the older facts stay.

    When the day of a gate ahead moves, the rest of the team is told.
    """
    case = Case.objects.lock(fact.case_id)
    refuse_closed(case)
    before = _days_ahead(case)
    fact.recorded_by, fact.imprint = by, imprint_of(recorded_by=by)
    fact.save(force_insert=True)
    derive_custody(case)
    written(case, *moves.CUSTODY)
    record(Action.CUSTODY_RECORDED, by=by, case=case, target=fact)
    after = _days_ahead(case)
    if any(kind in after and after[kind] != day for kind, day in before.items() if day):
        for held in CaseMembership.objects.in_team().filter(case=case).exclude(user=by):
            tell(
                NoticeKind.RELEASE_MOVED,
                receiver=held.user,
                about=f"custody:{fact.pk}",
                case_id=case.pk,
                link=case.get_absolute_url(),
                parameters={"number": case.number},
                due_at=timezone.now(),
            )


def _days_ahead(case: Case) -> dict[GateKind, dt.date | None]:
    """The days of the gates that lie ahead; a gate that was passed has not moved."""
    return {gate.kind: gate.on for gate in gates_of(case) if gate.is_ahead}
