"""What the client has said to others before the first round: told by apps above.

It is shown beside the first round and is never an answer: the factors are talked over anew.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from cases.models import Case
from desistance.models import Checklist


class Told(NamedTuple):
    """The client's own words of what helps, to whom they were said, and on which day."""

    words: str
    to_whom: str
    on: dt.date


Answer = Callable[[Case], Iterable[Told]]
_ANSWERS: list[Answer] = []


def register(answer: Answer) -> None:
    """Say what is known of a case by the records of other apps, in one query."""
    _ANSWERS.append(answer)


def told_before(case: Case, checklist: Checklist | None) -> list[Told]:
    """Only for the first round of the case, open or not there yet."""
    others = Checklist.objects.filter(case=case)
    if checklist is not None:
        others = others.exclude(pk=checklist.pk)
    if others.exists():
        return []
    return [told for answer in _ANSWERS for told in answer(case)]
