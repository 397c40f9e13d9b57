"""Mailing that something waits in Jatkumo: claimed, sent, marked; never twice.

A mail says only that there is something new: prisoners' mail and many workers' phones
are read by others (domain: secrecy of custody).
"""

import datetime as dt
import logging
from itertools import groupby
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notifications.models import Notice

logger = logging.getLogger(__name__)

BATCH = 500


def deliver_due(*, now: dt.datetime) -> int:
    """Mail each receiver once about all that is due for them; return the mails sent."""
    sent = 0
    claimed = sorted(claim_due(now=now), key=lambda notice: notice.receiver_id)
    for _receiver_id, group in groupby(claimed, key=lambda notice: notice.receiver_id):
        notices = list(group)
        receiver = notices[0].receiver
        with translation.override(receiver.language):
            try:
                send_mail(
                    _("Something new in Jatkumo"),
                    _("Something new waits for you in Jatkumo. Sign in to read it."),
                    None,
                    [receiver.email],
                )
            except (SMTPException, OSError, ValueError):
                # ValueError: an address that is none; the others still get their mail.
                # Left claimed and unmarked: the mail may have gone, so a person decides.
                logger.exception("A mail about notices may not have left.")
                continue
        mark_mailed(notices, at=timezone.now())
        sent += 1
    return sent


@transaction.atomic
def claim_due(*, now: dt.datetime) -> list[Notice]:
    """Take what is due for this process alone; another process skips what is locked."""
    present = Notice.objects.due(now).filter(receiver__is_active=True)
    due = present.select_for_update(of=("self",), skip_locked=True)
    claimed = list(due.select_related("receiver").order_by("due_at")[:BATCH])
    Notice.objects.filter(pk__in=[notice.pk for notice in claimed]).update(claimed_at=now)
    return claimed


def mark_mailed(notices: list[Notice], *, at: dt.datetime) -> None:
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=at)
