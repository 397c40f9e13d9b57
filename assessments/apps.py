"""Service-need assessments."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """The app of `assessments`."""

    name = "assessments"
    default_auto_field = "django.db.models.BigAutoField"
