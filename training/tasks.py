"""What the clock rings for."""

from celery import shared_task
from django.utils import timezone

from training.reminding import remind_of_trainings


@shared_task
def remind() -> None:
    """Each morning: tell of trainings that are near, and of days that nobody has marked."""
    remind_of_trainings(timezone.localdate())
