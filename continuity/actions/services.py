"""Writing services and what is told of how far they are."""

from http import HTTPStatus

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import written
from cases.models import Case
from continuity.actions.needs import lock_case_of
from continuity.models import Service, ServiceState, State
from continuity.needs_known import present_states
from records.imprint import imprint_of
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

    words = gettext_lazy(
        "Somebody told how far the service is after you opened the page, so nothing was saved. "
        "Compare, and save again."
    )

    def __init__(self, current: ServiceState | None) -> None:
        super().__init__(str(current))
        self.current = current


class NothingFollowsAnEnd(Refused):
    """The service has ended, and a state is told over the end."""

    status = HTTPStatus.BAD_REQUEST
    field = "state"

    def __init__(self, present: ServiceState) -> None:
        super().__init__(str(present))
        self.present = present

    @property
    def words(self) -> str:
        return _(
            "The service ended on %(day)s, and nothing follows an end. Take the end "
            "back if it was told wrongly, or add a new service."
        ) % {"day": date_format(self.present.holds_from)}


class HoldsBeforePresent(Refused):
    """A state that would hold from a day before that of the present one."""

    status = HTTPStatus.BAD_REQUEST
    field = "holds_from"

    def __init__(self, present: ServiceState) -> None:
        super().__init__(str(present))
        self.present = present

    @property
    def words(self) -> str:
        return _(
            "What holds now was told of %(day)s. Write that day or a later one, or take it back."
        ) % {"day": date_format(self.present.holds_from)}


class ToldBeforePresent(HoldsBeforePresent):
    """Of one day holds what was told later, so this would say nothing."""

    field = "told_on"

    @property
    def words(self) -> str:
        return _("What holds now was told on %(day)s. Write that day or a later one.") % {
            "day": date_format(self.present.told_on)
        }


class TakenBackAlready(Refused):
    """What was told was taken back a moment ago."""

    words = gettext_lazy("This was taken back already.")


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
    if refused := refusal_over(present, state):
        raise refused
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


def refusal_over(present: ServiceState | None, told: ServiceState) -> Refused | None:
    """Why a state cannot be told over the one that holds now; None where it can."""
    if present is None:
        return None
    if present.state == State.ENDED:
        return NothingFollowsAnEnd(present)
    if told.holds_from < present.holds_from:
        return HoldsBeforePresent(present)
    if told.holds_from == present.holds_from and told.told_on < present.told_on:
        return ToldBeforePresent(present)
    return None


def _keep(state: ServiceState, service: Service, case: Case, by: User) -> None:
    state.case, state.service, state.recorded_by = case, service, by
    state.imprint = imprint_of(recorded_by=by)
    state.save(force_insert=True)
