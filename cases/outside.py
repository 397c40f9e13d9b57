"""Since when the client is out of prison, by what has been told.

A day that has passed opens nothing: a person is out when somebody has told so.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence

from django.utils import timezone

from cases.custody import CustodyKind
from cases.models.custody import CustodyFact


def out_since_of(facts: Iterable[CustodyFact]) -> dt.date | None:
    """Since when the person is out, by all that was told, newest first; None while inside.

    Whoever is out stays out until somebody tells of prison again: what was told of the day
    first holds, unless a later fact tells another.
    """
    outside = list(itertools.takewhile(lambda fact: out_since(fact) is not None, facts))
    told = next((fact.released_on for fact in outside if fact.released_on), None)
    return told or (out_since(outside[-1]) if outside else None)


def last_return(facts: Sequence[CustodyFact]) -> CustodyFact | None:
    """The fact that last told of prison again after the person was out; facts newest first.

    It names what brought back, or was told on a later day than that the person was out: what
    is told on the same day without that is a correction.
    """
    for later, earlier in itertools.pairwise(facts):
        is_back = out_since(later) is None and out_since(earlier) is not None
        if is_back and (later.return_kind or later.told_day > earlier.told_day):
            return later
    return None


def out_since(fact: CustodyFact) -> dt.date | None:
    """Since when the person is out by one fact, or None while in prison.

    Told as a release, or by a kind of custody that is served in freedom: then since the
    release if its day had come, else since the day on which that was recorded.
    """
    if fact.released_on is not None:
        return fact.released_on
    if not fact.custody_kind or CustodyKind(fact.custody_kind).is_in_prison:
        return None
    recorded_on = timezone.localdate(fact.recorded_at)
    return min(fact.release_on or recorded_on, recorded_on)
