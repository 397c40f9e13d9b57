"""The sweep that writes the mails which say that something new waits.

Each notice keeps the mail that says so, so that none is mailed twice and one whose act
took long to commit is not passed over. Each receiver is a transaction of its own.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from caseload.reminders.mail_hours import cannot_wait, daily_mail_on, days_off, next_morning
from caseload.reminders.sweep import remind
from notifications.models import Mail, MailChoice, MailKind, MailState, Notice
from notifications.models.mail import NEWS, RESTORED
from notifications.outbox import ring_after_commit

# Any constant that no other advisory lock of this database uses.
WRITING_LOCK = 7_003_301


class News(NamedTuple):
    """Of one receiver: since when, and by when the first of it has to be known."""

    receiver_id: int
    since: dt.datetime
    matters_by: dt.datetime | None


def write_mails(*, now: dt.datetime) -> int:
    """Write the mails whose hour has come; return how many."""
    waiting = _news(now)
    receivers = [news.receiver_id for news in waiting]
    chosen = MailChoice.objects.in_bulk(receivers, field_name="receiver_id")
    written = 0
    for news in waiting:
        choice = chosen.get(news.receiver_id) or MailChoice()
        written += _write_daily(news, choice, now) or _write_at_once(news, choice, now)
    return written


def _news(now: dt.datetime) -> list[News]:
    """Who has unread notices that no mail tells of."""
    notices = Notice.objects.to_be_mailed().filter(due_at__lte=now, receiver__is_active=True)
    found = notices.order_by("receiver").values_list("receiver")
    return [News(*row) for row in found.annotate(Min("due_at"), Min("matters_by"))]


def _write_daily(news: News, choice: MailChoice, now: dt.datetime) -> bool:
    """One a day, of what is older than its hour."""
    today = timezone.localdate(now)
    hour = daily_mail_on(today, choice)
    if hour is None or not news.since <= hour <= now:
        return False
    key = f"{MailKind.DIGEST.value}|{news.receiver_id}|{today}"
    return _write(_mail(MailKind.DIGEST, key, news, now, days_off(today)), until=hour)


def _write_at_once(news: News, choice: MailChoice, now: dt.datetime) -> bool:
    """It tells of whatever else is new, too: the daily mail has that much less to tell."""
    if news.matters_by is None or not cannot_wait(news.matters_by, choice, now):
        return False
    key = f"{MailKind.AT_ONCE.value}|{news.receiver_id}|{now.isoformat()}"
    hurries = news.matters_by < next_morning(now)
    quiet_on = [] if hurries else days_off(timezone.localdate(now))
    return _write(_mail(MailKind.AT_ONCE, key, news, now, quiet_on), until=now)


def _mail(
    kind: MailKind, key: str, news: News, now: dt.datetime, quiet_on: Sequence[dt.date] = ()
) -> Mail:
    receiver, days = news.receiver_id, list(quiet_on)
    return Mail(kind=kind, key=key, receiver_id=receiver, quiet_on=days, created_at=now, try_at=now)


@transaction.atomic
def _write(mail: Mail, *, until: dt.datetime) -> bool:
    """Write it and give it its notices, unless another sweep does, or did.

    A mail that has not left yet says the same: it takes them, and no second one is written.
    """
    if not _alone_with(mail.receiver_id) or Mail.objects.filter(key=mail.key).exists():
        return False
    notices = Notice.objects.to_be_mailed().filter(receiver=mail.receiver_id, due_at__lte=until)
    told = list(notices.select_for_update(skip_locked=True).values_list("pk", flat=True))
    if not told:
        return False
    waiting = _that_waits(mail.receiver_id)
    if waiting is None:
        mail.save()
        waiting = mail
        ring_after_commit()
    elif mail.kind == MailKind.AT_ONCE:
        Mail.objects.filter(pk=waiting.pk).update(quiet_on=mail.quiet_on, try_at=mail.try_at)
    Notice.objects.filter(pk__in=told).update(mail_id=waiting.pk)
    return waiting is mail


def _alone_with(receiver_id: int | None) -> bool:
    """The number of the receiver is a second half of the lock: of two sweeps one goes on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [WRITING_LOCK, receiver_id])
        return bool(cursor.fetchone()[0])


def _that_waits(receiver_id: int | None) -> Mail | None:
    waiting = Mail.objects.filter(receiver=receiver_id, kind__in=NEWS, state=MailState.WAITING)
    return waiting.select_for_update(skip_locked=True).order_by("pk").first()


def set_aside_after_restore(*, now: dt.datetime) -> int:
    """After a backup was restored: what may have been mailed since it was made is uncertain.

    That is what waited then, and what is told anew of the span that was lost.
    """
    remind(now=now)
    restored = {"state": MailState.UNCERTAIN, "failure": RESTORED}
    with transaction.atomic():
        for news in _news(now):
            key = f"restored|{news.receiver_id}|{now.isoformat()}"
            _write(_mail(MailKind.DIGEST, key, news, now), until=now)
        unsent = Mail.objects.filter(state__in=[MailState.WAITING, MailState.CLAIMED])
        return unsent.update(**restored)
