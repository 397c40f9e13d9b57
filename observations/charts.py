"""Small pictures of the numbers over the quarters; the table beside them says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from observations.county_report import Cell, Row, Words

STEP = 38
BAR = 24
HEIGHT = 60
TOP = 16


@dataclass(frozen=True)
class Bar:
    """One quarter: a bar with its number, or only a sign where it is hidden."""

    x: int
    cell: Cell
    height: int

    @property
    def middle(self) -> int:
        return self.x + BAR // 2

    @property
    def top(self) -> int:
        return TOP + HEIGHT - self.height

    @property
    def above(self) -> int:
        """Where the number stands."""
        return self.top - 4


@dataclass(frozen=True)
class Chart:
    """One row as bars on a scale that all charts of a page share."""

    label: Words
    bars: list[Bar]
    width: int
    floor: int = TOP + HEIGHT
    names: int = TOP + HEIGHT + 15
    height: int = TOP + HEIGHT + 20
    bar: int = BAR

    @property
    def says_something(self) -> bool:
        return any(bar.cell.count for bar in self.bars)


def charts_of(rows: Sequence[Row]) -> list[Chart]:
    """A chart for each row of which some number is shown."""
    most = max((cell.count or 0 for row in rows for cell in row.cells), default=0)
    charts = [_chart(row, most) for row in rows]
    return [chart for chart in charts if chart.says_something]


def _chart(row: Row, most: int) -> Chart:
    bars = [
        Bar(place * STEP + 4, cell, round(HEIGHT * (cell.count or 0) / most) if most else 0)
        for place, cell in enumerate(row.cells)
    ]
    return Chart(row.label, bars, width=STEP * len(bars))
