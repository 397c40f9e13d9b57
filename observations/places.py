"""What the place from which the form is opened proposes; addresses of links to it."""

from django.utils.datastructures import MultiValueDict

from accounts.models import Unit, User
from cases.models import Case
from continuity.models import State
from continuity.need_kinds import Domain, NeedKind
from observations.vocabulary import ObservationKind

KIND_OF_STATE = {
    State.QUEUED: ObservationKind.QUEUE,
    State.APPLIED: ObservationKind.QUEUE,
    State.REFUSED: ObservationKind.REFUSED,
}


def proposed(asked: MultiValueDict[str, str]) -> dict[str, str]:
    """Kind and area by what the address tells of a need and of how far its service is."""
    state, need = asked.get("tila", ""), asked.get("tarve", "")
    first: dict[str, str] = {}
    if state in KIND_OF_STATE:
        first["kind"] = KIND_OF_STATE[State(state)]
    if need in NeedKind.values:
        kind = NeedKind(need)
        first["area"] = kind.domain
        if "kind" not in first and kind.domain == Domain.HOUSING:
            first["kind"] = ObservationKind.NO_HOUSING
    return first


def number_in(key: str) -> int | None:
    """The key of a case as it stands in an address."""
    return int(key) if key.isascii() and key.isdigit() and len(key) < 16 else None


def visible_case(user: User, pk: int | None) -> Case | None:
    """The case that the form is opened from. Not by the door, which would log it."""
    if pk is None:
        return None
    seen = Case.objects.visible_to(user).select_related("unit", "county")
    found: Case | None = seen.filter(pk=pk).first()
    return found


def units_of(user: User) -> list[Unit]:
    """Those in which the user works, in whatever role."""
    keys = {unit for unit, _role in user.unit_roles}
    return list(Unit.objects.filter(pk__in=keys).order_by("name_fi", "pk"))
