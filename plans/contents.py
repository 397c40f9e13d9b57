"""A plan with all its parts, for the page, the print view and the PDF."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch

from cases.vocabulary import Place
from plans.continuity import Gap, gaps
from plans.models import Goal, GoalOutcome, Plan, PlanService, Review, StepDone


@dataclass(frozen=True)
class ServicesOfPlace:
    """The services in one place in relation to the release."""

    place: Place
    services: list[PlanService]


@dataclass(frozen=True)
class PlanDocument:
    """What is read of a plan; a fixed number of queries."""

    goals: list[Goal]
    services: list[PlanService]
    places: list[ServicesOfPlace]
    gaps: list[Gap]
    reviews: list[Review]


def read_plan(plan: Plan) -> PlanDocument:
    """Read `plan`, which comes from the door with its case."""
    done = StepDone.objects.filter(taken_back_at=None).select_related("recorded_by")
    goals = plan.goals.prefetch_related("steps", Prefetch("steps__done", done))
    services = list(plan.services.select_related("continues"))
    outcomes = GoalOutcome.objects.select_related("goal").order_by("goal__position")
    reviews = plan.reviews.select_related("reviewed_by").prefetch_related(
        Prefetch("outcomes", outcomes)
    )
    order = list(Place)
    services.sort(key=lambda service: (order.index(Place(service.place)), service.pk))
    return PlanDocument(
        goals=list(goals),
        services=services,
        places=[
            ServicesOfPlace(Place(place), list(group))
            for place, group in groupby(services, key=lambda service: service.place)
        ],
        gaps=gaps(services, plan.case.release_on),
        reviews=list(reviews),
    )
