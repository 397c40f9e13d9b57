"""Contacts and notifications before and beside a case."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """The app of `referrals`."""

    name = "referrals"
    default_auto_field = "django.db.models.BigAutoField"
