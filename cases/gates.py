"""The gates that a person passes on the way out: with a day and its certainty, or without.

More than one may lie ahead: the start of supervised probationary freedom, and the
conditional release after it. A gate is behind when somebody has told so, whatever its day.
"""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from cases.custody import CustodyKind, GateKind, ReleaseCertainty, ReleaseKind
from cases.models.case import Case
from cases.models.custody import CustodyFact
from cases.outside import out_since, out_since_of

FREEDOM = CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM
# What comes after the prison and the probationary freedom.
AFTER_RELEASE = (CustodyKind.CONDITIONAL_RELEASE, CustodyKind.NOT_IN_CUSTODY)


@dataclass(frozen=True)
class Gate:
    """One gate. Without a day it is not known when; `passed_on` is told, never computed."""

    kind: GateKind
    on: dt.date | None = None
    certainty: str = ReleaseCertainty.UNKNOWN
    passed_on: dt.date | None = None

    @property
    def is_ahead(self) -> bool:
        return self.passed_on is None and self.kind is not GateKind.NONE

    @property
    def day(self) -> dt.date | None:
        """The day on which it was passed, or is expected to be."""
        return self.passed_on or self.on


def gates_of(case: Case) -> list[Gate]:
    """The gates of a case in the order of time, as `cases.actions.facts` keeps them."""
    kind = GateKind(case.gate_kind)
    if kind is GateKind.NONE:
        return [Gate(GateKind.NONE)]
    first = Gate(kind, case.release_on, case.release_certainty, case.released_on)
    if kind is GateKind.RELEASE:
        return [first]
    return [first, Gate(GateKind.RELEASE, case.later_gate_on, case.later_gate_certainty)]


def gate_ahead_of(case: Case) -> Gate | None:
    """The next gate; None where none is to come."""
    return next((gate for gate in gates_of(case) if gate.is_ahead), None)


def gates_told(facts: Sequence[CustodyFact]) -> list[Gate]:
    """The gates by all that was told, newest first; unknown where nothing was."""
    if not facts:
        return [Gate(GateKind.RELEASE)]
    passed = _passed_after_freedom(facts)
    if passed is not None:
        return [passed]
    newest, out = facts[0], out_since_of(facts)
    known = Gate(GateKind.RELEASE, newest.release_on, newest.release_certainty, out)
    if newest.custody_kind == FREEDOM:
        return [Gate(GateKind.FREEDOM, out, passed_on=out), _after_freedom(newest, out)]
    if newest.release_kind == ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM:
        second = Gate(
            GateKind.RELEASE,
            newest.conditional_release_on,
            newest.conditional_release_certainty or ReleaseCertainty.UNKNOWN,
        )
        first = Gate(GateKind.FREEDOM, newest.release_on, newest.release_certainty, out)
        return [first, second]
    if not any(_has_a_gate(fact) for fact in facts):
        return [Gate(GateKind.NONE)]
    return [known]


def _after_freedom(newest: CustodyFact, out: dt.date | None) -> Gate:
    """The conditional release: told as such, or as the release of somebody who is in freedom.

    A release that is not after the day of coming out was the start of the freedom itself.
    """
    if newest.conditional_release_on is not None:
        certainty = newest.conditional_release_certainty
        return Gate(GateKind.RELEASE, newest.conditional_release_on, certainty)
    release = newest.release_on
    if release is None or (out is not None and release <= out):
        return Gate(GateKind.RELEASE)
    return Gate(GateKind.RELEASE, release, newest.release_certainty)


def _passed_after_freedom(facts: Sequence[CustodyFact]) -> Gate | None:
    """The conditional release of somebody who was in freedom before; None where it is ahead.

    Who records it may leave the day of coming out as it was told of the freedom: then it was
    on the day that was told for it, or by when somebody told.
    """
    after = list(itertools.takewhile(lambda fact: fact.custody_kind in AFTER_RELEASE, facts))
    before = facts[len(after) :]
    if not after or not before or not _is_in_freedom(before[0]):
        return None
    newest, told_on, began = after[0], after[-1].told_day, out_since_of(before)
    expected = _after_freedom(before[0], began)
    days = [fact.released_on for fact in after if fact.released_on != began]
    passed = next((day for day in days if day), None) or min(expected.on or told_on, told_on)
    return Gate(GateKind.RELEASE, expected.on, newest.release_certainty, passed)


def _is_in_freedom(fact: CustodyFact) -> bool:
    to_freedom = fact.release_kind == ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM
    return fact.custody_kind == FREEDOM or (to_freedom and out_since(fact) is not None)


def _has_a_gate(fact: CustodyFact) -> bool:
    """Whether it tells of prison or of a release; nothing told of the kind may be prison."""
    kind = CustodyKind(fact.custody_kind) if fact.custody_kind else None
    inside = kind is None or kind.is_in_prison or kind is FREEDOM
    return inside or fact.released_on is not None or fact.release_on is not None
