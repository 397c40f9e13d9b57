"""Needs of the open cases, a service for each and how far it is: some certain, some hoped for."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.seed.assessments import assessed_at
from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.histories import History
from benchmarks.seed.people import People
from cases.vocabulary import Place
from continuity.models import Interim, Need, Service, ServiceState, State
from continuity.need_kinds import NeedKind

SERVICES = [
    (NeedKind.HOUSING, "Tuettu asuminen", Place.OUTSIDE),
    (NeedKind.DEBTS, "Velkaneuvonta", Place.INSIDE),
    (NeedKind.REHAB_OPEN, "Päihdepoliklinikan käynnit", Place.OUTSIDE),
    (NeedKind.WORK_EDUCATION, "Työpaja", Place.OUTSIDE),
]
STATES = [State.RUNNING, State.QUEUED, State.APPLIED, State.GRANTED]
INTERIM = "Tilapäinen majoitus, kunnes asunto vapautuu"


@dataclass(slots=True)
class Met:
    """A need with its service, on its way into the tables."""

    need: int
    service: int
    history: History
    number: int

    @property
    def told_on(self) -> dt.date:
        return assessed_at(self.history).date()

    @property
    def state(self) -> State:
        """What is inside is running."""
        is_inside = SERVICES[self.number][2] is Place.INSIDE
        return State.RUNNING if is_inside else STATES[(self.history.place + self.number) % 4]

    @property
    def days(self) -> Row:
        is_running = self.state is State.RUNNING
        return {
            "starts_on": self.told_on if is_running else None,
            "from_gate": self.state is State.GRANTED,
            "until_gate": SERVICES[self.number][2] is Place.INSIDE,
        }

    @property
    def has_interim(self) -> bool:
        return self.number == 0 and self.state is State.QUEUED


def make_needs(histories: list[History], people: People) -> dict[int, list[Met]]:
    """For each open case that somebody carries; by the case's key."""
    carried = [history for history in histories if history.is_open and history.worker is not None]
    count = len(carried) * len(SERVICES)
    keys = zip(reserve(Need, count), reserve(Service, count), strict=True)
    met = [
        Met(*next(keys), history, number) for history in carried for number in range(len(SERVICES))
    ]
    copy_in(Need, _needs(met))
    copy_in(Service, _services(met))
    copy_in(ServiceState, people.signed(_states(met), "recorded_by"))
    copy_in(Interim, _interims(met))
    found: dict[int, list[Met]] = {history.case: [] for history in carried}
    for each in met:
        found[each.history.case].append(each)
    return found


def _needs(met: list[Met]) -> Iterator[Row]:
    for each in met:
        yield {
            "id": each.need,
            "case_id": each.history.case,
            "kind": SERVICES[each.number][0].value,
            "noted_on": each.told_on,
            "saved_at": assessed_at(each.history),
            "saved_by_id": each.history.worker,
        }


def _services(met: list[Met]) -> Iterator[Row]:
    for each in met:
        _kind, name, place = SERVICES[each.number]
        yield {
            "id": each.service,
            "case_id": each.history.case,
            "need_id": each.need,
            "name": name,
            "provider": "Hyvinvointialue",
            "place": place.value,
            "saved_at": assessed_at(each.history),
            "saved_by_id": each.history.worker,
        }


def _states(met: list[Met]) -> Iterator[Row]:
    for each in met:
        yield each.days | {
            "case_id": each.history.case,
            "service_id": each.service,
            "state": each.state.value,
            "holds_from": each.told_on,
            "told_on": each.told_on,
            "recorded_at": assessed_at(each.history),
            "recorded_by_id": each.history.worker,
        }


def _interims(met: list[Met]) -> Iterator[Row]:
    for each in met:
        if each.has_interim:
            yield {
                "case_id": each.history.case,
                "need_id": each.need,
                "what": INTERIM,
                "until_further_notice": True,
                "saved_at": assessed_at(each.history),
                "saved_by_id": each.history.worker,
            }
