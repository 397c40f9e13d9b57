"""Whom the case knows already and the network does not have: they are added by two presses."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cases.models import Case
from networks.models import NetworkMember


@dataclass(frozen=True)
class Suggestion:
    """Somebody by name, as the form of a member begins with them, and who told of them."""

    name: str
    values: Mapping[str, object]
    source: str


# Asked in their turn; an app above adds its own when it is loaded (`referrals/apps.py`).
SOURCES: list[Callable[[Case], Iterable[Suggestion]]] = []


def suggested_for(case: Case) -> list[Suggestion]:
    """Each once, without those who are or were in the network."""
    had = set(NetworkMember.objects.filter(case=case).values_list("name", flat=True))
    found: dict[str, Suggestion] = {}
    for source in SOURCES:
        for each in source(case):
            if each.name not in had:
                found.setdefault(each.name, each)
    return list(found.values())
