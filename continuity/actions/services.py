"""Writing services and what is told of how far they are."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import written
from cases.models import Case
from continuity.actions.needs import lock_case_of
from continuity.models import Service, ServiceState
from continuity.needs_known import present_states
from records.refused import Refused
from timing import moves

SERVICE_WRITTEN = [
    "name",
    "provider",
    "provider_member",
    "place",
    "contact_inside",
    "contact_outside",
    "decision",
]


class StateMovedOn(Refused):
    """Somebody has told another state since the page was opened; `current` is that one."""

    words = _(
        "Somebody told how far the service is after you opened the page, so nothing was saved. "
        "Compare, and save again."
    )

    def __init__(self, current: ServiceState | None) -> None:
        super().__init__(str(current))
        self.current = current


class TakenBackAlready(Refused):
    """What was told was taken back a moment ago."""

    words = _("This was taken back already.")


@transaction.atomic
def add_service(*, service: Service, state: ServiceState, by: User) -> None:
    """Add an unsaved service to its need, with how far it is."""
    case = lock_case_of(service.need)
    service.case, service.saved_by = case, by
    service.save(force_insert=True)
    _keep(state, service, case, by)
    written(case, *moves.NEEDS)
    record(Action.SERVICE_ADDED, by=by, case=case, target=service)


@transaction.atomic
def edit_service(*, service: Service, seen: int, by: User) -> None:
    """Save what the service is over the version that the editor saw, or StaleVersion."""
    case = lock_case_of(service.need)
    service.saved_by, service.saved_at = by, timezone.now()
    service.save_over(seen, fields=[*SERVICE_WRITTEN, "saved_by", "saved_at"])
    written(case, *moves.NEEDS)
    record(Action.SERVICE_EDITED, by=by, case=case, target=service)


@transaction.atomic
def tell_state(*, service: Service, state: ServiceState, seen: int, by: User) -> None:
    """Add how far the service is now; the earlier states stay.

    `seen` is the state that the editor saw (0 for none); StateMovedOn where another has come.
    """
    case = lock_case_of(service.need)
    present = present_states([case.pk]).get(service.pk)
    if seen != (present.pk if present else 0):
        raise StateMovedOn(present)
    _keep(state, service, case, by)
    written(case, *moves.NEEDS)
    record(Action.SERVICE_STATE_TOLD, by=by, case=case, target=service)


@transaction.atomic
def take_back_state(*, state: ServiceState, told_by: str, by: User) -> None:
    """Say that a state was told wrongly: it stays in the history, and holds no more."""
    service = state.service
    case = lock_case_of(service.need)
    if not ServiceState.objects.told().filter(pk=state.pk).exists():
        raise TakenBackAlready(str(state.pk))
    back = ServiceState(takes_back=state, told_by=told_by)
    _keep(back, service, case, by)
    written(case, *moves.NEEDS)
    record(Action.SERVICE_STATE_TAKEN_BACK, by=by, case=case, target=service)


def _keep(state: ServiceState, service: Service, case: Case, by: User) -> None:
    state.case, state.service, state.recorded_by = case, service, by
    state.save(force_insert=True)
