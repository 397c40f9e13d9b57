"""What is due next in the rows of a list, for any number of cases in one query."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from caseload.course.order import NO_TASK, tasks_in_order
from cases.models import Case
from timing.models import Due
from timing.vocabulary import Anchor, DueKind


@dataclass(frozen=True)
class NextDue:
    """The first of what is due in a case. `tells_release`: its day would tell the release."""

    kind: DueKind
    day: dt.date | None
    is_at_once: bool
    days_late: int
    tells_release: bool
    more: int


def add_next_dues(cases: Sequence[Any], today: dt.date) -> None:
    """Give each case `next_due`, of the kind that the list is narrowed to (`late_kind`), if any."""
    dues = _dues_of(cases)
    for case in cases:
        of_case = dues.get(case.pk, [])
        kind = getattr(case, "late_kind", "")
        case.next_due = _next(case, [d for d in of_case if kind in ("", d.kind)], today)


def _dues_of(cases: Sequence[Case]) -> dict[int, list[Any]]:
    """By the case's key, each with the `anchor` of its rule."""
    found: dict[int, list[Any]] = defaultdict(list)
    present = Due.objects.present().of_cases([case.pk for case in cases])
    for due in present.annotate(anchor=F("rule__anchor")).order_by("pk"):
        assert due.case_id is not None
        found[due.case_id].append(due)
    return found


def _next(case: Case, dues: Sequence[Any], today: dt.date) -> NextDue | None:
    """What is to be done by now, in the order of the house; else what comes first."""
    tasks = tasks_in_order(dues, today)
    ahead = [due for due in dues if due.day and due.day >= today and due.kind not in NO_TASK]
    first = min(ahead, key=lambda each: (each.day, each.pk), default=None)
    due: Any = tasks[0] if tasks else first
    if due is None:
        return None
    return NextDue(
        DueKind(due.kind),
        due.day,
        due.is_at_once,
        days_late=(today - due.day).days if due.is_late_on(today) else 0,
        tells_release=due.anchor == Anchor.GATE or due.day in case.gate_days,
        more=max(len(tasks) - 1, 0),
    )
