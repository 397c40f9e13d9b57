"""The Celery application. It only rings: the database is the queue."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("jatkumo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logging(**_more: Any) -> None:
    """Celery makes no log of its own where this is answered: LOGGING holds for all."""
