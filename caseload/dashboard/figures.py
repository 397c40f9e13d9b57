"""The dashboard's figures: a fixed number of grouped queries, whatever the caseload."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from caseload.case_list.filters import (
    BY_PHASE,
    BY_WEEK,
    BY_WHAT_IS_LOOKED_FOR,
    BY_WORKER,
    NOBODY,
    CaseSet,
    week_key,
)
from caseload.dashboard.listings import LED_CASES
from cases.models import Case, CaseQuerySet
from cases.phases import Phase
from plans.models import Plan

WEEKS_SHOWN = 8


@dataclass(frozen=True)
class Cell:
    """A number and the address of its list; `width` is the bar's, 0–100."""

    count: int
    url: str
    width: int = 0


@dataclass(frozen=True)
class WorkerRow:
    """One worker's cases by phase. `name` is empty for those without a worker."""

    name: str
    cells: list[Cell]
    total: Cell


@dataclass(frozen=True)
class WeekRow:
    """One week's releases and how far their preparation is."""

    number: int
    monday: dt.date
    ready: int
    under_way: int
    not_begun: int
    url: str

    @property
    def total(self) -> int:
        return self.ready + self.under_way + self.not_begun


def list_of(
    case_set: CaseSet = CaseSet.OPEN, *, worker: str = "", phase: str = "", week: str = ""
) -> str:
    return LED_CASES.url_of(
        {
            BY_WHAT_IS_LOOKED_FOR.name: case_set.value,
            BY_WORKER.name: worker,
            BY_PHASE.name: phase,
            BY_WEEK.name: week,
        }
    )


def tiles(user: User) -> dict[CaseSet, Cell]:
    """The numbers at the top, each with the address of its list."""
    name = BY_WHAT_IS_LOOKED_FOR.name
    return {
        each: Cell(count=LED_CASES.rows(user, {name: each}).count(), url=list_of(each))
        for each in (CaseSet(value) for value, _label in BY_WHAT_IS_LOOKED_FOR.choices)
    }


def worker_rows(user: User) -> list[WorkerRow]:
    """Cases per worker and phase, those without a worker last, then the totals."""
    counted = (
        Case.objects.led_by(user)
        .open()
        .values("responsible", "responsible__last_name", "responsible__first_name", "phase")
        .annotate(count=Count("pk"))
        .order_by("responsible__last_name", "responsible__first_name", "responsible")
    )
    names: dict[str, str] = {}
    counts: dict[tuple[str, str], int] = {}
    for row in counted:
        worker = str(row["responsible"] or NOBODY)
        first, last = row["responsible__first_name"], row["responsible__last_name"]
        names[worker] = f"{first} {last}" if row["responsible"] else ""
        counts[worker, row["phase"]] = row["count"]
    widest = max(counts.values(), default=1)
    return [
        WorkerRow(
            name=names[worker],
            cells=[
                Cell(
                    count=counts.get((worker, phase), 0),
                    url=list_of(worker=worker, phase=phase),
                    width=round(100 * counts.get((worker, phase), 0) / widest),
                )
                for phase in Phase.values
            ],
            total=Cell(
                count=sum(counts.get((worker, phase), 0) for phase in Phase.values),
                url=list_of(worker=worker),
            ),
        )
        for worker in sorted(names, key=lambda key: key == NOBODY)
    ]


def phase_totals(rows: list[WorkerRow]) -> list[Cell]:
    """The last row: cases by phase, over all workers."""
    return [
        Cell(count=sum(row.cells[place].count for row in rows), url=list_of(phase=phase))
        for place, phase in enumerate(Phase.values)
    ]


def week_rows(user: User) -> list[WeekRow]:
    """The releases of this week and the next seven; the day stays in the case's team.

    Ready: the assessment is final and a plan is in force. Not begun: the case is still
    in the first phase.
    """
    today = timezone.localdate()
    monday = today - dt.timedelta(days=today.weekday())
    last = monday + dt.timedelta(days=7 * WEEKS_SHOWN - 1)
    cases = Case.objects.led_by(user).open().released_between(monday, last)
    in_force = Plan.objects.in_force().values("case_id")
    ready = _by_week(cases.filter(phase=Phase.PLAN, pk__in=in_force))
    not_begun = _by_week(cases.filter(phase=Phase.CONTACT))
    every = _by_week(cases)
    rows = []
    for offset in range(WEEKS_SHOWN):
        start = monday + dt.timedelta(weeks=offset)
        key = week_key(start)
        done, fresh = ready.get(key, 0), not_begun.get(key, 0)
        rows.append(
            WeekRow(
                number=start.isocalendar().week,
                monday=start,
                ready=done,
                under_way=every.get(key, 0) - done - fresh,
                not_begun=fresh,
                url=list_of(week=key),
            )
        )
    return rows


def _by_week(cases: CaseQuerySet) -> dict[str, int]:
    counted = cases.values("release_on").annotate(count=Count("pk"))
    weeks: dict[str, int] = {}
    for row in counted:
        day = row["release_on"]
        assert day is not None  # released_between
        key = week_key(day)
        weeks[key] = weeks.get(key, 0) + row["count"]
    return weeks
