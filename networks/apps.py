"""People and organisations around the client, agreements, sharing and meetings."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """The app of `networks`."""

    name = "networks"
    default_auto_field = "django.db.models.BigAutoField"
