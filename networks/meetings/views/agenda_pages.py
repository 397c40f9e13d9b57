"""The agenda of a meeting: ticked from what is proposed, and shown to everybody present."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from cases.permissions import CasePermission
from networks.meetings.actions.agenda_ticks import tick_agenda
from networks.meetings.agenda import proposed_topics
from networks.meetings.forms.agenda_form import AgendaForm
from networks.meetings.views.planning import open_meeting
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def meeting_agenda(request: SignedInRequest, meeting_pk: int) -> HttpResponse:
    """Take topics by ticks, and tick what the client lets everybody see."""
    meeting = open_meeting(request, meeting_pk)
    topics, proposed = list(meeting.topics.all()), proposed_topics(meeting)
    form = AgendaForm(request.POST or None, meeting=meeting, topics=topics, proposed=proposed)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            tick_agenda(
                meeting=meeting,
                seen=form.cleaned_data["version"],
                added=form.added(),
                shown=form.shown_keys(),
                by=request.user,
            )
            messages.success(request, _("The agenda is saved."))
            return redirect("networks:meeting_agenda", meeting_pk=meeting.pk)
        meeting.read_anew()
    context = {"case": meeting.case, "tab": "network", "meeting": meeting, "form": form}
    context |= {"topics": topics, "proposed": proposed}
    return attempt.render(request, "networks/meetings/agenda.html", context)


@require_GET
def meeting_screen(request: SignedInRequest, meeting_pk: int) -> HttpResponse:
    """What everybody present may see: the hours, and the topics that the client said yes to."""
    meeting = open_meeting(request, meeting_pk, CasePermission.VIEW)
    context = {"meeting": meeting, "topics": list(meeting.topics.filter(is_shown=True))}
    return render(request, "networks/meetings/screen.html", context)
