"""Handing out an attachment: through the door, as a download, and never as a page."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from inputs.attached.handing_out import as_download
from referrals.access import open_referral_page
from referrals.models import Attachment
from referrals.permissions import ReferralPermission


@require_GET
def attachment_open(request: SignedInRequest, referral_pk: int, attachment_pk: int) -> HttpResponse:
    """The file, for whoever may read the contact."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.READ)
    found = Attachment.objects.filter(message__referral=referral, pk=attachment_pk).first()
    if found is None:
        raise Http404
    case = referral.triage.case if referral.is_triaged else None
    record(Action.ATTACHMENT_READ, by=request.user, case=case, referral=referral, target=found)
    return as_download(found) or render(
        request, "referrals/attachment_gone.html", {"attachment": found}, status=410
    )
