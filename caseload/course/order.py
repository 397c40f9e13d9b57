"""In which order what is due is shown, everywhere the same.

1. What makes every other day doubtful: a release whose day has passed and that nobody has
   told of, a reported change, a case that nobody carries.
2. Then by day, what is late longest first; what is due at once stands at today.
3. What has no day comes last. On one day the order of the kinds decides.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from timing.models import Due, DueQuerySet
from timing.vocabulary import RANKS, DueKind

FIRST = (DueKind.RELEASE_PASSED, DueKind.CUSTODY_REPORT, DueKind.PERSONAL_WORKER)
# Told of and drawn ahead of the worker; there is nothing to do about it itself.
NO_TASK = (DueKind.RELEASE,)


def place_of(due: Due, today: dt.date) -> tuple[Any, ...]:
    """What it is sorted by."""
    if due.kind in FIRST:
        return (FIRST.index(DueKind(due.kind)), due.day or today, 0, due.pk)
    day = today if due.is_at_once else due.day or dt.date.max
    return (len(FIRST), day, RANKS[due.kind], due.pk)


def tasks_in_order(dues: Iterable[Due], today: dt.date) -> list[Due]:
    """What is to be done by now or soon, the first of it first."""
    return sorted(tasks_among(dues, today), key=lambda due: place_of(due, today))


def tasks_among(dues: Iterable[Due], today: dt.date) -> list[Due]:
    """What is to be done by now or soon, as it comes."""
    return [due for due in dues if due.kind not in NO_TASK and due.is_shown_on(today)]


def late_tasks(today: dt.date) -> DueQuerySet:
    """What is to be done and past its day."""
    return Due.objects.late_on(today).exclude(kind__in=NO_TASK)
