"""Writing a letter into the outbox, in the caller's transaction."""

import datetime as dt
from typing import Any

from django.db import transaction

from notifications.bell import BELL
from notifications.models import Mail, MailKind, MailState
from notifications.models.mail import CALENDAR, NEWS

KEPT_FOR = dt.timedelta(days=30)
OVER = (MailState.SENT, MailState.NEEDLESS, MailState.SETTLED)


def post_letter(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    now: dt.datetime,
    calendar: tuple[str, str] | None = None,
) -> None:
    """Have words sent to an address, and with them a calendar file if its name and text are given.

    They hold nothing about a client, and no secret link.
    """
    letter = {"kind": MailKind.LETTER, "key": key, "address": to, "subject": subject, "text": text}
    parameters = {CALENDAR: calendar} if calendar else {}
    _post(Mail(**letter, parameters=parameters, created_at=now, try_at=now))


def post_later(
    kind: MailKind, *, key: str, to: str, parameters: dict[str, Any], now: dt.datetime
) -> None:
    """Have a letter sent whose words are written when it leaves, from its parameters."""
    order = {"kind": kind, "key": key, "address": to, "parameters": parameters}
    _post(Mail(**order, created_at=now, try_at=now))


def _post(mail: Mail) -> None:
    """What has the key of a letter that is there already is that letter."""
    Mail.objects.bulk_create([mail], ignore_conflicts=True)
    ring_after_commit()


def remove_old(*, now: dt.datetime) -> None:
    """Letters to an address go after a month; of news the notices say which mail told them."""
    letters = Mail.objects.exclude(kind__in=NEWS).filter(state__in=OVER)
    letters.filter(created_at__lt=now - KEPT_FOR).delete()


def ring_after_commit() -> None:
    """Once for each transaction, however many are written in it."""
    waiting = transaction.get_connection().run_on_commit
    if not any(function is ring for _savepoints, function, *_rest in waiting):
        transaction.on_commit(ring, robust=True)


def ring() -> None:
    """Have what was written sent now."""
    BELL.ring()
