"""The minute's bell for the log's chain."""

from celery import shared_task

from audit import chain


@shared_task
def seal_log() -> None:
    """Every minute: chain the events that are not chained yet."""
    chain.seal_new_events()
