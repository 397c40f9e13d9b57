"""Celery's tasks of the installation."""

import logging

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from config.backups.rehearsing import fault_of_the_last

logger = logging.getLogger(__name__)


@shared_task
def check_backups() -> None:
    """Each night: an error where the last backup is not known to come back whole."""
    if not settings.BACKUP_FOLDER:
        logger.warning("Nobody here knows of backups: BACKUP_FOLDER is not set")
    elif fault := fault_of_the_last(timezone.now()):
        logger.error("Backups are for a person to look at: %s", fault)
