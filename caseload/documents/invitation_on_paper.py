"""The letter that invites somebody to a meeting. It names the client to the client alone."""

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import pgettext

from accounts.models import User
from cases.letterhead import Letterhead, kept_letterhead
from cases.vocabulary import CommunicationChannel
from networks.models import Attendance, MeetingAsked


def invitation_context(asked: MeetingAsked, by: User) -> dict[str, object]:
    """What the letter and the page to print show; call it in the letter's language."""
    meeting = asked.meeting
    return {
        "case": meeting.case,
        "head": Letterhead(kept_letterhead(meeting.case)),
        "today": timezone.localdate(),
        "meeting": meeting,
        "place": "" if _tells_where_they_live(asked) else meeting.place,
        "asked": asked,
        "is_client": asked.who == Attendance.Who.CLIENT,
        "topics": list(meeting.topics.all()),
        "by": by,
    }


def _tells_where_they_live(asked: MeetingAsked) -> bool:
    """The place of a visit to a client with a non-disclosure order, to anybody but the client."""
    meeting = asked.meeting
    at_home = meeting.channel == CommunicationChannel.VISIT_CLIENT
    is_client = asked.who == Attendance.Who.CLIENT
    return at_home and meeting.case.client.protected_address and not is_client


def invitation_html(asked: MeetingAsked, by: User, language: str) -> str:
    with translation.override(language):
        shown = invitation_context(asked, by) | {"language": language}
        return render_to_string("caseload/invitation_pdf.html", shown)


def invitation_file_name(language: str) -> str:
    """A neutral word: the file may be sent on."""
    with translation.override(language):
        word = pgettext("file name", "invitation")
    return f"{word}.pdf"
