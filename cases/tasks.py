"""Celery's task of cases: what is kept for a time only."""

from celery import shared_task
from django.utils import timezone

from cases.actions.written_texts import remove_ended_texts


@shared_task
def remove_replaced_texts() -> None:
    """Each night: texts that were replaced in documents that have been final for a month."""
    remove_ended_texts(timezone.localdate())
