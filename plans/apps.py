"""Client plans, with their goals, steps, services and reviews."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The app of `plans`."""

    name = "plans"
    default_auto_field = "django.db.models.BigAutoField"
