"""The letter that invites somebody to a meeting. It names the client to the client alone."""

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import pgettext

from accounts.models import User
from cases.letterhead import Letterhead, kept_letterhead
from networks.models import Attendance, MeetingAsked


def invitation_context(asked: MeetingAsked, by: User) -> dict[str, object]:
    """What the letter and the page to print show; call it in the letter's language."""
    meeting = asked.meeting
    return {
        "case": meeting.case,
        "head": Letterhead(kept_letterhead(meeting.case)),
        "today": timezone.localdate(),
        "meeting": meeting,
        "asked": asked,
        "is_client": asked.who == Attendance.Who.CLIENT,
        "topics": list(meeting.topics.all()),
        "by": by,
    }


def invitation_html(asked: MeetingAsked, by: User, language: str) -> str:
    with translation.override(language):
        shown = invitation_context(asked, by) | {"language": language}
        return render_to_string("caseload/invitation_pdf.html", shown)


def invitation_file_name(language: str) -> str:
    """A neutral word: the file may be sent on."""
    with translation.override(language):
        word = pgettext("file name", "invitation")
    return f"{word}.pdf"
