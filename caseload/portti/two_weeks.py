"""The first two weeks after the gate, day by day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from caseload.portti.day import shut_on
from caseload.portti.known import TWO_WEEKS, Known
from cases.vocabulary import Place
from continuity.gap_facts import Line
from continuity.gap_report import dated
from continuity.need_kinds import NeedKind
from timing.calendar import DAY, awkward_release_reason, is_holiday


@dataclass(frozen=True)
class Entry:
    """Something on a day; `kind` is the need that it serves, if it serves one."""

    what: str
    name: str = ""
    who: str = ""
    kind: NeedKind | None = None
    is_supervision: bool = False
    is_start: bool = False
    is_end: bool = False


@dataclass(frozen=True)
class DayRow:
    """One day, or several on which nothing is agreed; without a day it is the day of the gate."""

    day: dt.date | None
    entries: list[Entry]
    last: dt.date | None = None
    shut: str = ""


def two_weeks(known: Known) -> list[DayRow]:
    """From the gate on. Where its day is not known: what begins on it, and then fixed days."""
    if not known.has_gate:
        return []
    found: dict[dt.date | None, list[Entry]] = defaultdict(list)
    for day, entry in _entries(known):
        # A home covers the first night, too, and is told once.
        if all(entry.what != other.what for other in found[day]):
            found[day].append(entry)
    if known.gate is None or known.gate.day is None:
        fixed = sorted(day for day in found if day is not None)
        first = [DayRow(None, found[None])] if found[None] else []
        return first + [DayRow(day, found[day]) for day in fixed]
    return list(_calendar(known.gate.day, found))


def _calendar(gate: dt.date, found: dict[dt.date | None, list[Entry]]) -> Iterator[DayRow]:
    day, end = gate, gate + TWO_WEEKS
    while day <= end:
        entries = (found.get(None, []) if day == gate else []) + found.get(day, [])
        if entries or day == gate:
            shut = shut_on(day) if awkward_release_reason(day) in ("holiday", "weekend") else ""
            yield DayRow(day, entries, shut=shut_on(day) if day == gate else shut)
            day += DAY
            continue
        last, shut = day, _shut_holiday(day)
        while last < end and not found.get(last + DAY) and _shut_holiday(last + DAY) == shut:
            last += DAY
        yield DayRow(day, [], last=last if last > day else None, shut=shut)
        day = last + DAY


def _shut_holiday(day: dt.date) -> str:
    """What is shut on a public holiday, which stands apart even if nothing is agreed."""
    return (
        _("A public holiday: offices, banks and health stations are shut")
        if is_holiday(day)
        else ""
    )


def _entries(known: Known) -> Iterator[tuple[dt.date | None, Entry]]:
    """Everything that is known of the two weeks; None is the day of the gate itself."""
    first, last = known.first_day, known.first_day + TWO_WEEKS
    if known.facts.met_by:
        words = _("Meeting: %(who)s") % {"who": known.facts.met_by}
        yield None, Entry(words, known.facts.met_by, who=known.facts.met_where)
    dated = [
        *_of_needs(known),
        *((step.due_on, Entry(step.text, step.text, step.actor)) for step in known.steps),
        *_of_the_case(known),
    ]
    for day, entry in dated:
        if day is None or first <= day <= last:
            yield day, entry


def _of_needs(known: Known) -> Iterator[tuple[dt.date | None, Entry]]:
    for need in known.needs:
        for line in known.holding(need):
            if line.place is Place.INSIDE or line.state.is_over:
                continue
            gate = known.gate.day if known.gate else None
            for day, entry in _days_of(dated(line, gate) if gate else line):
                yield day, replace(entry, who=known.who(line), kind=need.kind)


def _days_of(line: Line) -> Iterator[tuple[dt.date | None, Entry]]:
    """A service is told by its first appointment, or else by its start; then by its end.

    What is only hoped for has no day but an appointment that is agreed.
    """
    if line.appointment_on is not None:
        words = _("First appointment: %(name)s") % {"name": line.name}
        yield line.appointment_on, Entry(words, line.name)
    if not line.covers:
        return
    if line.from_gate and line.appointment_on is None:
        yield None, Entry(line.name, line.name)
    elif line.place is Place.GATE and line.starts_on is not None and not line.is_interim:
        yield line.starts_on, Entry(line.name, line.name)
    elif line.starts_on is not None and line.appointment_on is None:
        yield line.starts_on, Entry(begins(line.name), line.name, is_start=True)
    if line.ends_on is not None:
        yield line.ends_on, Entry(last_day(line.name), line.name, is_end=True)


def begins(name: str) -> str:
    return _("%(name)s begins") % {"name": name}


def last_day(name: str) -> str:
    return _("Last day: %(name)s") % {"name": name}


def _of_the_case(known: Known) -> Iterator[tuple[dt.date | None, Entry]]:
    facts = known.facts
    if facts.supervision_first_on:
        words = _("First appointment of the supervision")
        yield facts.supervision_first_on, Entry(words, words, is_supervision=True)
    if known.review_on:
        yield known.review_on, Entry(_("We look at the plan together"))
