"""Celery's tasks of time."""

from celery import shared_task
from django.utils import timezone

from timing import repair


@shared_task
def derive_waiting() -> None:
    """Each minute: go on with what is to be derived anew."""
    repair.go_on()


@shared_task
def ask_for_check() -> None:
    """Each night: have all dues compared with the records, and repaired."""
    repair.ask_for_check(timezone.localdate())
