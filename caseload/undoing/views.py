"""Undoing a mistaken decision on a contact."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from caseload.undoing.actions import (
    AlreadyUndone,
    CaseClosedMeanwhile,
    CaseHasWork,
    has_work,
    undo_triage,
)
from caseload.undoing.forms import UndoForm
from cases.views.answers import refuse
from records.once import once
from referrals.access import open_referral_page
from referrals.contents import findings_of
from referrals.models import Referral, Triage
from referrals.permissions import ReferralPermission
from referrals.vocabulary import Decision


@require_http_methods(["GET", "POST"])
@once
def triage_undo(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Take a mistaken decision back with a reason; the contact waits again."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.TRIAGE)
    triage = referral.triage if referral.is_triaged else None
    if triage is None and request.method == "GET":
        return redirect("referrals:referral_triage", referral_pk)
    form = UndoForm(request.POST or None, initial={"triage": triage.pk if triage else None})
    status = 200
    if form.is_valid():
        try:
            if triage is None or form.cleaned_data["triage"] != triage.pk:
                raise AlreadyUndone
            undo_triage(triage=triage, by=request.user, because=form.cleaned_data["reason"])
        except (AlreadyUndone, CaseHasWork, CaseClosedMeanwhile) as reason:
            status = refuse(form, _refusal(reason))
        else:
            messages.success(request, _("The decision was undone. The contact waits again."))
            return redirect("referrals:referral_triage", referral_pk)
    context = {
        "referral": referral,
        "triage": triage,
        "answers": findings_of(triage) if triage else [],
        "may_not": _may_not(referral, triage),
        "form": form,
    }
    return render(request, "caseload/triage_undo.html", context, status=status)


def _may_not(referral: Referral, triage: Triage | None) -> str:
    """Why the page offers no undoing; nothing where it does."""
    if triage is None or triage.case is None or triage.decision != Decision.OPEN:
        return ""
    if not triage.case.is_open:
        return _refusal(CaseClosedMeanwhile())
    return _refusal(CaseHasWork()) if has_work(triage.case, referral) else ""


def _refusal(reason: Exception) -> str:
    """Why the decision stands, and what to do instead."""
    if isinstance(reason, CaseHasWork):
        return _(
            "Work has begun in the case, so the decision cannot be undone. Ask the case’s "
            "personal worker or the unit’s supervisor to have the case closed in the ordinary way."
        )
    if isinstance(reason, CaseClosedMeanwhile):
        return _("The case has been closed in the ordinary way. The decision stays as it is.")
    return _("Somebody has undone this decision already, or the contact was decided on anew.")
