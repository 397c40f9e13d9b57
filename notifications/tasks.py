"""Celery's task that mails notices."""

from celery import shared_task
from django.utils import timezone

from notifications import delivery


@shared_task
def deliver_due_notices() -> None:
    """Every minute, and when something new was ordered: mail what is due and unclaimed."""
    delivery.deliver_due(now=timezone.now())
