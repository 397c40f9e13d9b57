"""Undoing a mistaken decision on a contact."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
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
from records.attempt import Attempt
from records.once import once
from referrals.access import open_referral_page
from referrals.contents import findings_of
from referrals.models import Referral, Triage
from referrals.permissions import ReferralPermission
from referrals.vocabulary import Decision


@require_http_methods(["GET", "POST"])
@once
def triage_undo(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    referral = open_referral_page(request, referral_pk, ReferralPermission.TRIAGE)
    triage = referral.triage if referral.is_triaged else None
    if triage is None and request.method == "GET":
        return redirect("referrals:referral_triage", referral_pk)
    form = UndoForm(request.POST or None, initial={"triage": triage.pk if triage else None})
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            if triage is None or form.cleaned_data["triage"] != triage.pk:
                raise AlreadyUndone
            undo_triage(triage=triage, by=request.user, because=form.cleaned_data["reason"])
            messages.success(request, _("The decision was undone. The contact waits again."))
            return redirect("referrals:referral_triage", referral_pk)
    context = {
        "referral": referral,
        "triage": triage,
        "answers": findings_of(triage) if triage else [],
        "may_not": _may_not(referral, triage),
        "form": form,
    }
    return attempt.render(request, "caseload/triage_undo.html", context)


def _may_not(referral: Referral, triage: Triage | None) -> str:
    """Why the page offers no undoing; nothing where it does."""
    if triage is None or triage.case is None or triage.decision != Decision.OPEN:
        return ""
    if not triage.case.is_open:
        return str(CaseClosedMeanwhile.words)
    return str(CaseHasWork.words) if has_work(triage.case, referral) else ""
