"""Whom nobody follows, as the pages of a case tell it until somebody does."""

from cases.models import Case
from networks.models import NetworkMember
from timing.models import Due
from timing.vocabulary import DueKind


def open_successions(case: Case) -> list[NetworkMember]:
    """Members of whose succession something is due; a service's contact person is a gap there."""
    dues = Due.objects.present().filter(case_id=case.pk, kind=DueKind.SUCCESSION)
    return list(NetworkMember.objects.filter(pk__in=dues.values("object_id")).order_by("ended_on"))
