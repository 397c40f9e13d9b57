"""Celery's tasks of contacts."""

from celery import shared_task
from django.utils import timezone

from referrals.exchange.attachments import unclaimed
from referrals.sending import abandoned_drafts


@shared_task
def look_after_attachments() -> None:
    """Every night: files without a row are removed, rows without a file are reported."""
    unclaimed.remove_unclaimed()
    unclaimed.report_missing()


@shared_task
def look_after_drafts() -> None:
    """Every hour: abandoned drafts are told of, and removed a week later."""
    now = timezone.now()
    abandoned_drafts.tell_of_abandoned(now)
    abandoned_drafts.remove_abandoned(now)
