"""Whom the case knows already and the network does not have: they are added by two presses."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cases.models import Case
from networks.models import NetworkMember


@dataclass(frozen=True)
class Suggestion:
    """Somebody by name, as the form of a member begins with them, and who told of them.

    `key` names them in an address, also when somebody else has been told of meanwhile.
    """

    key: str
    name: str
    values: Mapping[str, object]
    source: str


# Asked in their turn; an app above adds its own when it is loaded (`referrals/apps.py`).
SOURCES: list[Callable[[Case], Iterable[Suggestion]]] = []


def suggested_for(case: Case) -> list[Suggestion]:
    """Each once, without those who are or were in the network."""
    found: dict[str, Suggestion] = {}
    for each in _told_of(case):
        found.setdefault(each.name, each)
    return list(found.values())


def suggestion_with(case: Case, key: str) -> Suggestion | None:
    """The one that an address names, unless they are or were in the network."""
    return next((each for each in _told_of(case) if each.key == key), None)


def _told_of(case: Case) -> Iterator[Suggestion]:
    had = set(NetworkMember.objects.filter(case=case).values_list("name", flat=True))
    for source in SOURCES:
        yield from (each for each in source(case) if each.name not in had)
