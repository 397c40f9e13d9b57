"""A plan with all its parts, for the page, the print view and the PDF."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, groupby

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.vocabulary import Place
from continuity.gap_words import ShownGap, shown_gaps
from plans.citing import Living, Today, cite, read_living, today_of
from plans.conditions import Condition, conditions
from plans.models import Goal, GoalOutcome, Plan, PlanService, Review, Step, StepDone
from records.versions import VersionedModel


@dataclass(frozen=True)
class CitedService:
    """A service of a plan; `today` is how it stands now, where the plan is in force."""

    row: PlanService
    today: Today | None


@dataclass(frozen=True)
class ServicesOfPlace:
    """The services in one place in relation to the release; last, needs without a service."""

    label: str
    services: list[CitedService]

    @property
    def is_gate(self) -> bool:
        """On the client's paper the gate has the name that the client knows."""
        return self.services[0].row.place == Place.GATE


@dataclass(frozen=True)
class PlanDocument:
    """What is read of a plan; a fixed number of queries.

    A draft has the client's needs and services as they stand; an agreed plan has them as
    they were agreed. `gaps` are those of `today`, also beside an agreed plan. `conditions`
    tells what it must have to be agreed, and `mark` is `mark_of` the plan.
    """

    goals: list[Goal]
    places: list[ServicesOfPlace]
    gaps: list[ShownGap]
    today: dt.date
    reviews: list[Review]
    conditions: dict[Condition, bool]
    mark: str


def read_plan(plan: Plan) -> PlanDocument:
    """Read `plan`, which comes from the door with its case."""
    done = StepDone.objects.filter(taken_back_at=None).select_related("recorded_by")
    goals = list(plan.goals.prefetch_related("steps", Prefetch("steps__done", done)))
    steps = [step for goal in goals for step in goal.steps.all()]
    outcomes = GoalOutcome.objects.select_related("goal").order_by("goal__position")
    reviews = plan.reviews.select_related("reviewed_by").prefetch_related(
        Prefetch("outcomes", outcomes)
    )
    living = None if plan.status == Plan.Status.ENDED else read_living(plan.case_id)
    today = timezone.localdate()
    return PlanDocument(
        goals=goals,
        places=_by_place(_cited(plan, living)),
        gaps=shown_gaps(plan.case, today) if living and plan.case.is_open else [],
        today=today,
        reviews=list(reviews),
        conditions=conditions(goal=goals, step=steps, review_date=plan.review_on),
        mark=_mark(plan, goals, steps, living) if living else "",
    )


def mark_of(plan: Plan) -> str:
    """A short hash that changes with every save in the draft or in what it would cite."""
    return _mark(
        plan,
        Goal.objects.filter(plan=plan).only("version"),
        Step.objects.filter(goal__plan=plan).only("version"),
        read_living(plan.case_id),
    )


def _mark(plan: Plan, goals: Iterable[Goal], steps: Iterable[Step], living: Living) -> str:
    kinds: list[Iterable[VersionedModel]] = [
        [plan],
        goals,
        steps,
        living.needs.values(),
        chain.from_iterable(living.services.values()),
        chain.from_iterable(living.interims.values()),
    ]
    parts: list[object] = [sorted((part.pk, part.version) for part in kind) for kind in kinds]
    parts.append(sorted(state.pk for told in living.states.values() for state in told))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _cited(plan: Plan, living: Living | None) -> list[CitedService]:
    """Of a draft what it would cite; of a plan in force each row with how it stands today."""
    if living is not None and plan.is_draft:
        return [CitedService(row, None) for row in cite(plan, living)]
    rows = plan.services.select_related("continues")
    return [CitedService(row, today_of(row, living) if living else None) for row in rows]


def _by_place(services: list[CitedService]) -> list[ServicesOfPlace]:
    labels = {place.value: str(place.label) for place in Place} | {"": _("Without a service yet")}
    order = list(labels)
    listed = sorted(services, key=lambda each: order.index(each.row.place))
    return [
        ServicesOfPlace(labels[place], list(group))
        for place, group in groupby(listed, key=lambda each: each.row.place)
    ]
