"""What serves every record; it lies at the bottom of the house and imports no other app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Form keys and held texts, and what records of other apps are built of."""

    name = "records"
    default_auto_field = "django.db.models.BigAutoField"
