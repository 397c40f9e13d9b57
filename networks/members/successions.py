"""Whom nobody follows, as the pages of a case tell it until somebody does."""

import datetime as dt
from collections.abc import Iterable, Mapping

from cases.models import Case
from networks.models import NetworkMember
from timing.models import Due
from timing.vocabulary import DueKind


def open_successions(case: Case) -> list[NetworkMember]:
    """Members of whose succession something is due; a service's contact person is a gap there."""
    dues = Due.objects.present().filter(case_id=case.pk, kind=DueKind.SUCCESSION)
    return list(NetworkMember.objects.filter(pk__in=dues.values("object_id")).order_by("ended_on"))


def successions_among(
    dues: Iterable[Due], members: Mapping[int, NetworkMember]
) -> list[NetworkMember]:
    """Likewise, where all that is due in the case and all members, by key, have been read."""
    left = [members[due.object_id] for due in dues if due.kind == DueKind.SUCCESSION]
    return sorted(left, key=lambda member: member.ended_on or dt.date.max)
