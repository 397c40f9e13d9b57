"""What a client is without at the gate: one pure function over needs, gates and today.

Seven rules. A need that ended, or whose services all ended well, has no row (1). Cover is
what is granted or running, from its start or first appointment on, and an interim
solution; what is only applied for, queued or planned is hoped for and covers nothing (2).
Some kinds must be covered without a day's break for a time from the gate on (3), of the
others something must have begun within a time (4). Where the day of the gate is not known
it may be today (5). After the gate a row stays until cover has begun, and a need that is
noted then is counted from that day; a contact person who leaves is a row until somebody
follows, also beside another row of the need (6). Where nothing is missing there is no row (7).
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cases.custody import GateKind
from cases.gates import Gate
from cases.vocabulary import Place
from continuity.gap_facts import Demand, Demands, Gap, Line, NeedFacts, Why
from continuity.models.services import State
from continuity.need_kinds import NeedKind
from timing.calendar import DAY


def gaps(
    needs: Iterable[NeedFacts], gates: Sequence[Gate], demands: Demands, today: dt.date
) -> list[Gap]:
    """The rows of a case as they stand on `today`, most urgent first."""
    shared = with_shared_cover(needs)
    found = [gap for need in shared for gap in _rows(need, gates, demands, today)]
    return sorted(found, key=lambda gap: gap.order)


def with_shared_cover(needs: Iterable[NeedFacts]) -> list[NeedFacts]:
    """Whoever has a home from the gate on has somewhere to sleep on the first night."""
    listed = list(needs)
    homes = [line for need in listed if need.kind is NeedKind.HOUSING for line in need.lines]
    shared = tuple(replace(line, contact_leaves=False) for line in homes if line.covers)
    return [
        replace(need, lines=(*need.lines, *shared)) if need.kind is NeedKind.FIRST_NIGHT else need
        for need in listed
    ]


def inside_until(gates: Sequence[Gate]) -> dt.date | None:
    """Until which day the client is in prison, where that is known and lies ahead."""
    first = gates[0] if gates else None
    return first.on if first is not None and first.is_ahead else None


def _rows(
    need: NeedFacts, gates: Sequence[Gate], demands: Demands, today: dt.date
) -> Iterator[Gap]:
    """Of one need the first hole, at a gate behind while it is open, else at the gate ahead;
    and beside it whoever leaves."""
    judged = gates_for(need, gates)
    holes = (
        gap
        for gate in judged
        for gap in gaps_at(need, gate, demands, today, inside_until(gates))
        if gap.resumes_on is None or today < gap.resumes_on
    )
    leaving = contact_gap(need, judged[-1]) if judged else None
    yield from (gap for gap in (next(holes, None), leaving) if gap is not None)


def gates_for(need: NeedFacts, gates: Sequence[Gate]) -> list[Gate]:
    """At which gates the need is judged: the last that was passed, and the next."""
    named = [gate for gate in gates if gate.kind == need.gate] or [
        gate for gate in gates if gate.kind is not GateKind.NONE
    ]
    passed = [gate for gate in named if gate.passed_on is not None]
    ahead = [gate for gate in named if gate.is_ahead]
    return [*passed[-1:], *ahead[:1]]


def gaps_at(
    need: NeedFacts,
    gate: Gate,
    demands: Demands,
    today: dt.date,
    inside_until: dt.date | None = None,
) -> list[Gap]:
    """All rows of one need at one gate, in the order of days; `today` where its day is unknown.

    A row is over on the day on which cover resumes: whoever shows it compares.
    """
    lines = sorted(need.lines, key=lambda line: (line.name, line.key))
    if lines and all(line.ended_well for line in lines):
        return []
    on = need.counted_from(gate) or today
    if gate.is_ahead and gate.on is not None:
        against = (_against_the_gate(need, gate, line, inside_until) for line in lines)
        rows = [row for row in against if row is not None]
        if rows:
            return [min(rows, key=lambda row: row.from_on or dt.date.max)]
    demand = demands(need.kind, on)
    cover = sorted((span for line in lines if (span := span_of(line, on))), key=_start)
    holes = _holes(cover, on, demand)
    return [_of_hole(need, gate, hole, cover, on) for hole in holes]


def misses(gap: Gap, gates: Sequence[Gate]) -> frozenset[Line]:
    """What is granted for a day on which the client cannot be there, where that is the row."""
    if gap.why not in (Why.WRONG_DAY, Why.BEFORE_GATE):
        return frozenset()
    until = inside_until(gates)
    return frozenset(
        line for line in gap.need.lines if _against_the_gate(gap.need, gap.gate, line, until)
    )


def contact_gap(need: NeedFacts, gate: Gate) -> Gap | None:
    """Contact persons of services leave, and nobody is named who goes on."""
    left = losing_contact(need)
    return Gap(need, gate, Why.CONTACT, line=left[0]) if left else None


def losing_contact(need: NeedFacts) -> list[Line]:
    """The services of the need whose contact person leaves without a successor."""
    left = (line for line in need.lines if line.contact_leaves and line.state is not State.ENDED)
    return sorted(left, key=lambda line: (line.name, line.key))


def _against_the_gate(
    need: NeedFacts, gate: Gate, line: Line, inside_until: dt.date | None
) -> Gap | None:
    """A service that is granted for a day on which the client cannot be there."""
    if line.is_interim or line.state is not State.GRANTED:
        return None
    if line.place is Place.GATE and need.kind is NeedKind.TRANSPORT:
        if line.starts_on is None or line.starts_on == gate.on:
            return None
        return Gap(need, gate, Why.WRONG_DAY, from_on=gate.on, line=line)
    days = [day for day in (line.starts_on, line.appointment_on) if day is not None]
    if line.place is not Place.OUTSIDE or inside_until is None or not days:
        return None
    before = (inside_until - min(days)).days
    if before <= 0:
        return None
    return Gap(need, gate, Why.BEFORE_GATE, from_on=min(days), days=before, line=line)


@dataclass(frozen=True)
class Span:
    """Days of cover, both included; without an end it goes on."""

    first: dt.date
    last: dt.date | None
    line: Line


def _start(span: Span) -> tuple[dt.date, dt.date]:
    return (span.first, span.last or dt.date.max)


def span_of(line: Line, gate: dt.date) -> Span | None:
    """The days that the line covers, with the gate on that day."""
    if not line.covers:
        return None
    if line.is_interim:
        first, last = line.starts_on or gate, _last_night(line, gate) or line.ends_on
    else:
        start = gate if line.from_gate else line.starts_on
        days = [day for day in (start, line.appointment_on) if day is not None]
        first = max(days) if days else dt.date.min
        last = gate - DAY if line.until_gate else line.ends_on
        if line.place is Place.GATE and last is None:
            last = first
        if line.place is Place.INSIDE:
            last = min(last or gate - DAY, gate - DAY)
    if _lapses(line, first):
        return None
    return Span(first, last, line) if last is None or first <= last else None


def _last_night(line: Line, gate: dt.date) -> dt.date | None:
    return gate + (line.nights - 1) * DAY if line.nights else None


def dated(line: Line, gate: dt.date) -> Line:
    """With the day on which its nights end, with the gate on that day."""
    last = _last_night(line, gate)
    return replace(line, ends_on=last, nights=None) if last else line


def _lapses(line: Line, first: dt.date) -> bool:
    """Granted, but the grant is over before the first day."""
    return line.state is State.GRANTED and line.valid_until is not None and first > line.valid_until


@dataclass(frozen=True)
class _Hole:
    """Days without cover: from the first on until, but without, the day on which it resumes."""

    first: dt.date
    resumes: dt.date | None


def _holes(cover: Sequence[Span], gate: dt.date, demand: Demand) -> Iterator[_Hole]:
    if not demand.unbroken:
        begun = (
            span
            for span in cover
            if span.first <= demand.last_day and (span.last is None or span.last >= gate)
        )
        if not any(begun):
            starts = (span.first for span in cover if span.first > demand.last_day)
            yield _Hole(gate, min(starts, default=None))
        return
    day: dt.date | None = gate
    while day is not None and day <= demand.last_day:
        reached = _covered_through(cover, day)
        if reached is None:
            return
        if reached >= day:
            day = reached + DAY
            continue
        later = [span.first for span in cover if span.first > day]
        yield _Hole(day, min(later, default=None))
        day = min(later, default=None)


def _covered_through(cover: Sequence[Span], day: dt.date) -> dt.date | None:
    """The last day of the cover that holds on `day`; the day before where none does."""
    reached = day - DAY
    for span in cover:
        if span.first > day:
            break
        if span.last is None:
            return None
        reached = max(reached, span.last)
    return reached


def _of_hole(need: NeedFacts, gate: Gate, hole: _Hole, cover: Sequence[Span], on: dt.date) -> Gap:
    """The row of a hole, with why and what is hoped for."""
    open_ones = (line for line in need.lines if line.is_hoped or _lapses(line, on))
    hoped = sorted(open_ones, key=_furthest)
    days = [
        line.expected_on for line in hoped if line.expected_on and line.expected_on >= hole.first
    ]
    ending = [span for span in cover if span.last == hole.first - DAY]
    why, line = _why(need, gate, hole, hoped, ending, at_gate=hole.first == on)
    if why is not Why.HOPED and line is None and hole.resumes is not None:
        line = next(span.line for span in cover if span.first == hole.resumes)
    return Gap(
        need,
        gate,
        why,
        from_on=hole.first,
        covered_until=hole.first - DAY if hole.first > on else None,
        resumes_on=hole.resumes,
        hoped_on=min(days, default=None),
        days=(hole.resumes - hole.first).days if hole.resumes else None,
        line=line,
    )


def _why(
    need: NeedFacts,
    gate: Gate,
    hole: _Hole,
    hoped: Sequence[Line],
    ending: Sequence[Span],
    *,
    at_gate: bool,
) -> tuple[Why, Line | None]:
    """What is wrong, and the service or interim solution that it is about."""
    last = ending[-1].line if ending else None
    if at_gate and gate.kind is GateKind.FREEDOM and need.kind in ASKED_OF_FREEDOM:
        return Why.NOT_BEGIN, hoped[0] if hoped else last
    if hole.resumes is not None:
        return (Why.BREAK if last is not None else Why.LATE), last
    if hoped:
        return Why.HOPED, hoped[0]
    refused = [line for line in need.lines if line.state in (State.REFUSED, State.NOT_TAKEN)]
    if refused:
        return Why.REFUSED, min(refused, key=lambda line: (line.name, line.key))
    if last is not None:
        return (Why.INTERIM_ENDS if last.is_interim else Why.ENDS), last
    return Why.NOTHING, None


# Without an approved dwelling and an activity no supervised probationary freedom (629/2013).
ASKED_OF_FREEDOM = (NeedKind.HOUSING, NeedKind.WORK_EDUCATION)
FURTHEST = (State.GRANTED, State.QUEUED, State.APPLIED, State.PLANNED)


def _furthest(line: Line) -> tuple[object, ...]:
    """The one that is nearest to a decision first."""
    return (FURTHEST.index(line.state), line.name, line.key)
