"""Custody and release: what was told, twice for each case, and what a case keeps of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.seed.copying import Row, copy_in
from benchmarks.seed.histories import History
from benchmarks.seed.people import People
from cases.custody import CustodyKind, FactSource, ReleaseCertainty, ReleaseKind, Track, track_of
from cases.models import CustodyFact

KINDS = [
    CustodyKind.PRISON_SENTENCE,
    CustodyKind.PRISON_SENTENCE,
    CustodyKind.PRISON_SENTENCE,
    CustodyKind.REMAND,
    CustodyKind.FINE_CONVERSION,
    CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM,
]


@dataclass(frozen=True)
class Told:
    """The newest that was told of one case."""

    kind: CustodyKind
    started_on: dt.date
    release_on: dt.date | None
    certainty: ReleaseCertainty

    @property
    def track(self) -> Track:
        """What the case keeps."""
        return track_of(self.kind, self.started_on, self.release_on) or Track.LONG


def told_of(history: History, today: dt.date) -> Told:
    """Derived from the case's place, so that every module tells the same."""
    kind = KINDS[history.place % len(KINDS)]
    started_on = history.opened_on - dt.timedelta(days=20)
    if history.place % 10 == 9:
        return Told(kind, started_on, None, ReleaseCertainty.UNKNOWN)
    certainty = ReleaseCertainty.OFFICIAL if history.place % 3 else ReleaseCertainty.ESTIMATED
    if history.closed_on is not None:
        middle = (history.closed_on - history.opened_on) / 2
        return Told(kind, started_on, history.opened_on + middle, certainty)
    ahead = history.place * 37 % 420 - 60
    release_on = max(today + dt.timedelta(days=ahead), history.opened_on)
    return Told(kind, started_on, release_on, certainty)


def make_custody_facts(histories: list[History], people: People, today: dt.date) -> None:
    """What the contact told, and what was heard later: the newest counts."""
    copy_in(CustodyFact, people.signed(_facts(histories, people, today), "recorded_by"))


def _facts(histories: list[History], people: People, today: dt.date) -> Iterator[Row]:
    for n, history in enumerate(histories):
        told = told_of(history, today)
        prison = people.prisons[n % len(people.prisons)]
        by = people.intake[n % len(people.intake)]
        shared = {
            "case_id": history.case,
            "facility_id": prison,
            "kind": told.kind.value,
            "started_on": told.started_on,
        }
        yield shared | {
            "release_on": None,
            "release_kind": "",
            "release_certainty": ReleaseCertainty.UNKNOWN.value,
            "source": FactSource.SENDER.value,
            "not_known_because": "Päätöstä ei ole vielä tehty",
            "recorded_at": history.opened_at,
            "recorded_by_id": by,
        }
        yield shared | {
            "release_on": told.release_on,
            "release_kind": ReleaseKind.TO_CONDITIONAL_RELEASE.value,
            "release_certainty": told.certainty.value,
            "source": FactSource.PRISON_SERVICE.value,
            "not_known_because": "" if told.release_on else "Päätöstä ei ole vielä tehty",
            "recorded_at": history.opened_at + dt.timedelta(days=3),
            "recorded_by_id": history.worker or by,
        }
