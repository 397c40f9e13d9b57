"""Deriving what is due from the records, and keeping it.

An app says by `register` which kinds it answers for. An act, at its end and under the
lock of its case or contact, has the kinds that it can move derived anew. Nothing here
asks what day it is: a due says itself from when to when it is shown.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import timezone

from notifications.telling import cancel_notices
from timing.models import Due
from timing.reminder_days import next_telling
from timing.rules import Rules
from timing.vocabulary import RENEWED, DueKind, EndReason

# For any number of cases (or contacts) what is due in them, in a fixed number of queries.
Answer = Callable[[Sequence[Any], Rules], Iterable[Due | None]]

CASE, REFERRAL = "case_id", "referral_id"


@dataclass(frozen=True)
class Source:
    """Who answers for some kinds, and whether they are due in a case or with a contact."""

    of: str
    kinds: frozenset[DueKind]
    answer: Answer


_SOURCES: list[Source] = []
# All records in which something can be due, by what they are.
_RECORDS: dict[str, Callable[[], models.QuerySet[Any]]] = {}


def register_records(of: str, records: Callable[[], "models.QuerySet[Any]"]) -> None:
    """Say in what records something is due: each has a county."""
    _RECORDS[of] = records


def records_of(of: str, county_id: int | None = None) -> "models.QuerySet[Any]":
    """All cases or contacts, or those of one county."""
    records = _RECORDS[of]()
    return records if county_id is None else records.filter(county=county_id)


def kinds_of(of: str) -> frozenset[DueKind]:
    """What can be due in them."""
    return frozenset(kind for source in _SOURCES if source.of == of for kind in source.kinds)


def register(of: str, kinds: Collection[DueKind], answer: Answer) -> None:
    """Say who answers for `kinds`; each kind has one answer."""
    taken = {kind for source in _SOURCES for kind in source.kinds}
    if taken & set(kinds):
        raise ValueError(f"Somebody answers for {taken & set(kinds)} already.")
    _SOURCES.append(Source(of, frozenset(kinds), answer))


@dataclass
class Difference:
    """Between what is kept and what follows from the records."""

    begun: list[Due] = field(default_factory=list)
    moved: list[tuple[Due, Due]] = field(default_factory=list)
    ended: list[Due] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.begun or self.moved or self.ended)

    @property
    def dues(self) -> list[Due]:
        """Those that differ, each once."""
        return [*self.begun, *(kept for kept, _new in self.moved), *self.ended]

    def __len__(self) -> int:
        return len(self.begun) + len(self.moved) + len(self.ended)


def what_is_due(
    of: str,
    records: Sequence[Any],
    kinds: Collection[DueKind] | None = None,
    rules: Rules | None = None,
) -> list[Due]:
    """What follows from the records now, unsaved; of all kinds or of `kinds`."""
    rules = rules or Rules(kinds)
    found: list[Due] = []
    for source in _sources(of, kinds):
        wanted = source.kinds if kinds is None else source.kinds & set(kinds)
        answered = filter(None, source.answer(records, rules))
        found += [due for due in answered if due.kind in wanted]
    return found


def compare(
    of: str,
    records: Sequence[Any],
    kinds: Collection[DueKind] | None = None,
    rules: Rules | None = None,
) -> Difference:
    """What would change if the dues of the records were derived now, by other `rules` if given."""
    wanted = {due.identity: due for due in what_is_due(of, records, kinds, rules)}
    derived = {kind for source in _sources(of, kinds) for kind in source.kinds}
    present = Due.objects.present().filter(
        **{f"{of}__in": [record.pk for record in records]},
        kind__in=derived if kinds is None else derived & set(kinds),
    )
    difference = Difference()
    for kept in present:
        now = wanted.pop(kept.identity, None)
        if now is None:
            difference.ended.append(kept)
        elif now.content != kept.content:
            difference.moved.append((kept, now))
    difference.begun = list(wanted.values())
    return difference


def derive(of: str, records: Sequence[Any], kinds: Collection[DueKind] | None = None) -> Difference:
    """Keep what is due in the records. The caller holds their locks."""
    difference = compare(of, records, kinds)
    if difference:
        _keep(difference, timezone.now())
    return difference


def begin(of: str, records: Sequence[Any], kinds: Collection[DueKind] | None = None) -> None:
    """Keep what is due in records that had no dues of these kinds before."""
    _begin(what_is_due(of, records, kinds))


def _keep(difference: Difference, now: dt.datetime) -> None:
    """A due whose day moved ends, and another begins: steering counts both."""
    moved: list[tuple[Due, Due]] = []
    same: list[tuple[Due, Due]] = []
    for kept, new in difference.moved:
        goes_on = kept.day == new.day or kept.kind in RENEWED
        (same if goes_on else moved).append((kept, new))
    _end(difference.ended, EndReason.DONE, now)
    _end([kept for kept, _new in moved], EndReason.MOVED, now)
    for kept, new in same:
        _go_on(kept, new)
    _begin([*difference.begun, *(new for _kept, new in moved)])


def _go_on(kept: Due, new: Due) -> None:
    """The same row with what changed in it; a new day is told of anew."""
    if kept.day != new.day:
        _take_back([kept])
        kept.told_on = kept.rests_until = None
    for name in Due.KEPT:
        setattr(kept, name, getattr(new, name))
    kept.tell_on = next_telling(kept, kept.told_on)
    kept.save(update_fields=[*Due.KEPT, "told_on", "tell_on", "rests_until"])


def _begin(dues: list[Due]) -> None:
    for due in dues:
        due.tell_on = next_telling(due, None)
    Due.objects.bulk_create(dues)


def _end(dues: list[Due], reason: EndReason, now: dt.datetime) -> None:
    """What was told of them and is not read yet is taken back."""
    if not dues:
        return
    keys = [due.pk for due in dues]
    Due.objects.filter(pk__in=keys).update(ended_at=now, end_reason=reason)
    _take_back(dues)


def _take_back(dues: list[Due]) -> None:
    """What was told of them and nobody has read."""
    keys = [due.pk for due in dues]
    # Read anew: a sweep that held the rows until now may have told of them meanwhile.
    told = list(Due.objects.filter(pk__in=keys, told_on__isnull=False).values_list("pk", flat=True))
    if told:
        cancel_notices(due_ids=told)


def _sources(of: str, kinds: Collection[DueKind] | None) -> list[Source]:
    return [
        source
        for source in _SOURCES
        if source.of == of and (kinds is None or source.kinds & set(kinds))
    ]
