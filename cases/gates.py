"""The gate: when the client comes out, as far as anybody has told.

Derived from the newest custody fact. A day that has passed opens nothing: a person is out
when somebody has told so.
"""

import datetime as dt
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.custody import CustodyKind, FactSource, ReleaseCertainty, ReleaseKind
from cases.models.custody import CustodyFact


class GateKind(models.TextChoices):
    """What lies behind the gate. A transfer to another prison is no gate."""

    RELEASE = "release", _("Release")
    PROBATIONARY_FREEDOM = "probationary_freedom", _("Start of supervised probationary freedom")


@dataclass(frozen=True)
class Gate:
    """One way out: its day, how sure that is and who told it; `passed_on` when it was used."""

    kind: GateKind
    on: dt.date | None
    certainty: ReleaseCertainty
    source: FactSource
    passed_on: dt.date | None = None

    @property
    def is_sure(self) -> bool:
        return self.certainty == ReleaseCertainty.OFFICIAL


def gates_of(fact: CustodyFact | None) -> list[Gate]:
    """The gates that the newest fact tells of, in the order of time.

    None where nothing is known, and none for a person who was outside all the time.
    Whoever is in supervised probationary freedom has passed one and has the release ahead.
    """
    if fact is None:
        return []
    passed = out_since(fact)
    source = FactSource(fact.source)
    certainty = ReleaseCertainty(fact.release_certainty)
    if fact.custody_kind == CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM:
        freedom = Gate(GateKind.PROBATIONARY_FREEDOM, passed, certainty, source, passed)
        return [freedom, Gate(GateKind.RELEASE, fact.release_on, certainty, source)]
    if fact.release_on is None and passed is not None and fact.released_on is None:
        return []
    kind = GateKind.RELEASE
    if fact.release_kind == ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM:
        kind = GateKind.PROBATIONARY_FREEDOM
    return [Gate(kind, fact.release_on, certainty, source, passed)]


def out_since_of(facts: Iterable[CustodyFact]) -> dt.date | None:
    """Since when the person is out, by all that was told, newest first; None while inside.

    Whoever is out stays out until somebody tells of prison again: what was told of the day
    first holds, unless a later fact tells another.
    """
    outside = list(itertools.takewhile(lambda fact: out_since(fact) is not None, facts))
    told = next((fact.released_on for fact in outside if fact.released_on), None)
    return told or (out_since(outside[-1]) if outside else None)


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
