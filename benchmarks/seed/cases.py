"""Cases, why they were closed, and the counters of their numbers."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import cycle

from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.custody import told_of
from benchmarks.seed.histories import History
from benchmarks.seed.people import People
from cases.models import Case, CaseClosure
from cases.models.case import CaseNumber
from cases.phases import Phase

REASONS = [
    CaseClosure.Reason.NO_LONGER_NEEDED,
    CaseClosure.Reason.NO_LONGER_NEEDED,
    CaseClosure.Reason.CLIENT_WISH,
    CaseClosure.Reason.OTHER_SERVICE,
    CaseClosure.Reason.NOT_REACHED,
    CaseClosure.Reason.MOVED,
]


def make_cases(histories: list[History], people: People, today: dt.date) -> None:
    """Each with what it keeps for lists."""
    for history, pk in zip(histories, reserve(Case, len(histories)), strict=True):
        history.case = pk
    copy_in(Case, _cases(histories, people, today))
    copy_in(CaseClosure, people.signed(_closures(histories), "closed_by"))
    years = Counter(history.opened_on.year for history in histories)
    copy_in(
        CaseNumber,
        ({"county_id": people.county.pk, "year": y, "last": last} for y, last in years.items()),
    )


def phase_of(history: History) -> Phase:
    """What the records of the case lead to."""
    if not history.is_open:
        return Phase.CLOSURE
    if history.is_planned:
        return Phase.PLAN
    return Phase.ASSESSMENT if history.is_being_assessed else Phase.CONTACT


def _cases(histories: list[History], people: People, today: dt.date) -> Iterator[Row]:
    for n, history in enumerate(histories):
        told = told_of(history, today)
        last = history.closed_on or today - dt.timedelta(days=history.place * 3 % 50)
        yield {
            "id": history.case,
            "client_id": history.client,
            "county_id": people.county.pk,
            "unit_id": people.units[history.unit],
            "number": history.number,
            "status": (Case.Status.OPEN if history.is_open else Case.Status.CLOSED).value,
            "opened_on": history.opened_on,
            "opened_by_id": people.intake[n % len(people.intake)],
            "closed_on": history.closed_on,
            "phase": phase_of(history).value,
            "responsible_id": history.worker,
            "release_on": told.release_on,
            "release_certainty": told.certainty.value,
            "track": told.track.value,
            "last_written_at": dt.datetime.combine(
                max(last, history.opened_on), dt.time(12), dt.UTC
            ),
        }


def _closures(histories: list[History]) -> Iterator[Row]:
    reasons = cycle(REASONS)
    for history in histories:
        if history.closed_on is not None:
            yield {
                "case_id": history.case,
                "reason": next(reasons).value,
                "client_view": "Asiakas on samaa mieltä.",
                "services_assessed": True,
                "closed_on": history.closed_on,
                "closed_by_id": history.worker,
            }
