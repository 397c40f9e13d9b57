"""Who may sign in, for which organisation and unit."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    """Organisations, units, users, roles and sign-in."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who writes the letters whose words are made when they leave."""
        autodiscover_modules("reset_letter", "guessing_letter", "invitation_letter")
