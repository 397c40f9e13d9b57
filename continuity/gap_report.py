"""What a client is without at the gate: one pure function over needs, gates and today.

Seven rules. A need that ended, or whose services all ended well, has no row (1). Cover is
what is granted or running, from its start or first appointment on, and an interim
solution; what is only applied for, queued or planned is hoped for and covers nothing (2).
Some kinds must be covered without a day's break for a time from the gate on (3), of the
others something must have begun within a time (4). Where the day of the gate is not known
it may be today (5). After the gate a row stays until cover has begun; a contact person who
leaves is a row until somebody follows (6). Where nothing is missing there is no row (7).
"""

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cases.custody import GateKind
from cases.gates import Gate
from cases.vocabulary import Place
from continuity.models.services import State, StateEnd
from continuity.need_kinds import NeedKind
from timing.calendar import DAY


class Why(enum.StrEnum):
    """What is wrong, the worst first."""

    NOT_BEGIN = "not_begin"  # without it the supervised probationary freedom does not begin
    NOTHING = "nothing"  # no service at all
    REFUSED = "refused"  # the authority said no, or the client did not take it
    HOPED = "hoped"  # only applied for, in the queue or planned
    ENDS = "ends"  # what there is ends, and nothing follows
    INTERIM_ENDS = "interim_ends"  # likewise an interim solution
    BREAK = "break"  # cover ends, and resumes later
    LATE = "late"  # it begins, but not soon enough
    WRONG_DAY = "wrong_day"  # at the gate, on another day than the gate
    BEFORE_GATE = "before_gate"  # outside, while the client is still inside
    CONTACT = "contact"  # a contact person leaves, and nobody follows


@dataclass(frozen=True)
class Line:
    """A service with its present state, or an interim solution, as far as days go."""

    key: int
    name: str
    place: Place
    state: State
    starts_on: dt.date | None = None
    from_gate: bool = False
    ends_on: dt.date | None = None
    until_gate: bool = False
    appointment_on: dt.date | None = None
    valid_until: dt.date | None = None
    expected_on: dt.date | None = None
    ended_because: str = ""
    is_interim: bool = False
    contact_leaves: bool = False

    @property
    def covers(self) -> bool:
        """Granted or running, with a start that is known."""
        if self.state is State.RUNNING or self.is_interim:
            return True
        has_start = self.from_gate or self.starts_on is not None or self.appointment_on is not None
        return self.state is State.GRANTED and has_start

    @property
    def is_hoped(self) -> bool:
        """May come, and covers nothing yet."""
        return self.state in (State.PLANNED, State.APPLIED, State.QUEUED) or (
            self.state is State.GRANTED and not self.covers
        )

    @property
    def ended_well(self) -> bool:
        """Over, because it was not needed any more or not wanted."""
        return self.state is State.ENDED and self.ended_because in (
            StateEnd.GOAL_REACHED,
            StateEnd.NOT_NEEDED,
            StateEnd.DECLINED,
        )


@dataclass(frozen=True)
class NeedFacts:
    """A present need with all that was told of its services and interim solutions."""

    key: int
    kind: NeedKind
    name: str
    gate: str = ""
    lines: tuple[Line, ...] = ()
    # When something of it was told last.
    told_on: dt.date = dt.date.min


@dataclass(frozen=True)
class Demand:
    """What a kind asks of its cover: without a break to `last_day`, or begun by then."""

    unbroken: bool
    last_day: dt.date


Demands = Callable[[NeedKind, dt.date], Demand]


@dataclass(frozen=True)
class Gap:
    """One row of the report. `days` is how long the client is without, where that is known.

    `from_on` is the first day without, `resumes_on` the first day of cover again; a hoped day
    is no cover. `line` names the service or interim solution that the row speaks of.
    """

    need: NeedFacts
    gate: Gate
    why: Why
    from_on: dt.date | None = None
    covered_until: dt.date | None = None
    resumes_on: dt.date | None = None
    hoped_on: dt.date | None = None
    days: int | None = None
    line: Line | None = None

    @property
    def order(self) -> tuple[object, ...]:
        """Most urgent first: what fails first, by day and then by kind."""
        return (self.from_on or dt.date.max, self.need.kind.rank, self.need.key)


def gaps(
    needs: Iterable[NeedFacts], gates: Sequence[Gate], demands: Demands, today: dt.date
) -> list[Gap]:
    """The rows of a case as they stand on `today`, most urgent first."""
    found = [_row(need, gates, demands, today) for need in with_shared_cover(needs)]
    return sorted((gap for gap in found if gap is not None), key=lambda gap: gap.order)


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


def _row(need: NeedFacts, gates: Sequence[Gate], demands: Demands, today: dt.date) -> Gap | None:
    """The first row of one need: at a gate behind while it is open, else at the gate ahead."""
    judged = gates_for(need, gates)
    for gate in judged:
        for gap in gaps_at(need, gate, demands, today, inside_until(gates)):
            if gap.resumes_on is None or today < gap.resumes_on:
                return gap
    return contact_gap(need, judged[-1]) if judged else None


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
    on = gate.day or today
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
    """A contact person of a service leaves, and nobody is named who goes on."""
    for line in sorted(need.lines, key=lambda line: (line.name, line.key)):
        if line.contact_leaves and line.state is not State.ENDED:
            return Gap(need, gate, Why.CONTACT, line=line)
    return None


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
        first, last = line.starts_on or gate, line.ends_on
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
