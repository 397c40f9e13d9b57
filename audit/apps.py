"""What was done to clients' records, and who read them."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log imports no other app, so that every app may write in it."""

    name = "audit"
    default_auto_field = "django.db.models.BigAutoField"
