"""Celery's task of the caseload."""

from celery import shared_task
from django.utils import timezone

from caseload.reminders import sweep


@shared_task
def remind() -> None:
    """Each minute: order the notices that fall due and are not ordered yet."""
    sweep.remind(today=timezone.localdate())
