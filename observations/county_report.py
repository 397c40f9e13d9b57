"""The report of a county: counts of closed quarters by kind, by area and by unit, and the words."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Unit
from continuity.need_kinds import Domain
from observations.hiding import FEWEST, shown_of
from observations.models import Observation
from observations.quarters import Quarter, closed_quarters, quarter_of
from observations.vocabulary import ObservationKind

Words = str | Promise


class Split(StrEnum):
    """By what a table counts. The values stand in addresses."""

    KIND = "laji"
    AREA = "alue"
    UNIT = "yksikko"

    @property
    def label(self) -> Words:
        return LABELS[self]

    @property
    def column(self) -> str:
        """The column of the observation."""
        return {"laji": "kind", "alue": "area", "yksikko": "unit"}[self.value]


LABELS = {
    Split.KIND: _("By what was met"),
    Split.AREA: _("By area of service"),
    Split.UNIT: _("By unit"),
}


@dataclass(frozen=True)
class Cell:
    """What is shown of one quarter; None is hidden."""

    quarter: Quarter
    count: int | None


@dataclass(frozen=True)
class Row:
    """One kind, area or unit over the quarters."""

    label: Words
    cells: list[Cell]


class Report:
    """What a county's supervisors may see. Its numbers come by `shown_of` and in no other way.

    Units stand in the order in which they were made: a name that changes may not change what
    is hidden.
    """

    def __init__(self, county: Organisation, today: dt.date) -> None:
        self.county, self.quarters = county, closed_quarters(today)
        units = Unit.objects.filter(county=county).order_by("pk")
        self.items: dict[Split, list[tuple[Any, Words]]] = {
            Split.KIND: [(each.value, each.label) for each in ObservationKind],
            Split.AREA: [(each.value, each.label) for each in Domain],
            Split.UNIT: [(unit.pk, unit.name) for unit in units],
        }
        self._counted = self._count()

    def rows(self, split: Split) -> list[Row]:
        """One for each kind, area or unit, with a cell for each quarter."""
        columns = [
            shown_of(self._column(split, quarter), quarter.turn) for quarter in self.quarters
        ]
        return [
            Row(
                label,
                [
                    Cell(quarter, column[place])
                    for quarter, column in zip(self.quarters, columns, strict=True)
                ],
            )
            for place, (_key, label) in enumerate(self.items[split])
        ]

    def totals(self) -> Row:
        """All observations of each quarter, where they are five or more."""
        totals = [sum(self._column(Split.KIND, quarter)) for quarter in self.quarters]
        return Row(
            _("All observations"),
            [
                Cell(quarter, total if total >= FEWEST else None)
                for quarter, total in zip(self.quarters, totals, strict=True)
            ],
        )

    def texts(self, quarter: Quarter) -> list[tuple[Words, list[str]]]:
        """The words of a quarter by kind, where the number of the kind is shown.

        Neither area nor unit stands beside them, and the random key gives their order.
        """
        shown = shown_of(self._column(Split.KIND, quarter), quarter.turn)
        kinds = self.items[Split.KIND]
        open_kinds = {key: label for (key, label), count in zip(kinds, shown, strict=True) if count}
        rows = Observation.objects.filter(
            county=self.county, month__in=quarter.months, kind__in=open_kinds
        )
        found: dict[str, list[str]] = defaultdict(list)
        for kind, text in rows.exclude(text="").order_by("pk").values_list("kind", "text"):
            found[kind].append(text)
        return [(label, found[key]) for key, label in open_kinds.items() if found[key]]

    def lines(self) -> Iterator[tuple[Split | None, Row]]:
        """All that the report shows, for a file."""
        yield None, self.totals()
        for split in Split:
            for row in self.rows(split):
                yield split, row

    def _column(self, split: Split, quarter: Quarter) -> list[int]:
        return [self._counted[split, key, quarter] for key, _label in self.items[split]]

    def _count(self) -> Counter[tuple[Split, Any, Quarter]]:
        """Every count of the quarters, from one query."""
        first = self.quarters[0].months[0]
        rows: Any = Observation.objects.filter(county=self.county, month__gte=first)
        rows = rows.values("month", "kind", "area", "unit").annotate(count=Count("pk")).order_by()
        counted: Counter[tuple[Split, Any, Quarter]] = Counter()
        for row in rows:
            quarter = quarter_of(row["month"])
            for split in Split:
                counted[split, row[split.column], quarter] += row["count"]
        return counted
