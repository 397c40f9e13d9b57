"""Settings, addresses, the Celery application and the launchers: wires the rest."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
