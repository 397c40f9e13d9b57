"""How an offer of a case ends, whoever ends it; `caseload.closing` ends one, too."""

from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.models import Case, CaseHandover
from notifications.telling import cancel_notices
from notifications.vocabulary import NoticeKind
from records.imprint import imprint_of

Outcome = CaseHandover.Outcome


def about(handover: CaseHandover) -> str:
    """The occasion of its notices."""
    return f"handover:{handover.pk}"


def decide(handover: CaseHandover, outcome: "CaseHandover.Outcome", by: User) -> None:
    """Write what has become of a waiting offer. The caller holds the lock of its case."""
    handover.outcome, handover.decided_by, handover.decided_at = outcome, by, timezone.now()
    handover.imprint = handover.imprint | imprint_of(decided_by=by)
    handover.save()
    cancel_notices(about=about(handover), kinds=(NoticeKind.HANDOVER_OFFERED,))
    cancel_notices(case_id=handover.case_id, kinds=(NoticeKind.HANDOVER_RETURNED,))
    record(
        Action.HANDOVER_DECIDED,
        by=by,
        case=handover.case,
        target=handover,
        details={"outcome": outcome.value},
    )


def take_back_offer(case: Case, *, because: str, by: User) -> None:
    """Withdraw what waits for another county, if anything does, in the caller's act."""
    for handover in CaseHandover.objects.waiting().filter(case=case):
        handover.because = because
        decide(handover, Outcome.WITHDRAWN, by)
