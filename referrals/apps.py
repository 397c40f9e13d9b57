"""Contacts and notifications before and beside a case."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """The app of `referrals`."""

    name = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whoever made a contact is suggested to the network of its case."""
        from networks.members.suggestions import SOURCES  # noqa: PLC0415 – models are not loaded before
        from referrals.senders import senders_of  # noqa: PLC0415

        SOURCES.append(senders_of)
