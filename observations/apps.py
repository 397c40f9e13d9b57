"""Observations of the service system. None of its rows knows a client or a writer."""

from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """The app of `observations`."""

    name = "observations"
    default_auto_field = "django.db.models.BigAutoField"
