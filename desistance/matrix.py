"""The fourteen factors over the occasions of a case: rows and columns, no totals."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cases.models import Case
from desistance.factors import Factor, Level, Scope
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import ClientStanding, Occasion
from desistance.supports import Support

CAPTIONS: dict[Scope, str | Promise] = {
    Scope.CLIENT: "",
    Scope.WORKER: gettext_lazy("The worker’s own reflection"),
    Scope.SERVICE_SYSTEM: gettext_lazy("An observation on services, not on the client"),
    Scope.ORGANISATION: gettext_lazy("An observation on the unit, not on the client"),
}
OUR_TASK = gettext_lazy("A task of the workers, not of the client")


@dataclass(frozen=True)
class Cell:
    """What one checklist says of one factor: a sign with its word."""

    column: str
    day: dt.date
    kind: str
    label: str
    url: str
    marked: list[str]


@dataclass(frozen=True)
class Row:
    factor: Factor
    caption: str | Promise
    cells: list[Cell]
    supports: list[Support]

    @property
    def said(self) -> list[Cell]:
        """Those in which something was said."""
        return [cell for cell in self.cells if cell.kind != "not_discussed"]


@dataclass(frozen=True)
class Group:
    level: Level
    rows: list[Row]


@dataclass(frozen=True)
class OccasionState:
    """One occasion: its newest checklist, if there is one."""

    occasion: Occasion
    newest: Checklist | None


def columns_of(case: Case) -> list[Checklist]:
    """The filled checklists in the order of the work, with what is in them."""
    found = Checklist.objects.filter(case=case).select_related("filled_by")
    order = list(Occasion)
    return sorted(
        found.prefetch_related("entries"),
        key=lambda checklist: (order.index(Occasion(checklist.occasion)), checklist.round),
    )


def occasions_of(columns: Iterable[Checklist]) -> list[OccasionState]:
    """The five occasions, filled in or not."""
    newest = {checklist.occasion: checklist for checklist in columns}
    return [OccasionState(each, newest.get(each.value)) for each in Occasion]


def groups_of(
    columns: list[Checklist], supports: Mapping[str, list[Support]] | None = None
) -> list[Group]:
    """Levels, factors, what each checklist says of them and what supports them now."""
    supports = supports or {}
    entries = [
        (column, {entry.factor: entry for entry in column.entries.all()}) for column in columns
    ]
    return [
        Group(
            level,
            [
                Row(
                    factor,
                    OUR_TASK if factor.is_our_task else CAPTIONS[factor.scope],
                    [_cell(column, factor, found.get(factor)) for column, found in entries],
                    supports.get(factor, []),
                )
                for factor in level.factors
            ],
        )
        for level in Level
    ]


def _cell(column: Checklist, factor: Factor, entry: ChecklistEntry | None) -> Cell:
    kind, label = _sign(factor, entry)
    written = entry is not None and (entry.note or entry.next_step or entry.items)
    page = reverse("desistance:checklist_page", args=[column.pk])
    url = f"{page}#{factor}" if written else ""
    marked = entry.marked if entry is not None else []
    return Cell(column.heading, column.day, kind, label, url, marked)


def _sign(factor: Factor, entry: ChecklistEntry | None) -> tuple[str, str]:
    if entry is not None and entry.task:
        return "note", entry.get_task_display().lower()
    if entry is not None and entry.items and not entry.has_standing:
        return "note", _("recorded")
    of_client = factor.scope is Scope.CLIENT and not factor.is_our_task
    # Of a task of the workers a former version kept a standing: it is shown as it was said.
    if of_client or (entry is not None and entry.has_standing):
        standing = ClientStanding(entry.standing if entry else "not_discussed")
        return standing.value, str(standing.label).lower()
    if entry is None or not entry.note:
        return "not_discussed", pgettext("factor", "not recorded")
    return "note", _("recorded")
