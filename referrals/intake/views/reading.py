"""The buttons “I am reading this” and “I no longer read this”."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from referrals.access import open_referral_page
from referrals.intake.reading import claim_reading, end_reading
from referrals.permissions import ReferralPermission


@require_POST
def reading_claim(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Say it, or take it back; of a decided contact there is nothing to say."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.TRIAGE)
    if "end" in request.POST:
        end_reading(referral=referral, by=request.user)
        return redirect("referrals:queue")
    if not referral.is_triaged:
        claim_reading(referral=referral, by=request.user)
    return redirect("referrals:referral_triage", referral_pk)
