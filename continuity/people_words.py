"""Who answers for a service, in words: until when, and who goes on."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from networks.models import NetworkMember


def in_turn(member: NetworkMember | None) -> str:
    """The name; of whoever is known to leave also the day, and who follows."""
    if member is None:
        return ""
    if member.ended_on is None:
        return str(member)
    if member.successor is None:
        return leaving(member)
    if not member.is_present:
        return in_turn(member.successor)
    return _("%(name)s, until %(day)s, then %(next)s") % {
        "name": member,
        "day": date_format(member.ended_on),
        "next": member.successor,
    }


def leaving(member: NetworkMember) -> str:
    """The name; beside it that somebody leaves whom nobody follows."""
    if member.ended_on is None or not member.leaves_nobody:
        return str(member)
    words = (
        _("%(name)s, leaves on %(day)s, nobody follows")
        if member.is_present
        else _("%(name)s, left on %(day)s, nobody follows")
    )
    return words % {"name": member, "day": date_format(member.ended_on)}
