"""The training register of units. No client stands in it."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The app of `training`."""

    name = "training"
    default_auto_field = "django.db.models.BigAutoField"
