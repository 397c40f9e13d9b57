"""A phone call, a letter or a visit, written down in the same shape as a contact."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from records.once import once
from referrals.intake.forms.receiving import ReceivedReferralForm
from referrals.models import Referral
from referrals.sending.actions.sending import send_referral


@require_http_methods(["GET", "POST"])
@once
def referral_receive(request: SignedInRequest) -> HttpResponse:
    """Write it down; it lands in the queue of the worker's own county."""
    user = request.user
    if not (user.is_intake or user.is_county_worker):
        raise Http404
    form = ReceivedReferralForm(request.POST or None, sender=user)
    if form.is_valid():
        referral = Referral(
            kind=form.kind, county=user.county, not_known=form.reasons(), **form.values()
        )
        send_referral(referral=referral, by=user)
        if referral.is_notification:
            messages.success(request, _("The notification is recorded and waits for triage."))
        else:
            messages.success(request, _("The contact is recorded and waits for triage."))
        home = referral.home_municipality
        if home is not None and home.county_id not in (None, referral.county_id):
            words = _("The home municipality belongs to %(county)s. Hand the contact over there.")
            if not user.is_intake:
                words = _(
                    "The home municipality belongs to %(county)s. The intake hands the contact "
                    "over there."
                )
            messages.warning(request, words % {"county": home.county})
        if user.is_intake:
            return redirect("referrals:referral_triage", referral.pk)
        return redirect("referrals:referral_receipt", referral.pk)
    contacts = reverse("referrals:queue" if user.is_intake else "referrals:referral_list")
    context = {"form": form, "contacts": contacts}
    return render(request, "referrals/referral_receive.html", context)
