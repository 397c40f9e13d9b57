"""Needs at the gate, services and their states, interim solutions, the gap report."""

from django.apps import AppConfig


class ContinuityConfig(AppConfig):
    """The app of `continuity`."""

    name = "continuity"
    default_auto_field = "django.db.models.BigAutoField"
