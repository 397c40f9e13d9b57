"""Reading a written situation straight into what the report takes, without a database."""

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import Any

from cases.custody import CustodyKind, ReleaseCertainty
from cases.gates import Gate, gates_told
from cases.models import CustodyFact
from cases.vocabulary import Place
from continuity.gap_facts import Demand, Gap, Line, NeedFacts
from continuity.gap_report import gaps
from continuity.models import State
from continuity.need_kinds import NeedKind
from tests.continuity.living import noon
from timing.calendar import add_working_days

DAY = dt.timedelta(days=1)
COVERED = {
    "housing": 60,
    "substitution": 60,
    "livelihood": 30,
    "medication": 30,
    "home_care": 30,
    "rehab_residential": 14,
    "transport": 1,
}


def demand(kind: NeedKind, gate: dt.date) -> Demand:
    """The national rules, written a second time on purpose: the lived situations read the rows."""
    if kind == "first_night":
        return Demand(True, max(add_working_days(gate, 1) - DAY, gate))
    if kind in COVERED:
        return Demand(True, gate + (COVERED[kind] - 1) * DAY)
    if kind == "rehab_open":
        return Demand(False, add_working_days(gate, 3))
    return Demand(False, gate + 14 * DAY)


class Reading:
    """What is known of one case at the end of a day."""

    def __init__(self, situation: dict[str, Any], day: dt.date) -> None:
        self.facts: list[CustodyFact] = []
        self.needs: dict[str, NeedFacts] = {}
        self.lines: dict[str, tuple[str, Line]] = {}
        self.contacts: dict[str, str] = {}
        for entry in situation["told"]:
            if entry["on"] <= day:
                self._read(entry)

    def rows(self, today: dt.date) -> list[Gap]:
        needs = [
            NeedFacts(
                need.key,
                need.kind,
                need.name,
                need.gate,
                tuple(line for kind, line in self.lines.values() if kind == name),
                noted_on=need.noted_on,
            )
            for name, need in self.needs.items()
        ]
        return gaps(needs, self.gates(), demand, today)

    def gates(self) -> list[Gate]:
        return gates_told(list(reversed(self.facts)))

    def _read(self, entry: dict[str, Any]) -> None:
        kinds = ("custody", "need", "service", "state_of", "interim", "no_need", "ended", "leaves")
        kind = next(name for name in kinds if name in entry)
        getattr(self, f"_{kind}", partial(_nothing))(entry)

    def _custody(self, entry: dict[str, Any]) -> None:
        known = "release" in entry
        self.facts.append(
            CustodyFact(
                custody_kind=CustodyKind(entry["custody"]),
                custody_started_on=entry.get("began"),
                release_on=entry.get("release"),
                release_kind=entry.get("release_kind", ""),
                release_certainty=entry.get("certainty", "official")
                if known
                else ReleaseCertainty.UNKNOWN,
                released_on=entry.get("released"),
                conditional_release_on=entry.get("conditional_release"),
                recorded_at=noon(entry["on"]),
            )
        )

    def _need(self, entry: dict[str, Any]) -> None:
        kind = NeedKind(entry["need"])
        gate, key = entry.get("gate", ""), len(self.needs)
        self.needs[kind] = NeedFacts(key, kind, kind, gate, noted_on=entry["on"])

    def _service(self, entry: dict[str, Any]) -> None:
        place = Place(entry.get("place", "outside"))
        self.lines[entry["service"]] = (entry["for"], _line(entry["service"], place, entry))
        if "contact" in entry:
            self.contacts[entry["contact"]] = entry["service"]

    def _state_of(self, entry: dict[str, Any]) -> None:
        kind, former = self.lines[entry["state_of"]]
        line = _line(former.name, former.place, entry)
        self.lines[former.name] = (kind, replace(line, contact_leaves=former.contact_leaves))

    def _interim(self, entry: dict[str, Any]) -> None:
        until = entry["until"]
        line = Line(
            0,
            entry["interim"],
            Place.GATE,
            State.RUNNING,
            starts_on=entry.get("from"),
            ends_on=None if until == "further notice" else until,
            is_interim=True,
        )
        self.lines[line.name] = (entry["for"], line)

    def _ended(self, entry: dict[str, Any]) -> None:
        del self.needs[entry["ended"]]

    def _leaves(self, entry: dict[str, Any]) -> None:
        name = self.contacts[entry["leaves"]]
        kind, line = self.lines[name]
        self.lines[name] = (kind, replace(line, contact_leaves="successor" not in entry))


def _nothing(entry: dict[str, Any]) -> None:
    """Of what is not needed the report says nothing."""


def _line(name: str, place: Place, entry: dict[str, Any]) -> Line:
    starts, ends = entry.get("starts"), entry.get("ends")
    return Line(
        0,
        name,
        place,
        State(entry["state"]),
        starts_on=None if starts == "gate" else starts,
        from_gate=starts == "gate",
        ends_on=None if ends == "gate" else ends,
        until_gate=ends == "gate",
        appointment_on=entry.get("appointment"),
        valid_until=entry.get("valid_until"),
        expected_on=entry.get("expected"),
        ended_because=entry.get("because", ""),
    )
