"""Pages on which a meeting is agreed, changed, and recorded as held or not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.access import open_case_page, open_record_page
from cases.permissions import CasePermission
from cases.views.edit_attempt import EditAttempt
from cases.views.newcomers import tell_who_joined
from inputs.attendees import CLIENT
from networks.meetings.actions.cancelling import (
    cancel_meeting,
    take_back_cancellation,
    whom_to_mail,
)
from networks.meetings.actions.planning import (
    edit_meeting,
    hold_meeting_of_two,
    plan_meeting,
)
from networks.meetings.forms.ending_forms import CancelMeetingForm, HeldForm
from networks.meetings.forms.meeting_form import MeetingForm
from networks.meetings.invited import standings_of, still_to_tell
from networks.models import Meeting
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def meeting_plan(request: SignedInRequest, case_pk: int, kind: str) -> HttpResponse:
    """Agree on a meeting of a kind, which each has an address of its own for."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    initial = {"people": [CLIENT, f"user-{request.user.pk}"]}
    form = MeetingForm(request.POST or None, case=case, meeting=None, initial=initial)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            meeting = Meeting(case=case, kind=kind, **form.values())
            plan_meeting(
                meeting=meeting,
                attendees=form.attendees,
                topics=form.topic_lines(),
                by=request.user,
            )
            messages.success(request, _("The meeting is agreed."))
            tell_who_joined(request, form.attendees)
            return redirect("networks:meeting_agenda", meeting_pk=meeting.pk)
    context = {"case": case, "tab": "network", "form": form, "kind": kind, "meeting": None}
    return attempt.render(request, "networks/meetings/form.html", context | {"conflict": None})


@require_http_methods(["GET", "POST"])
@once
def meeting_edit(request: SignedInRequest, meeting_pk: int) -> HttpResponse:
    """Change it. A stale save shows both texts and loses neither."""
    meeting = open_meeting(request, meeting_pk)
    form = MeetingForm(request.POST or None, case=meeting.case, meeting=meeting)
    attempt = EditAttempt(form, case_pk=meeting.case_id, saved=Action.MEETING_EDITED)
    if form.is_valid():
        with attempt:
            edit_meeting(
                meeting=meeting,
                seen=form.cleaned_data["version"],
                values=form.values(),
                attendees=form.attendees,
                topics=form.topic_lines(),
                by=request.user,
            )
            messages.success(request, _("The change was saved."))
            if form.cleaned_data["client_chose"] and not meeting.client_chose:
                messages.warning(
                    request,
                    _(
                        "Somebody new is asked. Tick that the client has chosen when they have "
                        "said yes to them, too."
                    ),
                )
            tell_who_joined(request, form.attendees)
            return redirect(meeting)
        meeting.read_anew()
    context = {"case": meeting.case, "tab": "network", "form": form, "kind": meeting.kind}
    context |= {"meeting": meeting, "conflict": attempt.conflict}
    return attempt.render(request, "networks/meetings/form.html", context)


@require_http_methods(["GET", "POST"])
@once
def meeting_cancel(request: SignedInRequest, meeting_pk: int) -> HttpResponse:
    """Record that it is not held, or that somebody did not come."""
    meeting = open_meeting(request, meeting_pk)
    form = CancelMeetingForm(request.POST or None, meeting=meeting)
    attempt = Attempt(form)
    if form.is_valid():
        new_meeting = form.new_meeting()
        with attempt:
            cancel_meeting(
                meeting=meeting,
                cancellation=form.cancellation(),
                new_meeting=new_meeting,
                by=request.user,
            )
            messages.success(
                request,
                _("It is recorded that it was not held. This is the new time: invite to it anew.")
                if new_meeting
                else _("It is recorded that the meeting was not held."),
            )
            if new_meeting:
                _warn_of_untold(request, meeting)
            return redirect(new_meeting or meeting)
        meeting.read_anew()
    context = {"case": meeting.case, "tab": "network", "meeting": meeting, "form": form}
    to_mail = whom_to_mail(meeting) if meeting.is_planned else []
    mailed = {each.asked.pk for each in to_mail}
    invited = still_to_tell(standings_of(meeting))
    context["to_mail"] = to_mail
    context["to_tell"] = [each for each in invited if each.asked.pk not in mailed]
    return attempt.render(request, "networks/meetings/cancel.html", context)


def _warn_of_untold(request: SignedInRequest, meeting: Meeting) -> None:
    """The page that comes next is that of the new meeting."""
    untold = still_to_tell(standings_of(meeting))
    if untold:
        names = ", ".join(each.asked.name for each in untold)
        words = _("No mail told these that the former time is not held: %(names)s. Tell them.")
        messages.warning(request, words % {"names": names})


@require_POST
@once
def meeting_cancellation_take_back(request: SignedInRequest, meeting_pk: int) -> HttpResponse:
    """Take back what was recorded by mistake: the meeting stands as agreed."""
    meeting = open_meeting(request, meeting_pk)
    attempt = Attempt()
    with attempt:
        other = take_back_cancellation(meeting=meeting, by=request.user)
        messages.success(request, _("It was taken back. The meeting stands as it was agreed."))
        if other is not None:
            messages.warning(
                request,
                _(
                    "The meeting that was agreed in its place, on %(day)s, stands too. Record that "
                    "it is not held, if it is not, and tell those who were invited."
                )
                % {"day": date_format(other.on)},
            )
        return redirect(meeting)
    messages.error(request, attempt.words)
    return redirect(meeting)


@require_http_methods(["GET", "POST"])
@once
def meeting_held(request: SignedInRequest, meeting_pk: int) -> HttpResponse:
    """Record that a meeting of two was held: an entry of the journal."""
    meeting = open_meeting(request, meeting_pk)
    if meeting.is_of_network:
        return redirect(meeting)
    form = HeldForm(request.POST or None, meeting=meeting)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            hold_meeting_of_two(
                meeting=meeting, note=form.note(), attendees=form.attendees, by=request.user
            )
            messages.success(request, _("The meeting stands in the journal."))
            tell_who_joined(request, form.attendees)
            return redirect(meeting)
        meeting.read_anew()
    context = {"case": meeting.case, "tab": "network", "meeting": meeting, "form": form}
    return attempt.render(request, "networks/meetings/held.html", context)


def open_meeting(
    request: SignedInRequest, meeting_pk: int, right: CasePermission = CasePermission.WRITE
) -> Meeting:
    """The door to a meeting."""
    meeting: Meeting = open_record_page(request, Meeting.objects, meeting_pk, right)
    return meeting
