"""Closing a case and opening it again: the acts that span every app."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from caseload.handing_over.ending import take_back_offer
from caseload.phase import phase_of
from cases.actions.closed_case import CaseClosed
from cases.actions.facts import reach_phase, written
from cases.actions.opening import AlreadyOpen
from cases.actions.team import lock_workers, stand_in_again
from cases.models import Case, CaseClosure, Client
from cases.phases import Phase
from desistance.actions import close_rounds
from notifications.telling import cancel_notices
from plans.actions.agreeing import end_plan
from plans.models import Plan
from records.imprint import imprint_of
from records.refused import Refused
from timing import moves


class ClosedAlready(CaseClosed):
    """Somebody else has closed the case."""

    words = _("Somebody has closed the case already. Nothing was saved.")


class NotClosed(Refused):
    """The case is open: somebody else has opened it again."""

    words = _("The case is open already.")


@transaction.atomic
def close_case(*, closure: CaseClosure, by: User) -> None:
    """Close the case of an unsaved `closure`, and end its plan in force (SHL 34 §).

    Rounds of the factors that are still open close with it: after a reopening they are past.
    An offer to another county is taken back. Drafts stay as they are and wait for a reopening.
    Of two who close at the same moment the second gets ClosedAlready.
    """
    case = Case.objects.lock(closure.case_id)
    if not case.is_open:
        raise ClosedAlready
    closure.closed_on, closure.closed_by = timezone.localdate(), by
    closure.imprint = imprint_of(closed_by=by)
    for plan in Plan.objects.in_force().filter(case=case):
        end_plan(plan=plan, by=by, on=closure.closed_on)
    close_rounds(case, by)
    take_back_offer(case, because=gettext("The case was closed."), by=by)
    closure.save(force_insert=True)
    reach_phase(case, Phase.CLOSURE)
    case.enter(Case.Status.CLOSED)
    case.closed_on = closure.closed_on
    case.save(update_fields=["status", "closed_on"])
    cancel_notices(case_id=case.pk)
    written(case, *moves.EVERYTHING)
    record(Action.CASE_CLOSED, by=by, case=case, target=closure, details={"why": closure.reason})


@transaction.atomic
def reopen_case(*, case: Case, by: User, reason: str) -> None:
    """Open a closed case again with everything that was in it.

    Raises AlreadyOpen where the client has another open case by now, NotClosed where this
    one is open. The plan that ended with the case stays ended: a new version is made with
    the client.
    """
    # The worker before the case, as whoever records an absence takes them.
    lock_workers([case.responsible] if case.responsible else [])
    # The case before its client, as a merge takes them: it may hang on another record by now.
    case = Case.objects.lock(case.pk)
    Client.objects.select_for_update().get(pk=case.client_id)
    other = Case.objects.open().filter(client=case.client_id).exclude(pk=case.pk).first()
    if other is not None:
        raise AlreadyOpen(other)
    if case.is_open:
        raise NotClosed
    case.enter(Case.Status.OPEN)
    case.closed_on = None
    case.phase = phase_of(case)
    case.save(update_fields=["status", "closed_on", "phase"])
    stand_in_again(case, by=by)
    written(case, *moves.EVERYTHING)
    record(Action.CASE_REOPENED, by=by, case=case, purpose=reason)
