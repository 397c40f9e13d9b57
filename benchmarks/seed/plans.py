"""Plans with goals, steps and what they cite: in force in open cases, ended in closed ones."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from django.db.models import F, OuterRef, Subquery

from benchmarks.seed.assessments import assessed_at
from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.histories import History
from benchmarks.seed.needs import INTERIM, SERVICES, Met
from benchmarks.seed.people import People
from benchmarks.seed.texts import long_text, text
from cases.models import Case
from plans.models import Goal, Plan, PlanService, Step
from records.text_lengths import LONG_TEXT

REVIEWED_EVERY = 90


@dataclass(frozen=True)
class Shape:
    """How much stands in a plan."""

    goals: int
    steps: int
    services: int
    letters: int = 0


ORDINARY, OF_HISTORY = Shape(goals=5, steps=4, services=4), Shape(goals=1, steps=1, services=0)
# Of the first worker's colleague, in the order of her planned cases: about three pages on
# paper, about thirty, and as many letters in each text as the form takes.
ON_PAPER = (
    Shape(goals=2, steps=3, services=2),
    Shape(goals=62, steps=5, services=4),
    Shape(goals=2, steps=2, services=2, letters=LONG_TEXT),
)


@dataclass(slots=True)
class Written:
    """One plan on its way into the tables."""

    pk: int
    history: History
    shape: Shape


def make_plans(
    histories: list[History],
    people: People,
    met: dict[int, list[Met]],
    random: Random,
    today: dt.date,
) -> None:
    """Drafts with all their parts first; then agreed, and of closed cases ended."""
    planned = [h for h in histories if h.worker is not None and h.is_planned]
    colleague = people.workers[0][0][1]
    special = dict(zip(_planned_of(colleague, planned), ON_PAPER, strict=False))
    plans = [
        Written(pk, history, special.get(history.case) or _shape_of(history))
        for pk, history in zip(reserve(Plan, len(planned)), planned, strict=True)
    ]
    copy_in(Plan, _drafts(plans, people, random, today))
    goals = reserve(Goal, sum(plan.shape.goals for plan in plans))
    copy_in(Goal, _goals(goals, plans))
    copy_in(Step, _steps(goals, plans))
    copy_in(PlanService, _cited(plans, met))
    _agree(plans)


def _planned_of(worker: int, planned: list[History]) -> list[int]:
    return [history.case for history in planned if history.is_open and history.worker == worker]


def _shape_of(history: History) -> Shape:
    return ORDINARY if history.is_open else OF_HISTORY


def _agreed_on(history: History) -> dt.date:
    return assessed_at(history).date()


def _agree(plans: list[Written]) -> None:
    """The clients agree on the day of the draft; closed cases have taken their plans along."""
    Plan.objects.filter(pk__in=[plan.pk for plan in plans]).update(
        status=Plan.Status.AGREED,
        agreement=Plan.Agreement.AGREED,
        agreed_on=F("drafted_on"),
        agreed_by=F("drafted_by"),
    )
    closed_on = Case.objects.filter(pk=OuterRef("case")).values("closed_on")
    ended = [plan.pk for plan in plans if not plan.history.is_open]
    Plan.objects.filter(pk__in=ended).update(
        status=Plan.Status.ENDED,
        ended_on=Subquery(closed_on),
        ended_by=F("agreed_by"),
    )


def _drafts(plans: list[Written], people: People, random: Random, today: dt.date) -> Iterator[Row]:
    for plan in plans:
        history, letters = plan.history, plan.shape.letters
        assert history.worker is not None
        words = {
            name: long_text(letters) if letters else text(random, 3)
            for name in (
                "situation_client",
                "situation_worker",
                "strengths",
                "client_estimate",
                "professional_estimate",
                "client_proposal",
            )
        }
        differing = long_text(letters) if letters else ""
        agreed_on = _agreed_on(history)
        due = today + dt.timedelta(days=history.place * 11 % 120 - 25)
        if not history.is_open:
            due = agreed_on + dt.timedelta(days=REVIEWED_EVERY)
        yield words | {
            "id": plan.pk,
            "case_id": history.case,
            "number": 1,
            "participants": "Asiakas ja omatyöntekijä",
            "meeting_rhythm": "kahden viikon välein",
            "expected_length": "noin vuosi",
            "differing_client": differing,
            "differing_worker": differing,
            "rights_explained": True,
            "rights_how": "suullisesti",
            "review_on": max(due, agreed_on + dt.timedelta(days=1)),
            "drafted_on": agreed_on,
            "drafted_by_id": history.worker,
            "imprint": {"agreed_by": people.imprints[history.worker]},
            "saved_at": assessed_at(history),
            "saved_by_id": history.worker,
        }


def _goals(keys: list[int], plans: list[Written]) -> Iterator[Row]:
    key = iter(keys)
    for plan in plans:
        letters = plan.shape.letters
        for n in range(plan.shape.goals):
            yield {
                "id": next(key),
                "plan_id": plan.pk,
                "position": n + 1,
                "words": long_text(letters) if letters else "Haluan oman oven ja oman avaimen.",
                "description": long_text(letters) if letters else "Asunto ennen vapautumista.",
                "factors": ["service_continuity_at_transition"],
            }


def _steps(keys: list[int], plans: list[Written]) -> Iterator[Row]:
    key = iter(keys)
    for plan in plans:
        agreed_on = _agreed_on(plan.history)
        for _goal in range(plan.shape.goals):
            goal = next(key)
            for n in range(plan.shape.steps):
                yield {
                    "goal_id": goal,
                    "position": n + 1,
                    "text": "Haetaan tuettua asuntoa ja täytetään hakemus yhdessä",
                    "actor": "Asiakas ja omatyöntekijä",
                    "due_on": agreed_on + dt.timedelta(days=30 + 10 * n),
                }


def _cited(plans: list[Written], met: dict[int, list[Met]]) -> Iterator[Row]:
    for plan in plans:
        letters = plan.shape.letters
        for each in met.get(plan.history.case, [])[: plan.shape.services]:
            kind, name, place = SERVICES[each.number]
            yield each.days | {
                "plan_id": plan.pk,
                "need_id": each.need,
                "service_id": each.service,
                "need_kind": kind.value,
                "name": name,
                "provider": "Hyvinvointialue",
                "place": place.value,
                "state": each.state.value,
                "interim": long_text(letters) if letters else INTERIM if each.has_interim else "",
            }
