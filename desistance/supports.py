"""What supports a factor now: told by apps above, whose records name it.

A factor that nothing supports is shown without a word: empty is no fault of anybody.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from desistance.factors import Factor, Scope
from desistance.models import Checklist


class Support(NamedTuple):
    """One goal, service, person or reflection that names a factor."""

    factor: Factor
    kind: str | Promise
    words: str
    url: str


# What supports the factors in one case, in a fixed number of queries.
Answer = Callable[[Case], Iterable[Support]]
_ANSWERS: list[Answer] = []


def register(answer: Answer) -> None:
    """Say what supports factors by the records of other apps."""
    _ANSWERS.append(answer)


def supports_of(case: Case, rounds: Iterable[Checklist]) -> dict[str, list[Support]]:
    """By the factor; `rounds` are those of the case, with their entries."""
    found: dict[str, list[Support]] = defaultdict(list)
    for answer in _ANSWERS:
        for support in answer(case):
            found[support.factor].append(support)
    for support in _reflections(rounds):
        found[support.factor].append(support)
    return dict(found)


def _reflections(rounds: Iterable[Checklist]) -> Iterable[Support]:
    """The worker's last reflection on each factor of the way of working."""
    last: dict[Factor, Support] = {}
    for checklist in sorted(rounds, key=lambda each: (each.day, each.pk)):
        for entry in checklist.entries.all():
            factor = Factor(entry.factor)
            if factor.scope is Scope.WORKER and entry.note:
                page = f"{checklist.get_absolute_url()}#{factor}"
                last[factor] = Support(factor, _("Reflection"), entry.note, page)
    return last.values()
