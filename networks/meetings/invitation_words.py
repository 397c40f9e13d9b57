"""What a mail says of a meeting: the day and the hours, to whoever reads it.

It names nobody, tells no place, no case and no topic. Which language its reader reads is not
known, so it speaks both.
"""

from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from networks.models.meeting import Time

# In both languages at once, as the text is; of the calendar file in the mail, too.
SUBJECT = "Tapaaminen / Möte"


INVITED = _(
    "You are invited to a meeting on %(day)s at %(begins)s–%(ends)s. Whoever "
    "invites you has told you what it is about or will tell you. The attached "
    "file puts the time into your calendar. Do not answer this message."
)
# Also where a new time was agreed: whoever is asked to it is invited anew.
NOT_HELD = _(
    "The meeting on %(day)s at %(begins)s–%(ends)s is not held. The attached file takes it out of "
    "your calendar. If you are asked to come at another time, you are told separately. Do not "
    "answer this message."
)


def mail_text(time: Time) -> str:
    return _in_both(INVITED, time)


def not_held_text(time: Time) -> str:
    return _in_both(NOT_HELD, time)


def _in_both(words: Promise, time: Time) -> str:
    """Finnish first."""
    day, begins, ends = time
    texts = []
    for language in ("fi", "sv"):
        with override(language):
            when = {
                "day": date_format(day, "WEEKDAY_DATE_FORMAT"),
                "begins": time_format(begins),
                "ends": time_format(ends),
            }
            texts.append(str(words) % when)
    return "\n\n".join(texts)
