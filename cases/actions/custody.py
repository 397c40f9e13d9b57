"""The act of recording what is known of custody."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import derive_custody, written
from cases.models import Case, CaseMembership, CustodyFact
from notifications.telling import tell
from notifications.vocabulary import NoticeKind
from timing import moves


@transaction.atomic
def record_custody(*, fact: CustodyFact, by: User) -> None:
    """Add an unsaved `fact` to its case; the older facts stay.

    When the release date moves, the rest of the team is told.
    """
    case = Case.objects.lock(fact.case_id)
    refuse_closed(case)
    before = case.release_on
    fact.recorded_by = by
    fact.save(force_insert=True)
    derive_custody(case)
    written(case, *moves.CUSTODY)
    record(Action.CUSTODY_RECORDED, by=by, case=case, target=fact)
    if before is not None and case.release_on != before:
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
