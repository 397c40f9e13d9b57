"""Pages of the minutes: written by one or two at once, read, approved, corrected."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.access import open_record_page
from cases.permissions import CasePermission
from cases.views.edit_attempt import EditAttempt
from cases.views.newcomers import tell_who_joined
from cases.views.replaced_texts import count_replaced
from inputs.posted import posted_number
from networks.meetings.actions.minutes import (
    CorrectionBegun,
    approve_minutes,
    begin_minutes,
    correct_minutes,
    edit_minutes,
)
from networks.meetings.forms.minutes_form import MinutesForm, NewVersionForm
from networks.meetings.views.planning import open_meeting
from networks.models import Minutes
from records.attempt import Attempt
from records.once import once


@require_POST
@once
def minutes_begin(request: SignedInRequest, meeting_pk: int) -> HttpResponse:
    """Begin the draft, or go on with the one that somebody has begun."""
    meeting = open_meeting(request, meeting_pk)
    if not meeting.is_of_network:
        raise Http404
    attempt = Attempt()
    with attempt:
        draft = begin_minutes(meeting=meeting, by=request.user)
        return redirect("networks:minutes_edit", minutes_pk=draft.pk)
    messages.error(request, attempt.words)
    return redirect(meeting)


@require_http_methods(["GET", "POST"])
@once
def minutes_edit(request: SignedInRequest, minutes_pk: int) -> HttpResponse:
    """Write the draft. Two who write at once lose nothing."""
    minutes = open_minutes(request, minutes_pk)
    if not minutes.is_draft and request.method == "GET":
        messages.info(request, _("The minutes have been approved and stay as they are."))
        return redirect(minutes)
    form = MinutesForm(request.POST or None, minutes=minutes)
    attempt = EditAttempt(form, case_pk=minutes.case_id, saved=Action.MINUTES_EDITED)
    if form.is_valid():
        with attempt:
            edit_minutes(
                minutes=minutes,
                seen=form.cleaned_data["version"],
                values=form.values(),
                attendees=form.attendees,
                by=request.user,
            )
            messages.success(request, _("The minutes are saved."))
            tell_who_joined(request, form.attendees)
            return redirect(_next(request, minutes))
        minutes.read_anew()
    context = _context(minutes) | {"form": form, "conflict": attempt.conflict}
    return attempt.render(request, "networks/meetings/minutes_edit.html", context)


@require_GET
def minutes_page(request: SignedInRequest, minutes_pk: int) -> HttpResponse:
    """The minutes to read; what was decided can be noted as done."""
    minutes = open_minutes(request, minutes_pk, CasePermission.VIEW)
    attendance = list(minutes.attendance.all())
    context = _context(minutes) | {
        "came": [each for each in attendance if each.came],
        "absent": [each for each in attendance if not each.came],
        "replacement": Minutes.objects.filter(corrects=minutes).first(),
    }
    in_force = Minutes.objects.in_force().filter(pk=minutes.pk).exists()
    context |= {"doing": in_force and context["may_write"], "today": timezone.localdate()}
    return Attempt().render(request, "networks/meetings/minutes_page.html", context)


@require_http_methods(["GET", "POST"])
@once
def minutes_approve(request: SignedInRequest, minutes_pk: int) -> HttpResponse:
    """Approve what was read; afterwards it is corrected only by a new version."""
    minutes = open_minutes(request, minutes_pk)
    attempt = Attempt()
    if request.method == "POST":
        seen = posted_number(request, "version") or 0
        with attempt:
            approve_minutes(minutes=minutes, seen=seen, by=request.user)
            messages.success(request, _("The minutes are approved."))
            return redirect(minutes)
        minutes.read_anew()
    attendance = list(minutes.attendance.all())
    context = _context(minutes) | {
        "came": [each for each in attendance if each.came],
        "absent": [each for each in attendance if not each.came],
        "refused": attempt.words,
    }
    return attempt.render(request, "networks/meetings/minutes_approve.html", context)


@require_http_methods(["GET", "POST"])
@once
def minutes_correct(request: SignedInRequest, minutes_pk: int) -> HttpResponse:
    """Begin a new version of minutes in which something was wrong."""
    return _new_version(request, minutes_pk)


@require_http_methods(["GET", "POST"])
@once
def minutes_supplement(request: SignedInRequest, minutes_pk: int) -> HttpResponse:
    """Begin a new version of minutes in which something was forgotten."""
    return _new_version(request, minutes_pk, is_supplement=True)


def _new_version(
    request: SignedInRequest, minutes_pk: int, *, is_supplement: bool = False
) -> HttpResponse:
    minutes = open_minutes(request, minutes_pk)
    form = NewVersionForm(request.POST or None, is_supplement=is_supplement)
    attempt = Attempt(form)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with attempt:
            draft = correct_minutes(
                minutes=minutes, reason=reason, by=request.user, is_supplement=is_supplement
            )
            messages.success(request, _("The new version has begun, with the same content."))
            return redirect("networks:minutes_edit", minutes_pk=draft.pk)
    if isinstance(attempt.refused, CorrectionBegun):
        messages.warning(request, str(attempt.refused.words))
        return redirect("networks:minutes_edit", minutes_pk=attempt.refused.draft.pk)
    context = _context(minutes) | {"form": form, "is_supplement": is_supplement}
    return attempt.render(request, "networks/meetings/minutes_correct.html", context)


def open_minutes(
    request: SignedInRequest, minutes_pk: int, right: CasePermission = CasePermission.WRITE
) -> Minutes:
    """The door to the minutes of a meeting."""
    minutes: Minutes = open_record_page(request, Minutes.objects, minutes_pk, right)
    minutes.meeting.case = minutes.case
    return minutes


def _next(request: SignedInRequest, minutes: Minutes) -> str:
    """Where a button leads once the texts are saved."""
    wanted = request.POST.get("next", "")
    name = {
        "decision_add": "networks:decision_add",
        "approve": "networks:minutes_approve",
    }.get(wanted, "networks:minutes_edit")
    return reverse(name, kwargs={"minutes_pk": minutes.pk})


def _context(minutes: Minutes) -> dict[str, object]:
    case = minutes.case
    return {
        "case": case,
        "tab": "network",
        "minutes": minutes,
        "meeting": minutes.meeting,
        "decisions": list(minutes.decisions.with_end()),
        "replaced": count_replaced(minutes),
        "may_write": case.may_write,
    }
