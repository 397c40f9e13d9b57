"""Who may sign in, for which organisation and unit."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Organisations, units, users, roles and sign-in."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
