"""What the gap report reads of needs and services, and the rows that it tells."""

import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass

from cases.gates import Gate
from cases.vocabulary import Place
from continuity.models.services import State, StateEnd, lacks_start
from continuity.need_kinds import NeedKind


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
    # Of an interim solution that lasts so many nights from the gate on, whichever day that is.
    nights: int | None = None
    contact_leaves: bool = False

    @property
    def covers(self) -> bool:
        """Granted or running, with a start that is known."""
        if self.state is State.RUNNING or self.is_interim:
            return True
        return self.state is State.GRANTED and not self.lacks_start

    @property
    def lacks_start(self) -> bool:
        return lacks_start(self.state, self.from_gate, self.starts_on, self.appointment_on)

    @property
    def is_hoped(self) -> bool:
        """May come, and covers nothing yet."""
        return self.state in (State.PLANNED, State.APPLIED, State.QUEUED) or self.lacks_start

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
    noted_on: dt.date = dt.date.min

    def counted_from(self, gate: Gate) -> dt.date | None:
        """From which day on it is to be covered: a need that came up outside, from that day on."""
        return max(gate.passed_on, self.noted_on) if gate.passed_on else gate.on


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
    def row(self) -> tuple[int, bool]:
        """What makes it the same row: of a need at most one hole is shown, and who leaves."""
        return self.need.key, self.why is Why.CONTACT

    @property
    def order(self) -> tuple[object, ...]:
        """Most urgent first: what fails first, by day and then by kind."""
        return (self.from_on or dt.date.max, self.need.kind.rank, self.need.key)
