"""The bells of contacts."""

from celery import shared_task
from django.utils import timezone

from referrals import abandoned
from referrals.attachments import sweep


@shared_task
def look_after_attachments() -> None:
    """Every night: files without a row are removed, rows without a file are reported."""
    sweep.remove_unclaimed()
    sweep.report_missing()


@shared_task
def look_after_drafts() -> None:
    """Every hour: abandoned drafts are told of, and removed a week later."""
    now = timezone.now()
    abandoned.tell_of_abandoned(now)
    abandoned.remove_abandoned(now)
