"""The wiring as an app of its own, for what belongs to no other: the table of the cache."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The app of `config`."""

    name = "config"
    default_auto_field = "django.db.models.BigAutoField"
