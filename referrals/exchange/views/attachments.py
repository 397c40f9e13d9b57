"""Handing out an attachment: through the door, as a download, and never as a page."""

import logging

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from referrals.access import open_referral_page
from referrals.exchange.attachments import store
from referrals.exchange.attachments.content import MediaType
from referrals.models import Attachment
from referrals.permissions import ReferralPermission

logger = logging.getLogger(__name__)
# Even a browser that opens it all the same may run and load nothing.
POLICY = "sandbox; default-src 'none'"


@require_GET
def attachment_open(request: SignedInRequest, referral_pk: int, attachment_pk: int) -> HttpResponse:
    """The file, for whoever may read the contact."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.READ)
    found = Attachment.objects.filter(message__referral=referral, pk=attachment_pk).first()
    if found is None:
        raise Http404
    case = referral.triage.case if referral.is_triaged else None
    record(Action.ATTACHMENT_READ, by=request.user, case=case, referral=referral, target=found)
    try:
        content = store.fetch(found.stored_as)
    except store.FileGone:
        logger.error("The file of attachment %s cannot be opened.", found.pk)
        context = {"attachment": found}
        return render(request, "referrals/attachment_gone.html", context, status=410)
    response = HttpResponse(content, content_type=MediaType(found.media_type).value)
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
