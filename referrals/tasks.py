"""The bells of contacts."""

from celery import shared_task

from referrals.attachments import sweep


@shared_task
def look_after_attachments() -> None:
    """Every night: files without a row are removed, rows without a file are reported."""
    sweep.remove_unclaimed()
    sweep.report_missing()
