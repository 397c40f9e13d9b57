"""Celery's task of the log."""

from celery import shared_task

from audit import chain


@shared_task
def seal_log() -> None:
    """Each minute: chain the events that are not chained yet."""
    chain.seal_new_events()
