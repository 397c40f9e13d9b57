"""The lane chart: what covers each need by weeks, before and after the gate, as a drawing.

Only whole numbers, since a template writes fractions with a comma. The same facts stand in
a table below the drawing.
"""

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.custody import GateKind
from cases.gates import Gate
from cases.vocabulary import Place
from continuity.gap_facts import Line, NeedFacts, Why
from continuity.gap_report import gates_for, inside_until, span_of
from continuity.gap_words import ShownGap
from continuity.lane_parts import (
    SIGNS,
    WIDE,
    Chart,
    Lane,
    Look,
    Mark,
    NeedLanes,
    NumberedGap,
    Row,
    Text,
    Upright,
    Week,
)
from continuity.models import State
from timing.calendar import DAY, week_of

WEEK = dt.timedelta(weeks=1)
# How long cover is looked at after a gate, and how much fits into one drawing.
WEEKS_AFTER, MOST_WEEKS, WEEKS_BEFORE = 9, 26, 6
PLACES = list(Place)
# About how wide a sign is in the name of a need, in that of a service, and in a note.
HEAD_SIGN, TITLE_SIGN, NOTE_SIGN = 8.8, 8.0, 7.2


@dataclass(frozen=True)
class Scale:
    """Days on the lanes: the first day drawn, and how many."""

    look: Look
    first: dt.date
    days: int

    @property
    def last(self) -> dt.date:
        return self.first + dt.timedelta(days=self.days - 1)

    def x(self, day: dt.date) -> int:
        """Where the day begins; what lies outside is drawn at the edge."""
        wide = self.look.width - self.look.lanes_from
        passed = min(max((day - self.first).days, 0), self.days)
        return self.look.lanes_from + round(wide * passed / self.days)

    def shows(self, day: dt.date | None) -> bool:
        return day is not None and self.first <= day <= self.last


def chart_of(
    needs: Sequence[NeedLanes], gates: Sequence[Gate], today: dt.date, look: Look = WIDE
) -> Chart:
    """The drawing of all needs of a case."""
    scale = Scale(look, *_span_of_weeks(gates, today))
    days = [gate for gate in gates if gate.day is not None and scale.shows(gate.day)]
    top = 48 if days else 34
    rows: list[Row] = []
    for each in needs:
        on = _judged_at(each, gates, today)
        for row in _rows_of(each, on, gates, scale, today):
            rows.append(_placed(row, rows[-1].y if rows else top, look))
    until = inside_until(gates)
    kinds = {mark.kind for row in rows for mark in row.marks}
    return Chart(
        look,
        height=(rows[-1].y if rows else top) + 8,
        top=top,
        weeks=list(_weeks(scale, [scale.x(gate.day) for gate in days if gate.day])),
        inside_width=max(scale.x(until) - look.lanes_from, 0) if until else 0,
        today=_today(today, scale),
        gates=_apart([_gate(gate, scale) for gate in days]),
        rows=rows,
        words=_in_words(gates, scale),
        legend=[(sign, label) for sign, label in SIGNS if sign.kind in kinds],
    )


def lanes_of(
    need: NeedFacts, words: Mapping[tuple[int, bool], tuple[str, dt.date | None]]
) -> list[Lane]:
    """Its lines from the inside out, an interim solution at the gate."""
    order = sorted(need.lines, key=lambda line: (PLACES.index(line.place), line.key))
    return [Lane(line, *words[line.key, line.is_interim]) for line in order]


def _span_of_weeks(gates: Sequence[Gate], today: dt.date) -> tuple[dt.date, int]:
    """From a week before today to what is looked at after the last gate, if that fits.

    A gate that was passed in the last weeks is shown, too.
    """
    ahead = [gate.on for gate in gates if gate.is_ahead and gate.on is not None]
    passed = [gate.passed_on for gate in gates if gate.passed_on is not None]
    recent = [day for day in passed if today - day <= WEEK * WEEKS_BEFORE]
    first = _monday(min([today, *ahead, *recent])) - WEEK
    last = _monday(max([today, *ahead])) + WEEK * (WEEKS_AFTER + 1)
    if last - first > WEEK * MOST_WEEKS and ahead:
        first = max(first, _monday(min(ahead)) - WEEK * WEEKS_BEFORE)
        last = min(last, first + WEEK * MOST_WEEKS)
    return first, (min(last, first + WEEK * MOST_WEEKS) - first).days


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _weeks(scale: Scale, gates: Sequence[int]) -> Iterator[Week]:
    """A number that a gate would cross is left out."""
    width = scale.x(scale.first + WEEK) - scale.look.lanes_from
    each = next(n for n in (1, 2, 4, 8) if n * width >= scale.look.weeks_apart or n == 8)
    for number in range(scale.days // 7):
        monday = scale.first + WEEK * number
        x = scale.x(monday)
        is_free = not any(x - 4 <= gate <= x + 26 for gate in gates)
        label = str(week_of(monday).number) if number % each == 0 and is_free else ""
        yield Week(x, label)


def _judged_at(each: NeedLanes, gates: Sequence[Gate], today: dt.date) -> dt.date:
    """From which day on the report judges the need; today where the gate's is not known."""
    judged = [row.shown.gap.gate for row in each.gaps[:1]] or gates_for(each.need, gates)
    return (each.need.counted_from(judged[-1]) if judged else None) or today


def _today(today: dt.date, scale: Scale) -> Upright | None:
    if not scale.shows(today):
        return None
    words = _("today %(day)s") % {"day": date_format(today, "MONTH_DAY_FORMAT")}
    return _upright(scale, today, words, 11)


def _gate(gate: Gate, scale: Scale) -> Upright:
    assert gate.day is not None
    name = {
        GateKind.FREEDOM: pgettext("lane", "probationary freedom"),
        GateKind.RELEASE: pgettext("lane", "release"),
    }[gate.kind]
    words = f"{name} {date_format(gate.day, 'MONTH_DAY_FORMAT')}"
    return _upright(scale, gate.day, words, 28)


def _upright(scale: Scale, day: dt.date, words: str, y: int) -> Upright:
    """Its words keep inside the drawing."""
    x, half = scale.x(day), _wide(words) // 2
    if x - half < 0:
        return Upright(x, words, max(x - 4, 0), y, "start")
    if x + half > scale.look.width:
        return Upright(x, words, scale.look.width, y, "end")
    return Upright(x, words, x, y)


def _apart(gates: Sequence[Upright]) -> list[Upright]:
    """Two gates near each other have their words on either side."""
    if len(gates) < 2 or gates[1].x - gates[0].x > _wide(gates[0].label + gates[1].label) // 2 + 12:
        return list(gates)
    first, second = gates
    middle = (first.x + second.x) // 2
    return [
        replace(first, label_x=middle - 6, anchor="end"),
        replace(second, label_x=middle + 6, anchor="start"),
    ]


def _in_words(gates: Sequence[Gate], scale: Scale) -> str:
    """What the drawing cannot show of the gates."""
    ahead = [gate for gate in gates if gate.is_ahead]
    if ahead and ahead[0].on is None:
        return _(
            "The day of the gate is not known. What begins at the gate is drawn as if the gate "
            "were today."
        )
    if any(gate.on is None for gate in ahead):
        return _("The day of the second gate is not known.")
    passed = [gate.passed_on for gate in gates if gate.passed_on is not None]
    if ahead:
        return ""
    if not passed:
        return _("No gate is ahead.")
    if scale.shows(passed[-1]):
        return ""
    return _("The gate was passed on %(day)s.") % {"day": date_format(passed[-1])}


# --- Rows ---------------------------------------------------------------------------


def _rows_of(
    each: NeedLanes, on: dt.date, gates: Sequence[Gate], scale: Scale, today: dt.date
) -> Iterator[Row]:
    brackets = [_bracket(row, gates, scale) for row in each.gaps]
    titles = _wrapped(each.need.name, scale.look.head_signs)
    yield Row(True, 0, 0, [Text(0, line) for line in titles], [], brackets[:1])
    for bracket in brackets[1:]:
        # Beside a gap of the need: whoever leaves.
        yield Row(False, 0, 0, [Text(0, _("Contact person"))], [], [bracket])
    for lane in each.lanes:
        titles = _wrapped(lane.line.name, scale.look.title_signs)
        notes = _wrapped(lane.note, scale.look.note_signs)
        yield Row(
            False,
            0,
            0,
            [Text(0, line) for line in titles],
            [Text(0, line) for line in notes],
            list(_marks(lane, on, scale, today)),
        )


def _wrapped(words: str, signs: int) -> list[str]:
    return textwrap.wrap(words, signs, max_lines=2, placeholder=" …") or [""]


def _height(look: Look, row: Row) -> int:
    lines = 18 * len(row.title) + 17 * len(row.note)
    drawn = 24 if look.words_above and (row.marks or not row.is_need) else 0
    return lines + drawn + (14 if row.is_need else 8)


def _placed(row: Row, top: int, look: Look) -> Row:
    """The row with its heights; `y` is where the next one begins."""
    height = _height(look, row)
    first = top + (24 if row.is_need else 17)
    sign = HEAD_SIGN if row.is_need else TITLE_SIGN
    title = [
        Text(first + 18 * place, text.words, _back(look, text, sign))
        for place, text in enumerate(row.title)
    ]
    after = title[-1].y + 17
    note = [
        Text(after + 17 * place, text.words, _back(look, text, NOTE_SIGN))
        for place, text in enumerate(row.note)
    ]
    if look.words_above:
        middle = top + height - 14
    else:
        middle = top + (height + (10 if row.is_need else 0)) // 2
    return replace(row, y=top + height, middle=middle, title=title, note=note)


def _back(look: Look, text: Text, sign: float) -> int:
    """Where words stand above the lanes, white keeps the lines from crossing them."""
    return round(len(text.words) * sign) + 6 if look.words_above else 0


# --- Marks --------------------------------------------------------------------------


def _marks(lane: Lane, on: dt.date, scale: Scale, today: dt.date) -> Iterator[Mark]:
    line = lane.line
    if line.covers:
        yield from _cover(line, on, scale)
    elif line.is_hoped:
        yield from _waiting(lane, scale, today)
    elif line.state is State.ENDED:
        last = line.ends_on or lane.since or today
        first = line.starts_on or scale.first
        if last >= scale.first and first <= last:
            yield Mark("ended", scale.x(first), max(scale.x(last + DAY) - scale.x(first), 6))
    elif scale.shows(lane.since):
        yield Mark("refused", scale.x(lane.since or today))


def _cover(line: Line, on: dt.date, scale: Scale) -> Iterator[Mark]:
    """A bar over the days that the line covers, and until when, where that is seen."""
    span = span_of(line, on)
    if span is None or span.first > scale.last or (span.last and span.last < scale.first):
        return
    kind = "interim" if line.is_interim else line.state.value
    x = scale.x(span.first)
    end = scale.x(span.last + DAY) if span.last else scale.look.width
    width = max(end - x, 6)
    words = ""
    if span.last and span.last <= scale.last and line.place is not Place.INSIDE:
        words = date_format(span.last, "MONTH_DAY_FORMAT")
        if span.first < span.last:
            words = pgettext("lane", "until %(day)s") % {"day": words}
    room = scale.look.width - (x + width) - 8
    if _wide(words) > room:
        words = ""
    yield Mark(kind, x, width, words, x + width + 7, text_width=_wide(words))


def _waiting(lane: Lane, scale: Scale, today: dt.date) -> Iterator[Mark]:
    """How long it has been waited for, up to the hoped day, which has a sign of its own."""
    since, hoped = lane.since or today, lane.line.expected_on
    end = min(hoped, scale.last + DAY) if hoped else scale.last + DAY
    kind = {
        State.QUEUED: "queued",
        State.APPLIED: "applied",
        State.PLANNED: "planned",
        State.GRANTED: "undated",
    }[lane.line.state]
    if end > since:
        x = scale.x(since)
        yield Mark(kind, x, max(scale.x(end) - x, 6))
    if hoped and scale.shows(hoped):
        words = date_format(hoped, "MONTH_DAY_FORMAT")
        x = scale.x(hoped)
        fits = x + 12 + _wide(words) <= scale.look.width
        yield Mark("hoped", x, text=words if fits else "", text_x=x + 12, text_width=_wide(words))


def _bracket(numbered: NumberedGap, gates: Sequence[Gate], scale: Scale) -> Mark:
    """The days without, with the number of the row; without an end it goes on."""
    number, gap = numbered
    row = gap.gap
    first = row.from_on or row.gate.day or scale.first
    ends = row.resumes_on
    if row.why is Why.BEFORE_GATE:
        ends = inside_until(gates)
    without_days = row.why in (Why.CONTACT, Why.WRONG_DAY)
    x = scale.x(first)
    end = x if without_days else scale.x(ends) if ends else scale.look.width - 2
    width = max(end - x, 0 if without_days else 4)
    words = f"{number} · {_gap_words(gap)}"
    wide = _wide(words)
    kind = "contact" if without_days else "gap"
    is_open = not without_days and (ends is None or ends > scale.last)
    if width >= wide + 28:
        return Mark(kind, x, width, words, x + width // 2, "middle", is_open, wide)
    if x + width + 10 + wide <= scale.look.width:
        return Mark(kind, x, width, words, x + width + 10, "start", is_open, wide)
    return Mark(kind, x, width, words, x - 10, "end", is_open, wide)


def _gap_words(gap: ShownGap) -> str:
    if gap.word or not gap.days:
        return gap.word
    return pgettext("lane", "%(days)s d without") % {"days": gap.days}


def _wide(words: str) -> int:
    """About how wide words of the drawing are."""
    return round(len(words) * 7.2)
