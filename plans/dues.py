"""What is due in cases by their plans: making and agreeing one, its review, its steps."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from assessments.vocabulary import YesNo
from cases.dues import by_the_gate, gate_of_targets, maker_for
from cases.models import Case
from listings.values import address
from plans.conditions import GOAL, REVIEW_DATE, STEP, Condition, conditions, first_missing
from plans.factor_rounds import ACTS as ACTS_OF_ROUNDS
from plans.factor_rounds import of_rounds
from plans.models import Goal, Plan, Step, StepDone
from timing.acts import Act
from timing.acts import register as register_acts
from timing.deriving import CASE, register
from timing.models import Due
from timing.rules import Rules
from timing.vocabulary import DueKind

PLAN = {DueKind.PLAN, DueKind.REVIEW}
STEPS = {DueKind.STEP}
ROUNDS = {DueKind.ROUND}


def of_plan(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """The plan that is to be made or agreed, and the review of the one in force.

    Whoever assessed that no plan is made is not asked for one.
    """
    keys = [case.pk for case in cases if case.is_open]
    drafts = {plan.case_id: plan for plan in _drafts(keys)}
    in_force = Plan.objects.in_force().filter(case__in=keys).with_next_review()
    plans = {plan.case_id: plan for plan in in_force}
    newest = Assessment.objects.newest_of(keys).values("pk")
    assessed = Assessment.objects.filter(pk__in=newest).exclude(makes_plan=YesNo.NO)
    wanted = set(assessed.values_list("case", flat=True))
    for case in cases:
        draft, plan = drafts.get(case.pk), plans.get(case.pk)
        if not case.is_open:
            continue
        make = maker_for(case, rules).make
        if plan is not None:
            # Agreed with the client: due until a new version is agreed, also beside its draft.
            yield make(
                DueKind.REVIEW,
                "review_plan",
                counted_from=plan.next_review,
                begun_on=case.opened_on,
                object_id=plan.pk,
            )
        if plan is not None and draft is not None:
            # No day was set for the new version: it is gone on with until it is agreed.
            yield make(
                DueKind.PLAN,
                _act_of(draft),
                counted_from=None,
                begun_on=case.opened_on,
                object_id=draft.pk,
            )
        elif plan is None and (draft is not None or case.pk in wanted):
            yield make(
                DueKind.PLAN,
                _act_of(draft) if draft else "make_plan",
                counted_from=gate_of_targets(case),
                begun_on=case.opened_on,
                object_id=draft.pk if draft else 0,
                between=by_the_gate(case, rules),
            )


def _drafts(keys: list[int]) -> Iterator[Plan]:
    goals = Goal.objects.filter(plan=OuterRef("pk"))
    steps = Step.objects.filter(goal__plan=OuterRef("pk"))
    found = Plan.objects.drafts().filter(case__in=keys)
    yield from found.annotate(has_goal=Exists(goals), has_step=Exists(steps))


ACT_OF_CONDITION: dict[Condition, str] = {
    GOAL: "write_goal",
    STEP: "write_step",
    REVIEW_DATE: "agree_review_date",
}


def _act_of(draft: Plan) -> str:
    """What to do next in a draft of `_drafts`."""
    written: dict[str, bool] = vars(draft)
    met = conditions(
        goal=written["has_goal"], step=written["has_step"], review_date=draft.review_on
    )
    lacking = first_missing(met)
    return ACT_OF_CONDITION[lacking] if lacking else "agree_plan"


def of_steps(cases: Sequence[Case], rules: Rules) -> Iterator[Due | None]:
    """The steps of the plan in force that have a day and are not done."""
    present = {case.pk: case for case in cases if case.is_open}
    done = StepDone.objects.filter(step=OuterRef("pk"), taken_back_at=None)
    steps = Step.objects.filter(
        ~Exists(done),
        goal__plan__case__in=list(present),
        goal__plan__status=Plan.Status.AGREED,
        due_on__isnull=False,
    )
    found: Any = steps.values_list("pk", "goal__plan__case", "due_on", "goal__plan")
    for key, case_id, due_on, plan_id in found:
        yield maker_for(present[case_id], rules).make(
            DueKind.STEP,
            "do_step",
            counted_from=due_on,
            begun_on=due_on,
            object_id=key,
            detail=str(plan_id),
        )


def _edit(due: Due) -> str:
    return reverse("plans:plan_edit", kwargs={"plan_pk": due.object_id})


ACTS = (
    Act(
        "make_plan",
        title=_("Make the plan with the client"),
        why=_("The assessment is ready, and no plan is in force."),
        button=_("Make a plan"),
        where=lambda due: reverse("plans:plan_new", kwargs={"case_pk": due.case_id}),
        after=_("Then: agree it with the client and the network."),
    ),
    *(
        Act(
            key,
            title=condition.next_action,
            why=condition.missing,
            button=_("Continue the plan"),
            where=_edit,
            after=_("Then: give the plan to the client and carry it out."),
        )
        for condition, key in ACT_OF_CONDITION.items()
    ),
    Act(
        "agree_plan",
        title=_("Agree the plan with the client"),
        why=_("The draft has goals, steps and a review date."),
        button=_("Agree the plan"),
        where=lambda due: reverse("plans:plan_agree", kwargs={"plan_pk": due.object_id}),
        after=_("Then: give the plan to the client and carry it out."),
    ),
    Act(
        "review_plan",
        title=_("Review the plan"),
        why=_("The review was agreed with the client for this day."),
        button=_("Review the plan"),
        where=lambda due: reverse("plans:plan_review", kwargs={"plan_pk": due.object_id}),
        after=_("Then: agree the next review, or make a new version of the plan."),
    ),
    Act(
        "do_step",
        title=_("See to the step of the plan"),
        why=_("A step of the plan, agreed with the client for this day."),
        button=_("Open the plan"),
        where=lambda due: address("plans:plan_page", int(due.detail)),
        after=_("Then: record in the plan that it is done."),
    ),
)

register(CASE, PLAN, of_plan)
register(CASE, STEPS, of_steps)
register(CASE, ROUNDS, of_rounds)
register_acts(*ACTS, *ACTS_OF_ROUNDS)
