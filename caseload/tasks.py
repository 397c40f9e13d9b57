"""Celery's tasks of the caseload."""

from celery import shared_task
from django.utils import timezone

from caseload.reminders import mailing, sweep


@shared_task
def remind() -> None:
    """Each minute: order the notices that fall due and are not ordered yet."""
    sweep.remind(now=timezone.now())


@shared_task
def write_mails() -> None:
    """Each minute: write the mails that say that something new waits."""
    mailing.write_mails(now=timezone.now())
