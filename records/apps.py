"""What serves every record. It imports no other app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Form keys and held texts, and what records of other apps are built of."""

    name = "records"
    default_auto_field = "django.db.models.BigAutoField"
