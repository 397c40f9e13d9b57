"""The dashboard's figures: a fixed number of grouped queries, whatever the caseload."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from caseload.case_list.filters import (
    AGES,
    BY_WHAT_IS_LOOKED_FOR,
    NOBODY,
    RELEASE_SOON,
    CaseSet,
    Readiness,
    gaps_by_now,
    is_ready,
    week_key,
)
from caseload.course.order import NO_TASK, late_tasks
from caseload.dashboard.cells import Cell, bars
from caseload.dashboard.contacts import (
    ALL,
    BY_TARGET,
    OVER,
    UNANSWERED,
    UNTRIAGED,
    late_decisions,
)
from caseload.dashboard.list_links import list_of
from caseload.dashboard.listings import GAPS
from cases.models import Case
from cases.phases import Phase
from continuity.dues import ROWS
from continuity.models import Need
from continuity.need_kinds import NeedKind
from timing.calendar import awkward_release_reason
from timing.models import Due
from timing.vocabulary import DueKind

WEEKS_SHOWN = 8
NAMED = ("responsible", "responsible__last_name", "responsible__first_name")
WEEK_HEADINGS = (*(each.label for each in Readiness), _("Total"))
HERE = ("responsible__is_active", "responsible__organisation")
# A kind of need is named where so many cases have it, and so many with gaps have not.
FEWEST = 3


@dataclass(frozen=True)
class Row:
    """Numbers under one heading."""

    label: str
    cells: list[Cell]
    is_marked: bool = False

    @property
    def bars(self) -> SafeString:
        """All but the last, which is the total, as cells of a table."""
        return bars(self.cells[:-1])

    @property
    def by_readiness(self) -> list[tuple[Promise | str, Cell]]:
        """The cells of a week, each with its heading."""
        return list(zip(WEEK_HEADINGS, self.cells, strict=True))


class Figures:
    """All that the dashboard of one supervisor counts."""

    def __init__(self, user: User, today: dt.date) -> None:
        self.user, self.today = user, today
        self.cases = Case.objects.led_by(user).open()
        self._carried = self._by_worker_and_phase()
        self._days = self._releases()
        self._late = self._late_by_kind()

    # --- Workers and phases

    def workers(self) -> list[Row]:
        """Open cases by worker and phase with their total; those without a worker last.

        Whoever has left counts as nobody, but the row, which is marked, says whose they were.
        """
        names: dict[str, str] = {}
        left: set[str] = set()
        counts: dict[tuple[str, str], int] = {}
        for row in self._carried:
            worker = str(row["responsible"] or NOBODY)
            first, last = row["responsible__first_name"], row["responsible__last_name"]
            names[worker] = f"{first} {last}" if row["responsible"] else ""
            if row["responsible"] and self._is_nobodys(row):
                left.add(worker)
            counts[worker, row["phase"]] = row["count"]
        widest = max(counts.values(), default=1)
        return [
            Row(names[worker], list(_by_phase(worker, counts, widest)), worker in left)
            for worker in sorted(names, key=lambda key: key == NOBODY)
        ]

    def _by_worker_and_phase(self) -> list[dict[str, Any]]:
        """With how many of them are late in something, which costs a statement less so."""
        late = late_tasks(self.today).of_cases(self.cases.values("pk")).values("case_id")
        counted: Any = self.cases.values(*NAMED, *HERE, "phase")
        counted = counted.annotate(count=Count("pk"), late=Count("pk", filter=Q(pk__in=late)))
        return list(
            counted.order_by("responsible__last_name", "responsible__first_name", "responsible")
        )

    def _is_nobodys(self, row: dict[str, Any]) -> bool:
        """As `CaseQuerySet.carried_by_nobody`: no worker, or one who is here no longer."""
        here = tuple(row[name] for name in HERE)
        return row["responsible"] is None or here != (True, self.user.organisation_id)

    # --- Releases

    def weeks(self) -> list[Row]:
        """The releases of this week and the next seven, and how far their preparation is.

        A week is marked that holds a release after which offices are shut; the day itself
        stays in the case's team.
        """
        monday = self.today - dt.timedelta(days=self.today.weekday())
        starts = [monday + dt.timedelta(weeks=offset) for offset in range(WEEKS_SHOWN)]
        return [self._week(start) for start in starts]

    def _week(self, monday: dt.date) -> Row:
        days = [row for row in self._days if monday <= row["gate"] < monday + dt.timedelta(7)]
        total, ready, not_begun = (sum(row[n] for row in days) for n in ("total", "ready", "fresh"))
        counts = {
            Readiness.READY: ready,
            Readiness.UNDER_WAY: total - ready - not_begun,
            Readiness.NOT_BEGUN: not_begun,
        }
        key = week_key(monday)
        cells = [Cell(n, list_of(week=key, readiness=each.value)) for each, n in counts.items()]
        awkward = any(awkward_release_reason(row["gate"]) for row in days)
        number = str(monday.isocalendar().week)
        return Row(number, [*cells, Cell(total, list_of(week=key))], awkward)

    def _releases(self) -> list[dict[str, Any]]:
        """By the day of release, over the weeks shown."""
        monday = self.today - dt.timedelta(days=self.today.weekday())
        last = monday + dt.timedelta(days=7 * WEEKS_SHOWN - 1)
        counted: Any = self.cases.released_between(monday, last).with_next_gate()
        counted = counted.values(gate=F("next_gate"))
        return list(
            counted.annotate(
                total=Count("pk"),
                ready=Count("pk", filter=is_ready()),
                fresh=Count("pk", filter=Q(phase=Phase.CONTACT)),
            ).order_by()
        )

    # --- What is late

    def late(self) -> list[Row]:
        """In how many cases something of each kind is late, for how long; and all kinds."""
        kinds = [kind for kind in DueKind if self._late.get(kind, {}).get("late")]
        return [Row(str(kind.label), self._ages(kind)) for kind in kinds]

    def _ages(self, kind: DueKind) -> list[Cell]:
        counted = self._late[kind]
        late = Cell(counted["late"], list_of(CaseSet.LATE, late_kind=kind.value))
        older = [
            Cell(
                counted[f"over_{days}"],
                list_of(CaseSet.LATE, late_kind=kind.value, days_late=str(days)),
            )
            for days in AGES
        ]
        return [late, *older]

    def _late_by_kind(self) -> dict[str, dict[str, int]]:
        """By kind how many cases have it shown and late, and late for how long.

        Also where somebody has put it off, as in the lists: it is no less late.
        """
        shown = Due.objects.begun_by(self.today).of_cases(self.cases.values("pk"))
        late = shown.exclude(kind__in=NO_TASK).filter(
            Q(day__lt=self.today) | Q(kind=DueKind.RELEASE_PASSED)
        )
        counted: Any = late.values("kind")
        counted = counted.annotate(
            shown=_cases(),
            late=_cases(Q(day__lt=self.today)),
            **{f"over_{age}": _cases(Q(day__lt=self.today - dt.timedelta(age))) for age in AGES},
        )
        return {row["kind"]: row for row in counted.order_by()}

    # --- Gaps

    @cached_property
    def _gaps(self) -> dict[str, Any]:
        """In how many cases there are gaps; of each kind how many, and in how many cases."""
        dues = gaps_by_now(self.today).of_cases(self.cases.values("pk"))
        of_kind: Any = Need.objects.filter(pk=OuterRef("need_key")).values("kind")
        counted: Any = dues.annotate(need_key=F("object_id") / ROWS)
        counted = counted.annotate(need=Subquery(of_kind)).order_by()
        rows = list(counted.values("need").annotate(count=Count("pk"), cases=_cases()))
        cases = dues.aggregate(cases=_cases())["cases"] if rows else 0
        return {"cases": cases, "by_kind": {row["need"]: row for row in rows}}

    def gaps_by_kind(self) -> list[tuple[str, int]]:
        """How many of each kind of need in all units together, those that fail first first.

        What only few cases have would tell the kind of a case on the list, and so would what
        only few have not: such kinds are counted together, last.
        """
        by_kind, cases = self._gaps["by_kind"], self._gaps["cases"]
        named = [
            kind
            for kind in NeedKind
            if kind in by_kind and FEWEST <= by_kind[kind]["cases"] <= cases - FEWEST
        ]
        others = sum(row["count"] for kind, row in by_kind.items() if kind not in named)
        rows = [(str(kind.label), by_kind[kind]["count"]) for kind in named]
        return [*rows, (_others(alone=not named), others)] if others else rows

    # --- Tiles

    def tiles(self, open_cases: int) -> dict[CaseSet, Cell]:
        """The numbers at the top, each with the address of its list."""
        soon = self.today + RELEASE_SOON
        known = {
            CaseSet.OPEN: open_cases,
            CaseSet.UNASSIGNED: sum(r["count"] for r in self._carried if self._is_nobodys(r)),
            CaseSet.LATE: sum(row["late"] for row in self._carried),
            CaseSet.RELEASE_PASSED: self._late.get(DueKind.RELEASE_PASSED, {}).get("shown", 0),
            CaseSet.RELEASED_SOON: sum(
                row["total"] for row in self._days if self.today <= row["gate"] <= soon
            ),
            CaseSet.WITH_GAPS: self._gaps["cases"],
            CaseSet.SILENT: self._late.get(DueKind.SILENCE, {}).get("late", 0),
        }
        offered = [CaseSet(value) for value, _label in BY_WHAT_IS_LOOKED_FOR.choices]
        addresses = {each: list_of(each) for each in offered} | {CaseSet.WITH_GAPS: GAPS.url}
        return {each: Cell(known[each], addresses[each]) for each in offered}

    # --- Contacts

    def contacts(self) -> list[Cell]:
        """Those that wait for triage, of them over their target, and unanswered questions."""
        rows = UNTRIAGED.rows(self.user)
        late = late_decisions(self.today).filter(referral_id__in=rows.values("pk"))
        over = Count("pk", filter=Q(pk__in=late.values("referral_id")))
        waiting = rows.aggregate(all=Count("pk"), over=over)
        asked = {"all": {BY_TARGET.name: ALL}, "over": {BY_TARGET.name: OVER}}
        cells = [Cell(waiting[name], UNTRIAGED.url_of(said)) for name, said in asked.items()]
        return [*cells, Cell(UNANSWERED.rows(self.user).count(), UNANSWERED.url)]


def _cases(among: Q | None = None) -> Count:
    """In how many cases; two late steps of one case are one."""
    return Count("case_id", distinct=True, filter=among)


def _others(*, alone: bool) -> str:
    return gettext("All needs together") if alone else gettext("Other needs together")


def totals(rows: list[Row]) -> list[Cell]:
    """The last row: cases by phase and in all, over all workers."""
    urls = [*(list_of(phase=phase) for phase in Phase.values), list_of()]
    return [
        Cell(sum(row.cells[place].count for row in rows), url) for place, url in enumerate(urls)
    ]


def _by_phase(worker: str, counts: dict[tuple[str, str], int], widest: int) -> Iterator[Cell]:
    """A worker's cases in each phase, then all."""
    of_worker = [counts.get((worker, phase), 0) for phase in Phase.values]
    for phase, count in zip(Phase.values, of_worker, strict=True):
        yield Cell(count, list_of(worker=worker, phase=phase), round(100 * count / widest))
    yield Cell(sum(of_worker), list_of(worker=worker))
