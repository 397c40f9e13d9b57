"""Which gate moved, or would move, from which day to which."""

import copy
import datetime as dt
import itertools
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.actions.facts import keep_custody
from cases.custody import GateKind
from cases.custody_changes import moved, span, would_move
from cases.gates import Gate, gates_of
from cases.models import Case, CustodyFact


class Told(NamedTuple):
    """The days of the two gates as a fact of custody tells them."""

    release_on: dt.date | None
    conditional_release_on: dt.date | None

    @classmethod
    def by(cls, fact: CustodyFact | None) -> "Told":
        """What one fact tells; nothing without one."""
        return cls(fact.release_on, fact.conditional_release_on) if fact else cls(None, None)


@dataclass(frozen=True)
class Move:
    """The case as it was told before and as it is told now, never saved.

    `place` says which of its gates moved, `before` and `now` are the days of that one.
    """

    case_before: Case
    case_now: Case
    place: int
    before: dt.date | None
    now: dt.date | None
    is_preview: bool = False

    @property
    def is_none(self) -> bool:
        """No gate has another day."""
        return self.before == self.now

    @property
    def words(self) -> str:
        """A sentence; of what is only previewed in the conditional."""
        second = self.place > 0
        if self.is_none:
            return _not_moved(is_preview=self.is_preview)
        if self.before and self.now:
            if not second:
                return (would_move if self.is_preview else moved)(self.before, self.now) + "."
            days = {"span": span(self.before, self.now)}
            if self.is_preview:
                return _("The conditional release would move: %(span)s.") % days
            return _("The conditional release moved: %(span)s.") % days
        return _of_one_day(self.before, self.now, second=second, is_preview=self.is_preview)


def last_move(case: Case) -> Move:
    """The last time that a gate got another day; of none where no gate ever did."""
    facts = list(CustodyFact.objects.of_case(case))
    told = [Told.by(fact) for fact in facts]
    for later, earlier in itertools.pairwise(told):
        if later != earlier:
            found = move_between(case, facts, earlier, later)
            if found.before is not None and not found.is_none:
                return found
    newest = told[0] if told else Told.by(None)
    return move_between(case, facts, newest, newest)


def preview(case: Case, now: Told) -> Move:
    """What would move if this were told now."""
    facts = list(CustodyFact.objects.of_case(case))
    before = Told.by(facts[0] if facts else None)
    return move_between(case, facts, before, now, is_preview=True)


def move_between(
    case: Case, facts: list[CustodyFact], before: Told, now: Told, *, is_preview: bool = False
) -> Move:
    """Of the gates the first that has another day with what is told now; else the next one."""
    was, becomes = _case_with(case, facts, before), _case_with(case, facts, now)
    pairs = list(zip(gates_of(was), gates_of(becomes), strict=False))
    places = [place for place, (old, new) in enumerate(pairs) if _has_moved(old, new)]
    ahead = [place for place, (_old, new) in enumerate(pairs) if new.is_ahead]
    place = (places or ahead or [0])[0]
    old, new = pairs[place]
    return Move(was, becomes, place, old.on, new.on, is_preview)


def _has_moved(old: Gate, new: Gate) -> bool:
    """Whoever is in freedom has passed its gate: when that was is told, not moved."""
    is_behind = new.kind is GateKind.FREEDOM and new.passed_on is not None
    return old.on != new.on and not is_behind


def _case_with(case: Case, facts: list[CustodyFact], told: Told) -> Case:
    """A copy of the case with these days of its gates."""
    copied = copy.copy(case)
    newest = copy.copy(facts[0]) if facts else CustodyFact(case=case)
    newest.release_on, newest.conditional_release_on = told
    keep_custody(copied, [newest, *facts[1:]])
    return copied


def _not_moved(*, is_preview: bool) -> str:
    if is_preview:
        return _("The release date would not move.")
    return _("The release date has not moved.")


def _of_one_day(
    before: dt.date | None, now: dt.date | None, *, second: bool, is_preview: bool
) -> str:
    """A day that is known no more, or for the first time."""
    if now is None:
        words = {
            (False, False): _(
                "The release date %(on)s no longer holds, and the new one is not known."
            ),
            (False, True): _(
                "The release date %(on)s would no longer hold, and the new one would not be known."
            ),
            (True, False): _(
                "The conditional release %(on)s no longer holds, and the new day is not known."
            ),
            (True, True): _(
                "The conditional release %(on)s would no longer hold, and the new day would not "
                "be known."
            ),
        }
    else:
        words = {
            (False, False): _("The release date is now known: %(on)s."),
            (False, True): _("The release date would be known: %(on)s."),
            (True, False): _("The day of the conditional release is now known: %(on)s."),
            (True, True): _("The day of the conditional release would be known: %(on)s."),
        }
    day = now or before
    assert day is not None
    return words[second, is_preview] % {"on": date_format(day)}
