"""People and organisations around the client, agreements, sharing and meetings."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """The app of `networks`."""

    name = "networks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The members of the network can be ticked where a record says who took part."""
        from cases.people import SOURCES  # noqa: PLC0415 – models are not loaded before
        from networks.members.known_members import members_of  # noqa: PLC0415

        SOURCES.append(members_of)
