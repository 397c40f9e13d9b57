"""The bells of the caseload."""

from celery import shared_task
from django.utils import timezone

from caseload.reminders import sweep


@shared_task
def remind() -> None:
    """Every minute: order the notices that the day asks for and nobody ordered yet."""
    sweep.remind(today=timezone.localdate())
