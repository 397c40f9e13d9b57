"""Celery's tasks of the log."""

import logging

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from audit import anchors, chain

logger = logging.getLogger(__name__)


@shared_task
def seal_log() -> None:
    """Each minute: chain the events that are not chained yet."""
    chain.seal_new_events()


@shared_task
def anchor_log() -> None:
    """Each hour: note the last seal outside the database, where a place for it is named."""
    anchor = anchors.last_seal(timezone.now())
    if anchor is None:
        return
    if settings.LOG_ANCHORS_FILE:
        anchors.note(anchor)
    # A line of the program's log is a second place, wherever those lines are gathered.
    logger.info("Last seal of the log: %s", anchor)
