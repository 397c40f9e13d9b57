"""What a mail says of a meeting: the day and the hours, to whoever reads it.

It names nobody, tells no place, no case and no topic. Which language its reader reads is not
known, so it speaks both.
"""

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from networks.models import Meeting

# In both languages at once, as the text is; of the calendar file in the mail, too.
SUBJECT = "Tapaaminen / Möte"


def mail_text(meeting: Meeting) -> str:
    """Finnish first."""
    texts = []
    for language in ("fi", "sv"):
        with override(language):
            when = {
                "day": date_format(meeting.on, "WEEKDAY_DATE_FORMAT"),
                "begins": time_format(meeting.begins),
                "ends": time_format(meeting.ends),
            }
            texts.append(
                _(
                    "You are invited to a meeting on %(day)s at %(begins)s–%(ends)s. Whoever "
                    "invites you has told you what it is about or will tell you. The attached "
                    "file puts the time into your calendar. Do not answer this message."
                )
                % when
            )
    return "\n\n".join(texts)
