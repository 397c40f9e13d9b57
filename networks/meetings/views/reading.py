"""The meetings of a case, and one of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from cases.access import open_case_page
from cases.permissions import CasePermission
from networks.meetings.invited import standings_of, still_to_tell
from networks.meetings.views.planning import open_meeting
from networks.models import Meeting, MeetingCancellation


@require_GET
def meeting_list(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """What is agreed, the next one first, and what has been."""
    case = open_case_page(request, case_pk)
    meetings = list(Meeting.objects.filter(case=case))
    planned = [meeting for meeting in meetings if meeting.is_planned]
    context = {
        "case": case,
        "tab": "network",
        "planned": planned[::-1],
        "over": [meeting for meeting in meetings if not meeting.is_planned],
        "may_write": case.may_write,
    }
    return render(request, "networks/meetings/list.html", context)


@require_GET
def meeting_page(request: SignedInRequest, meeting_pk: int) -> HttpResponse:
    """When and where, who is asked, what is talked about; and what became of it."""
    meeting = open_meeting(request, meeting_pk, CasePermission.VIEW)
    case = meeting.case
    standings = [] if meeting.status == Meeting.Status.HELD else standings_of(meeting)
    is_off = meeting.status == Meeting.Status.CANCELLED
    context = {
        "case": case,
        "tab": "network",
        "meeting": meeting,
        "topics": list(meeting.topics.all()),
        "standings": standings if meeting.is_planned else [],
        "told_off": [each for each in standings if is_off and each.is_told_off],
        "to_tell": still_to_tell(standings) if is_off else [],
        "versions": list(meeting.minutes.all()),
        "cancellation": MeetingCancellation.objects.present().filter(meeting=meeting).first(),
        "may_write": case.may_write,
    }
    return render(request, "networks/meetings/page.html", context)
