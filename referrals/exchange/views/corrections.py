"""Putting a sent contact right, and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from records.attempt import Attempt
from records.once import once
from referrals.access import open_referral_page
from referrals.exchange.actions import (
    CorrectedMeanwhile,
    WithdrawnAlready,
    correct_referral,
    withdraw_referral,
)
from referrals.exchange.correction_forms import CorrectionForm, WithdrawalForm
from referrals.exchange.corrections import corrections_of
from referrals.models import Referral
from referrals.permissions import ReferralPermission


@require_http_methods(["GET", "POST"])
@once
def referral_correct(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Change what was sent wrong: the county sees both, and the reason."""
    referral = _open(request, referral_pk)
    corrections = corrections_of(referral)
    if request.method == "GET" and corrections.withdrawal:
        words = _("The contact has been withdrawn, so nothing in it is corrected any more.")
        messages.info(request, words)
        return redirect(referral)
    seen = len(corrections.rows)
    form = CorrectionForm(request.POST or None, referral=referral, seen=seen, sender=request.user)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            correct_referral(
                referral=referral,
                values=form.values(),
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
            messages.success(request, _("The county was told of the correction."))
            return redirect(referral)
        if isinstance(attempt.refused, CorrectedMeanwhile):
            form.see(seen)
    context = {"referral": referral, "form": form}
    return attempt.render(request, "referrals/referral_correct.html", context)


@require_http_methods(["GET", "POST"])
@once
def referral_withdraw(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Take it back: the county is told why, and decides what becomes of it."""
    referral = _open(request, referral_pk)
    if request.method == "GET" and corrections_of(referral).withdrawal:
        messages.info(request, str(WithdrawnAlready.words))
        return redirect(referral)
    form = WithdrawalForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            withdraw_referral(referral=referral, by=request.user, **form.cleaned_data)
            messages.success(request, _("The county was told that the contact is withdrawn."))
            return redirect(referral)
    context = {"referral": referral, "form": form}
    return attempt.render(request, "referrals/referral_withdraw.html", context)


def _open(request: SignedInRequest, referral_pk: int) -> Referral:
    """For the holder only: a draft is changed on its own pages."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.ANSWER)
    if referral.is_draft:
        raise Http404
    return referral
