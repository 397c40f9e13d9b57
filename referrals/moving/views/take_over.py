"""A colleague takes a contact over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from inputs.posted import posted_number
from records.attempt import Attempt
from referrals.access import open_referral_page
from referrals.models import Referral
from referrals.moving.actions.take_over import take_over as take_it_over
from referrals.permissions import ReferralPermission


@require_http_methods(["GET", "POST"])
def referral_take_over(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Ask, and make the user answer for the contact."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.TAKE_OVER)
    if ReferralPermission.ANSWER in referral.rights:
        return redirect(referral)
    attempt = Attempt()
    if request.method == "POST":
        seen = posted_number(request, "holder")
        with attempt:
            take_it_over(referral=referral, seen_holder=seen, by=request.user)
            messages.success(
                request, _("You answer for the contact now. The county’s questions come to you.")
            )
            return redirect(referral)
        # Who was first; to one whose organisation has lost the contact, only that it went.
        known = Referral.objects.visible_to(request.user).for_listing()
        current = known.filter(pk=referral_pk).first()
        if current is None:
            messages.info(
                request, _("The contact just went to another organisation and left your list.")
            )
            return redirect("referrals:referral_list")
        referral = current
    context = {"referral": referral, "is_late": attempt.refused is not None}
    return attempt.render(request, "referrals/referral_take_over.html", context)
