"""On which days somebody is told of a due: before it, on it, again, and the supervisor."""

import datetime as dt
from typing import NamedTuple

from django.utils import timezone

from timing.models import Due


class Telling(NamedTuple):
    """One occasion to tell: its day, how it is called in the key of the notice, and whom.

    `escalates` is for the supervisor, beside whoever has to act.
    """

    on: dt.date
    name: str
    escalates: bool = False


def tellings_of(due: Due) -> list[Telling]:
    """The occasions of a due, by day; none for what has no day and is not due at once."""
    rule, day = due.rule, due.day
    if due.is_at_once:
        derived = timezone.localdate(due.derived_at)
        day = max(derived, due.shown_from or derived)
    if rule is None or day is None:
        return []
    found = [Telling(day - dt.timedelta(days=span), f"-{span}") for span in rule.told_before]
    if rule.told_again is not None:
        found.append(Telling(day + dt.timedelta(days=rule.told_again), f"+{rule.told_again}"))
    if rule.escalated is not None:
        on = day + dt.timedelta(days=rule.escalated)
        found.append(Telling(on, f"escalated+{rule.escalated}", escalates=True))
    return sorted(found)


def told_on(due: Due, today: dt.date) -> list[Telling]:
    """What is told on `today`: of several days that were missed the last one only.

    An escalation is told beside it, also of what rests. What was told by `due.told_on` is
    not told again, and nothing after the last day on which it is shown.
    """
    if due.shown_to is not None and due.shown_to < today:
        return []
    reached = [
        each
        for each in tellings_of(due)
        if each.on <= today and (due.told_on is None or each.on > due.told_on)
    ]
    own = [each for each in reached if not each.escalates and not due.rests_on(today)]
    return [*own[-1:], *(each for each in reached if each.escalates)]


def next_telling(due: Due, after: dt.date | None) -> dt.date | None:
    """The first day after `after` on which there is something to tell; of all, without it."""
    return next((each.on for each in tellings_of(due) if after is None or each.on > after), None)
