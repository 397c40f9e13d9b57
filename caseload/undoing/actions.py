"""Undoing a mistaken decision: the contact waits again, and the decision stays to be read."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.models import Assessment, EstimateSet
from audit.recording import record
from audit.vocabulary import Action
from caseload.closing.actions import close_case
from cases.actions.facts import derive_dues, written
from cases.models import (
    Case,
    CaseClosure,
    CaseHandover,
    CaseMembership,
    CustodyFact,
    Note,
    ReceivedHandover,
)
from continuity.models import GateAnswer, GateFacts, Need, NoNeed
from desistance.models import Checklist
from networks.models import ExpertOffer, Meeting, NetworkMember, NetworkWalkthrough
from notifications.telling import cancel_notices, tell, tell_all
from notifications.vocabulary import NoticeKind
from plans.models import Plan
from records.imprint import imprint_of
from records.refused import Refused
from referrals.models import Referral, Triage
from referrals.routing import intake_workers
from referrals.vocabulary import Decision
from timing import moves
from timing.deriving import REFERRAL, derive

# What the decision told and nobody has read: to the sender and to the case's worker.
TRUE_NO_LONGER = (NoticeKind.REFERRAL_HANDLED, NoticeKind.REFERRAL_JOINED)


class AlreadyUndone(Refused):
    """The decision is not in force any more: somebody undid it, or decided anew."""

    words = _("Somebody has undone this decision already, or the contact was decided on anew.")


class CaseHasWork(Refused):
    """Somebody has written in the case that the decision opened."""

    words = _(
        "Work has begun in the case, so the decision cannot be undone. Ask the case’s "
        "personal worker or the unit’s supervisor to have the case closed in the ordinary way."
    )


class CaseClosedMeanwhile(Refused):
    """The case that the decision opened has been closed in the ordinary way."""

    words = _("The case has been closed in the ordinary way. The decision stays as it is.")


@transaction.atomic
def undo_triage(*, triage: Triage, by: User, because: str) -> None:
    """Take back the decision `triage` for a reason; the contact waits for a new one.

    A case that it opened is closed as opened by mistake, as long as nobody has written
    in it: otherwise CaseHasWork. A joined contact leaves its case, whose log keeps it.
    The sender is told nothing; the status is what it was before the decision. Raises
    AlreadyUndone or CaseClosedMeanwhile where the decision stands no longer.
    """
    assert triage.referral_id is not None
    referral = Referral.objects.lock(triage.referral_id)
    current = Triage.objects.filter(pk=triage.pk, referral=referral).first()
    if current is None:
        raise AlreadyUndone
    case = Case.objects.lock(current.case_id) if current.case_id is not None else None
    cancel_notices(referral_id=referral.pk, kinds=TRUE_NO_LONGER)
    if case is not None:
        _leave(case, referral, current, by)
    current.referral, current.undone_of = None, referral
    current.undone_by, current.undone_at, current.undone_because = by, timezone.now(), because
    current.imprint = current.imprint | imprint_of(undone_by=by)
    current.save()
    if case is not None:
        derive_dues([case], moves.TRIAGE)
    referral.is_decided = False
    derive(REFERRAL, [referral])
    record(Action.TRIAGE_UNDONE, by=by, case=case, referral=referral, target=current)
    _tell_intake(referral, current, by)


def has_work(case: Case, referral: Referral) -> bool:
    """Whether somebody has written in a case besides what its first contact brought.

    The custody fact that came with the contact is no work; a second one is.
    """
    written = (
        *(Note, Assessment, EstimateSet, NetworkMember, NetworkWalkthrough, ExpertOffer, Meeting),
        *(Need, NoNeed, GateAnswer, GateFacts),
        *(Plan, Checklist, CaseClosure, CaseHandover, ReceivedHandover),
    )
    return (
        any(model.objects.filter(case=case).exists() for model in written)
        or CustodyFact.objects.filter(case=case).count() > 1
        or Referral.objects.of_case(case).exclude(pk=referral.pk).exists()
    )


def _leave(case: Case, referral: Referral, triage: Triage, by: User) -> None:
    """Take the contact out of its case; a case that it opened is closed."""
    if triage.decision == Decision.OPEN:
        if not case.is_open:
            raise CaseClosedMeanwhile
        if has_work(case, referral):
            raise CaseHasWork
        close_case(
            closure=CaseClosure(case=case, reason=CaseClosure.Reason.OPENED_BY_MISTAKE), by=by
        )
    else:
        written(case)
    for held in CaseMembership.objects.in_team().filter(case=case).exclude(user=by):
        tell(
            NoticeKind.TRIAGE_UNDONE,
            receiver=held.user,
            about=f"triage:{triage.pk}:team",
            case_id=case.pk,
            link=case.get_absolute_url(),
            parameters={"reference": referral.reference},
        )


def _tell_intake(referral: Referral, triage: Triage, by: User) -> None:
    tell_all(
        NoticeKind.TRIAGE_UNDONE,
        receivers=intake_workers().filter(organisation=referral.county).exclude(pk=by.pk),
        about=f"triage:{triage.pk}",
        referral_id=referral.pk,
        link=reverse("referrals:referral_triage", kwargs={"referral_pk": referral.pk}),
        parameters={"reference": referral.reference},
    )
