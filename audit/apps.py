"""What was done to clients' records, and who read them."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log app; it lies at the bottom of the house and imports no other app."""

    name = "audit"
    default_auto_field = "django.db.models.BigAutoField"
