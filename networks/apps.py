"""People and organisations around the client, agreements, sharing and meetings."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """The app of `networks`."""

    name = "networks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Members can be ticked where a record says who took part, and are kept with it."""
        # Models are not loaded before.
        from cases.attending import Keeper, register  # noqa: PLC0415
        from cases.people import SOURCES  # noqa: PLC0415
        from networks.attendance_rows import join, keep_of_note, kept_of_note  # noqa: PLC0415
        from networks.members.known_members import members_of  # noqa: PLC0415
        from networks.models import MemberKind  # noqa: PLC0415

        SOURCES.append(members_of)
        register(Keeper(MemberKind.choices, join, keep_of_note, kept_of_note))
