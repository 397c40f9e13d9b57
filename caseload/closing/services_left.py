"""The services that closing a case leaves behind."""

from dataclasses import dataclass

from cases.models import Case
from continuity.models import Service, ServiceState, State
from continuity.needs_known import present_states


@dataclass(frozen=True)
class ServiceLeft:
    """A service that goes on or is waited for, with its present state."""

    service: Service
    state: ServiceState | None


def services_left(case: Case) -> list[ServiceLeft]:
    """The services of present needs that are neither over nor refused; closing ends none."""
    present = present_states([case.pk])
    services = Service.objects.filter(case=case, need__ended_on=None)
    left = (
        ServiceLeft(service, present.get(service.pk))
        for service in services.select_related("provider_member")
    )
    return [each for each in left if each.state is None or not State(each.state.state).is_over]
