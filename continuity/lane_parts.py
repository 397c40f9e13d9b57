"""The parts of the lane chart as its template takes them, in whole numbers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from continuity.gap_facts import Line, NeedFacts
from continuity.gap_words import ShownGap


@dataclass(frozen=True)
class Look:
    """How wide it is drawn, and whether words stand beside the lanes or above them."""

    width: int
    lanes_from: int
    title_signs: int
    note_signs: int
    head_signs: int
    weeks_apart: int

    @property
    def words_above(self) -> bool:
        return self.lanes_from < 20


WIDE = Look(856, 252, 30, 35, 27, 36)
NARROW = Look(350, 6, 42, 48, 38, 40)


@dataclass(frozen=True)
class Lane:
    """A line of the report with since when it holds and how far it is, in words."""

    line: Line
    note: str
    since: dt.date | None = None


class NumberedGap(NamedTuple):
    """A row of the report with its number on the page."""

    number: int
    shown: ShownGap


@dataclass(frozen=True)
class NeedLanes:
    """A need as the report sees it, its lanes, and its rows in the report."""

    need: NeedFacts
    lanes: Sequence[Lane]
    gaps: Sequence[NumberedGap] = ()


@dataclass(frozen=True)
class Mark:
    """One sign on a lane: `kind` says which; `text` stands at `text_x`."""

    kind: str
    x: int
    width: int = 0
    text: str = ""
    text_x: int = 0
    anchor: str = "start"
    # A bracket that goes on beyond the drawing.
    is_open: bool = False
    # White behind the words, so that lines do not run through them.
    text_width: int = 0

    @property
    def end(self) -> int:
        return self.x + self.width

    @property
    def text_from(self) -> int:
        back = {"start": 0, "middle": self.text_width // 2, "end": self.text_width}
        return self.text_x - back[self.anchor] - 3


# The signs as the legend draws them.
SIGNS = (
    (Mark("running", 0, 30), pgettext_lazy("sign", "running")),
    (Mark("granted", 1, 28), pgettext_lazy("sign", "granted")),
    (Mark("interim", 1, 28), pgettext_lazy("sign", "temporary")),
    (Mark("queued", 1, 28), pgettext_lazy("sign", "in the queue")),
    (Mark("applied", 6, 24), pgettext_lazy("sign", "applied for")),
    (Mark("planned", 2, 28), pgettext_lazy("sign", "planned")),
    (Mark("undated", 1, 29), pgettext_lazy("sign", "granted, without a day")),
    (Mark("hoped", 15), pgettext_lazy("sign", "hoped day")),
    (Mark("refused", 15), pgettext_lazy("sign", "refused or not taken")),
    (Mark("ended", 1, 28), pgettext_lazy("sign", "ended")),
    (Mark("gap", 2, 26), pgettext_lazy("sign", "gap")),
    (Mark("contact", 15), pgettext_lazy("sign", "contact person or day to be agreed")),
)


@dataclass(frozen=True)
class Text:
    """A line of words at a height; `back` is how much white stands behind it, if any."""

    y: int
    words: str
    back: int = 0


@dataclass(frozen=True)
class Row:
    """A need with its gap, or one of its lanes."""

    is_need: bool
    y: int
    middle: int
    title: Sequence[Text]
    note: Sequence[Text]
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Week:
    """The beginning of a week, with its number where there is room."""

    x: int
    label: str


@dataclass(frozen=True)
class Upright:
    """Today or a gate: where it stands and what is written above it."""

    x: int
    label: str
    label_x: int
    label_y: int
    anchor: str = "middle"


@dataclass(frozen=True)
class Chart:
    """All of the drawing."""

    look: Look
    height: int
    top: int
    weeks: Sequence[Week]
    inside_width: int
    today: Upright | None
    gates: Sequence[Upright]
    rows: Sequence[Row]
    words: str
    legend: Sequence[tuple[Mark, str | Promise]]
