"""The two states of the map and its table, for the page and for paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from networks.map.map_drawing import Drawing, drawing_of, numbered
from networks.models import Closeness, NetworkMember

# In the address; where somebody is stands in none.
BEFORE, AFTER = "ennen", "jalkeen"


@dataclass(frozen=True)
class MapState:
    """One of the two states of the drawing."""

    key: str
    label: Promise | str
    shown: Sequence[NetworkMember]
    drawing: Drawing


@dataclass(frozen=True)
class Row:
    """A member as the table tells of them; `rings` are the choices with the one that holds."""

    number: int
    member: NetworkMember
    rings: list[tuple[str, str, bool]]


def states_of(members: Sequence[NetworkMember]) -> list[MapState]:
    """The network before the gate and after it."""
    inside = [member for member in members if member.inside]
    after = [member for member in members if member.after]
    return [
        MapState(BEFORE, _("Before the release"), inside, drawing_of(members, shown=inside)),
        MapState(AFTER, _("After release"), after, drawing_of(members, shown=after)),
    ]


def rows_of(members: Sequence[NetworkMember]) -> list[Row]:
    """The members with the numbers of the drawing."""
    return [
        Row(
            number,
            member,
            [(ring.value, str(ring.label), ring == member.closeness) for ring in Closeness],
        )
        for number, member in numbered(members)
    ]


def client_name(case: Case) -> str:
    """The first name, as far as it fits into the middle."""
    names = case.client.first_names.split() or [case.client.full_name]
    return Truncator(names[0]).chars(8)


class MapContext(TypedDict):
    """What the page and the paper show."""

    client_name: str
    states: list[MapState]
    rows: list[Row]


def map_context(case: Case) -> MapContext:
    """Both states and the table, of those who are in the network today."""
    members = list(NetworkMember.objects.present().filter(case=case).for_listing())
    return {
        "client_name": client_name(case),
        "states": states_of(members),
        "rows": rows_of(members),
    }
