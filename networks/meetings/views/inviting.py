"""Inviting to a meeting, and its calendar file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from cases.permissions import CasePermission
from networks.meetings.actions.inviting import invite_to_meeting, why_not_invited
from networks.meetings.calendar_file import CALENDAR_NAME, calendar_of
from networks.meetings.forms.invitation_form import InvitationForm
from networks.meetings.invited import standings_of
from networks.meetings.views.planning import open_meeting
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def meeting_invite(request: SignedInRequest, meeting_pk: int) -> HttpResponse:
    """Record that somebody was invited, or have a mail sent; the letter is printed from here."""
    meeting = open_meeting(request, meeting_pk)
    form = InvitationForm(request.POST or None, meeting=meeting)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            chosen = list(form.cleaned_data["person"])
            invite_to_meeting(meeting=meeting, asked=chosen, told=form.told(), by=request.user)
            messages.success(
                request,
                ngettext(
                    "The invitation is recorded.", "The invitations are recorded.", len(chosen)
                ),
            )
            return redirect("networks:meeting_invite", meeting_pk=meeting.pk)
        meeting.read_anew()
    context = {
        "case": meeting.case,
        "tab": "network",
        "meeting": meeting,
        "letters": [
            each
            for each in meeting.asked.select_related("member")
            if why_not_invited(meeting, each) is None
        ],
        "invitations": list(meeting.invitations.all()),
        "standings": standings_of(meeting),
        "form": form,
    }
    return attempt.render(request, "networks/meetings/invite.html", context)


@require_GET
def meeting_calendar(request: SignedInRequest, meeting_pk: int) -> HttpResponse:
    """The meeting for a calendar: hours and a neutral title."""
    meeting = open_meeting(request, meeting_pk, CasePermission.VIEW)
    return HttpResponse(
        calendar_of(meeting, _("Meeting")),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{CALENDAR_NAME}"'},
    )
