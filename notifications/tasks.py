"""Celery's task that sends mail."""

from celery import shared_task
from django.utils import timezone

from notifications import delivery


@shared_task
def deliver() -> None:
    """Every minute, and when something was written: send what waits in the outbox."""
    delivery.deliver(now=timezone.now())
