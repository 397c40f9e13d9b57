"""What must still be told: the outbox and the notices."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """The notices app; it imports no other app and everything above may tell through it."""

    name = "notifications"
    default_auto_field = "django.db.models.BigAutoField"
