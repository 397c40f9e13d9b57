"""What a reader of an assessment is to find in it, kept apart from the house's own records."""

import datetime as dt
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format

from assessments.models import AssessmentParticipant, LifeArea, LifeAreaEntry
from assessments.vocabulary import AskedHow, ClientSays
from networks.models import Authority

LATER = LifeAreaEntry.State.LATER
AREA_TEXTS = ("situation", "worker_view", "strengths")
TEXTS: tuple[str, ...] = (
    "initiation_reason",
    "how_carried_out",
    "services_so_far",
    "own_actions",
    "experiences",
    "client_opinion",
    "conclusions",
    "special_support_grounds",
    "multi_actor_reason",
    "unlike_advice_because",
    "client_differs",
    "worker_differs",
    "next_steps",
)


@dataclass(frozen=True)
class Told:
    """A text, and what kind of place it stands in."""

    place: str
    text: str


@dataclass
class Said:
    words: str
    on: dt.date
    heard_by: str
    is_wrong: bool = False


@dataclass
class ExpectedArea:
    answers: dict[str, Any]
    said: list[Said] = field(default_factory=list)

    @property
    def is_later(self) -> bool:
        return self.answers["state"] == LATER and not self.answers["not_relevant_because"]


@dataclass
class Expected:
    """One version as its writers mean it."""

    answers: dict[str, Any]
    areas: dict[str, ExpectedArea]
    people: list[dict[str, Any]] = field(default_factory=list)
    reason: str = ""

    def copied(self, reason: str) -> "Expected":
        """Of which a new version begins."""
        copy = deepcopy(self)
        copy.reason = reason
        return copy

    def told(self) -> Iterator[Told]:
        """Every text that stands in it; call it in the reader's language."""
        for name in TEXTS:
            yield Told(name, self.answers[name])
        # Once the client has told, why they had not is no longer so.
        if not self.answers["client_opinion"]:
            yield Told("no_opinion_because", self.answers["no_opinion_because"])
        yield Told("reason", self.reason)
        for area in self.areas.values():
            yield from _of_area(area)
        for person in self.people:
            yield from _of_person(person)

    @property
    def days(self) -> list[dt.date]:
        return [self.answers["initiated_on"], self.answers["started_on"]]


def nothing_written(initiated_on: dt.date, started_on: dt.date) -> Expected:
    answers: dict[str, Any] = dict.fromkeys(
        (
            *TEXTS,
            "no_opinion_because",
            "initiation_manner",
            "dependants",
            "special_support",
            "multi_actor",
            "need_nature",
            "needs_personal_worker",
            "makes_plan",
        ),
        "",
    )
    answers |= {"initiated_on": initiated_on, "started_on": started_on}
    empty = dict.fromkeys((*AREA_TEXTS, "later_because", "not_relevant_because", "need"), "")
    areas = {
        area.value: ExpectedArea(
            empty | {"state": LifeAreaEntry.State.NOT_ASKED.value, "later_on": None}
        )
        for area in LifeArea
    }
    return Expected(answers, areas)


def _of_area(area: ExpectedArea) -> Iterator[Told]:
    for name in AREA_TEXTS:
        yield Told(name, area.answers[name])
    if area.is_later:
        yield Told("later_because", area.answers["later_because"])
        yield Told("later_on", date_format(area.answers["later_on"]))
    elif area.answers["state"] == LATER:
        yield Told("not_relevant_because", area.answers["not_relevant_because"])
    for said in area.said:
        yield Told("said_wrong" if said.is_wrong else "said", said.words)
        if not said.is_wrong:
            yield Told("said_on", date_format(said.on))
            yield Told("heard_by", said.heard_by)


def _of_person(person: dict[str, Any]) -> Iterator[Told]:
    authority = Authority(person["authority"]).label if person["authority"] else ""
    yield Told("person", ", ".join(filter(None, (str(authority), person["who"]))))
    yield Told("contribution", person["contribution"])
    if person["asked_on"]:
        how = AskedHow(person["asked_how"]).label if person["asked_how"] else ""
        asked = (date_format(person["asked_on"]), person["asked_by"], str(how))
        yield Told("asking", ", ".join(filter(None, asked)))
    if person["client_says"]:
        said = str(ClientSays(person["client_says"]).label)
        on = person["client_said_on"]
        yield Told("consent", f"{said}, {date_format(on)}" if on else said)
    if person["part"] == AssessmentParticipant.Part.ASKED:
        yield Told("no_answer", str(AssessmentParticipant.Part.ASKED.label))
