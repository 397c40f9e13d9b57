"""What a letter says, written at the moment when it leaves.

A mail about news says only that there is something new: prisoners' mail and many workers'
phones are read by others (secrecy of custody). An app above registers in `WRITERS` who
writes a kind of its own.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from notifications.models import Mail, MailKind, Notice
from notifications.models.mail import CALENDAR


class Letter(NamedTuple):
    """To whom, in which words, and the name and text of the calendar file that goes with them."""

    to: str
    subject: str
    text: str
    calendar: tuple[str, str] | None = None


def _of_news(mail: Mail) -> Letter | None:
    """Nothing, where all has been read or taken back since, or the account is closed."""
    receiver = mail.receiver
    if receiver is None or not receiver.is_active:
        return None
    if not Notice.objects.unread().filter(mail_id=mail.pk, cancelled_at=None).exists():
        return None
    with translation.override(receiver.language):
        return Letter(
            to=receiver.email,
            subject=_("Something new in Jatkumo"),
            text=_("Something new waits for you in Jatkumo. Sign in to read it."),
        )


def _as_stored(mail: Mail) -> Letter | None:
    return Letter(mail.address, mail.subject, mail.text, mail.parameters.get(CALENDAR))


# None: nobody needs the letter any longer.
WRITERS: dict[str, Callable[[Mail], Letter | None]] = {
    MailKind.DIGEST: _of_news,
    MailKind.AT_ONCE: _of_news,
    MailKind.LETTER: _as_stored,
}


def letter_of(mail: Mail) -> Letter | None:
    return WRITERS[mail.kind](mail)
