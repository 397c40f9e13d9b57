"""The client's own estimates as lines over the occasions, and as tables with the same content.

Only whole numbers, since a template writes fractions with a comma. A line is drawn from what
was told and says nothing of its own: no mean, no trend, no difference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

from assessments.instruments import HIGHEST, Instrument, Question, instrument_of
from assessments.models import EstimateSet
from cases.models import Case
from records.imprint import read_signers

LEFT, RIGHT, TOP, STEP = 34, 322, 28, 10
BOTTOM = TOP + STEP * HIGHEST
# So many numbers fit beside their points; of more, they stand in the table only.
FIT_IN = 8
# So many occasions stand side by side in a table, also on paper.
COLUMNS = 6


@dataclass(frozen=True)
class Point:
    x: int
    value: int
    told: EstimateSet
    is_written: bool
    is_low: bool

    @property
    def y(self) -> int:
        return BOTTOM - STEP * self.value

    @property
    def label_y(self) -> int:
        """Away from the line: below a point that the line only comes down to."""
        return self.y + 18 if self.is_low else self.y - 9


@dataclass(frozen=True)
class Line:
    """One question over the occasions; it breaks where the question was not answered."""

    question: Question
    points: list[Point]
    strokes: list[str]
    first: EstimateSet
    last: EstimateSet | None

    @property
    def words(self) -> str:
        """What the drawing shows, for whoever does not see it."""
        return "; ".join(
            f"{date_format(point.told.told_on)}: {point.value}" for point in self.points
        )


@dataclass(frozen=True)
class Row:
    """One question in a table; None where it was not answered."""

    question: Question
    values: list[int | None]


@dataclass(frozen=True)
class Table:
    sets: Sequence[EstimateSet]
    rows: list[Row]


@dataclass(frozen=True)
class Drawn:
    """What was told with one version of an instrument."""

    instrument: Instrument
    lines: list[Line]
    tables: list[Table]


def sets_of(case: Case) -> list[EstimateSet]:
    """Everything recorded, the oldest first: declined and taken back, too."""
    rows = list(EstimateSet.objects.filter(case=case).prefetch_related("estimates"))
    for role in ("heard_by", "written_by", "taken_back_by"):
        read_signers(rows, role)
    return rows


def lines_of(sets: Sequence[EstimateSet]) -> list[Drawn]:
    """The lines and tables of what was told and stands, by instrument and version."""
    told: dict[tuple[str, int], list[EstimateSet]] = {}
    for each in sets:
        if not each.is_declined and each.taken_back_at is None:
            told.setdefault((each.instrument, each.instrument_version), []).append(each)
    return [
        Drawn(
            instrument := instrument_of(*key),
            list(_lines(instrument, those)),
            [
                _table(instrument, those[first : first + COLUMNS])
                for first in range(0, len(those), COLUMNS)
            ],
        )
        for key, those in told.items()
    ]


def _lines(instrument: Instrument, sets: list[EstimateSet]) -> Iterator[Line]:
    """Those of the questions that were answered on some occasion."""
    answers = [each.by_question() for each in sets]
    for question in instrument.questions:
        values = [given.get(question.key) for given in answers]
        points = _points(sets, values)
        shown = [point for point in points if point is not None]
        if shown:
            last = sets[-1] if len(sets) > 1 else None
            yield Line(question, shown, _strokes(points), sets[0], last)


def _points(sets: list[EstimateSet], values: list[int | None]) -> list[Point | None]:
    """Each occasion has its place, at equal distances; one that stands alone is in the middle."""
    return [
        None
        if value is None
        else Point(
            _x(number, len(sets)),
            value,
            told,
            is_written=len(sets) <= FIT_IN,
            is_low=_is_low(values, number, value),
        )
        for number, (told, value) in enumerate(zip(sets, values, strict=True))
    ]


def _is_low(values: list[int | None], number: int, value: int) -> bool:
    """Whether the line comes down to it from one side at least, and goes on down to nowhere."""
    here = values[max(number - 1, 0) : number + 2]
    known = [each for each in here if each is not None]
    return min(known) == value < max(known)


def _x(number: int, of: int) -> int:
    if of == 1:
        return (LEFT + RIGHT) // 2
    return LEFT + 12 + (RIGHT - LEFT - 24) * number // (of - 1)


def _strokes(points: list[Point | None]) -> list[str]:
    """The unbroken runs as coordinates; a point without neighbours has none."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [" ".join(f"{each.x},{each.y}" for each in run) for run in runs if len(run) > 1]


def _table(instrument: Instrument, sets: Sequence[EstimateSet]) -> Table:
    answers = [each.by_question() for each in sets]
    rows = [
        Row(question, [given.get(question.key) for given in answers])
        for question in instrument.questions
    ]
    return Table(sets, [row for row in rows if any(each is not None for each in row.values)])
