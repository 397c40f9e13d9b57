"""A plan with all its parts, for the page, the print view and the PDF."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch

from cases.vocabulary import Place
from plans.conditions import Condition, conditions
from plans.continuity import Gap, gaps
from plans.models import Goal, GoalOutcome, Plan, PlanService, Review, Step, StepDone


@dataclass(frozen=True)
class ServicesOfPlace:
    """The services in one place in relation to the release."""

    place: Place
    services: list[PlanService]


@dataclass(frozen=True)
class PlanDocument:
    """What is read of a plan; a fixed number of queries.

    `conditions` tells what it must have to be agreed, and `mark` is `mark_of` the plan.
    """

    goals: list[Goal]
    services: list[PlanService]
    places: list[ServicesOfPlace]
    gaps: list[Gap]
    reviews: list[Review]
    conditions: dict[Condition, bool]
    mark: str


def read_plan(plan: Plan) -> PlanDocument:
    """Read `plan`, which comes from the door with its case."""
    done = StepDone.objects.filter(taken_back_at=None).select_related("recorded_by")
    goals = list(plan.goals.prefetch_related("steps", Prefetch("steps__done", done)))
    steps = [step for goal in goals for step in goal.steps.all()]
    services = list(plan.services.select_related("continues"))
    outcomes = GoalOutcome.objects.select_related("goal").order_by("goal__position")
    reviews = plan.reviews.select_related("reviewed_by").prefetch_related(
        Prefetch("outcomes", outcomes)
    )
    order = list(Place)
    services.sort(key=lambda service: (order.index(Place(service.place)), service.pk))
    return PlanDocument(
        goals=goals,
        services=services,
        places=[
            ServicesOfPlace(Place(place), list(group))
            for place, group in groupby(services, key=lambda service: service.place)
        ],
        gaps=gaps(services, plan.case.release_on),
        reviews=list(reviews),
        conditions=conditions(goal=goals, step=steps, review_date=plan.review_on),
        mark=_mark([plan], goals, steps, services),
    )


def mark_of(plan: Plan) -> str:
    """A short hash that changes with every save in the plan."""
    return _mark(
        *(
            kind.only("version")
            for kind in (
                Plan.objects.filter(pk=plan.pk),
                Goal.objects.filter(plan=plan),
                Step.objects.filter(goal__plan=plan),
                PlanService.objects.filter(plan=plan),
            )
        )
    )


def _mark(*kinds: Iterable[Plan | Goal | Step | PlanService]) -> str:
    parts = [sorted((part.pk, part.version) for part in kind) for kind in kinds]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
