"""The letter that invites to a meeting as PDF and as a page to print."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from caseload.documents.invitation_on_paper import (
    invitation_context,
    invitation_file_name,
    invitation_html,
)
from caseload.documents.pdf_answer import language_of, pdf_answer
from cases.access import open_record_page
from cases.permissions import CasePermission
from networks.meetings.actions.inviting import why_not_invited
from networks.models import Meeting, MeetingAsked


@transaction.non_atomic_requests
@require_GET
def invitation_pdf(request: SignedInRequest, meeting_pk: int, asked_pk: int) -> HttpResponse:
    """Give the letter in the client's language, or in the one asked for (?kieli=)."""
    # The press is slow, and no transaction waits for it.
    with transaction.atomic():
        asked = _asked(request, meeting_pk, asked_pk, "pdf")
        if (away := _refused(request, asked)) is not None:
            return away
        case = asked.meeting.case
        language = language_of(case, request.GET.get("kieli", ""))
        html = invitation_html(asked, request.user, language)
    return pdf_answer(
        request,
        case,
        html,
        file_name=invitation_file_name(language),
        tab="network",
        back=reverse("networks:meeting_invite", args=[meeting_pk]),
        to_print=reverse("caseload:invitation_print", args=[meeting_pk, asked_pk]),
        language=language,
    )


@require_GET
def invitation_print(request: SignedInRequest, meeting_pk: int, asked_pk: int) -> HttpResponse:
    """Show the same as a page that the browser prints."""
    asked = _asked(request, meeting_pk, asked_pk, "print")
    if (away := _refused(request, asked)) is not None:
        return away
    language = language_of(asked.meeting.case, request.GET.get("kieli", ""))
    with translation.override(language):
        context = invitation_context(asked, request.user) | {"language": language}
        return render(request, "caseload/invitation_print.html", context)


def _refused(request: SignedInRequest, asked: MeetingAsked) -> HttpResponse | None:
    """Back to the invitations, with why nobody is invited by a letter either."""
    refusal = why_not_invited(asked.meeting, asked)
    if refusal is None:
        return None
    messages.error(request, str(refusal.words))
    return redirect("networks:meeting_invite", meeting_pk=asked.meeting_id)


def _asked(request: SignedInRequest, meeting_pk: int, asked_pk: int, form: str) -> MeetingAsked:
    """Who is asked to the meeting, through its door; that a letter was made is logged."""
    meeting = open_record_page(request, Meeting.objects, meeting_pk, CasePermission.WRITE)
    asked: MeetingAsked = get_object_or_404(meeting.asked.all(), pk=asked_pk)
    asked.meeting = meeting
    details = {"form": form}
    record(
        Action.MEETING_LETTER_PRINTED,
        by=request.user,
        case=meeting.case,
        target=meeting,
        details=details,
    )
    return asked
