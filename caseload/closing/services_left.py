"""The services that closing a case leaves behind."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from cases.models import Case
from continuity.models import Service, ServiceState
from continuity.needs_known import records_of


@dataclass(frozen=True)
class ServiceLeft:
    """A service that goes on or is waited for, with its present state."""

    service: Service
    state: ServiceState | None


def services_left(case: Case) -> list[ServiceLeft]:
    """The services of present needs that are neither over nor refused; closing ends none."""
    left = [ServiceLeft(service, state) for service, state in records_of([case.pk]).going_on()]
    prefetch_related_objects([each.service for each in left], "provider_member")
    return left
