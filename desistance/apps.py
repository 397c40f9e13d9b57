"""The factors of the operating model, its checklists and observations."""

from django.apps import AppConfig


class DesistanceConfig(AppConfig):
    """The app of `desistance`."""

    name = "desistance"
    default_auto_field = "django.db.models.BigAutoField"
