"""Plans, written and agreed by the actions that do it in life."""

import datetime as dt
from typing import Any

import factory

from cases.models import Case
from plans.actions.agreeing import agree_plan, end_plan
from plans.actions.drafting import draft_plan
from plans.actions.parts import add_goal, add_step
from plans.models import Goal, Plan, Step
from tests.factories.cases import CaseFactory

AGREED_ON = dt.date(2026, 1, 15)
REVIEW_ON = dt.date(2026, 6, 1)
ENDED_ON = dt.date(2026, 6, 2)


class PlanFactory(factory.Factory):
    """A draft; `agreed=True` with a goal and a step, in force; `ended=True` after that.

    `goals=` is how many goals, each with a step; texts of the plan may be given by name.
    """

    class Meta:
        model = Plan

    @classmethod
    def _create(cls, model_class: type[Plan], *args: Any, **kwargs: Any) -> Plan:
        case: Case = kwargs.pop("case", None) or CaseFactory()
        ended = kwargs.pop("ended", False)
        agreed = kwargs.pop("agreed", False) or ended
        goals = kwargs.pop("goals", 1 if agreed else 0)
        on = kwargs.pop("on", AGREED_ON)
        by = case.responsible
        plan = draft_plan(case=case, by=by)
        texts = {"review_on": REVIEW_ON} | kwargs
        Plan.objects.filter(pk=plan.pk).update(**texts)
        plan.refresh_from_db()
        for _number in range(goals):
            StepFactory(goal=GoalFactory(plan=plan))
        if agreed:
            agree_plan(plan=plan, by=by, on=on)
        if ended:
            end_plan(plan=plan, by=by, on=max(ENDED_ON, on))
        return plan


class GoalFactory(factory.Factory):
    """A goal of a draft."""

    class Meta:
        model = Goal

    plan = factory.SubFactory(PlanFactory)
    words = "Haluan oman oven ja oman avaimen."

    @classmethod
    def _create(cls, model_class: type[Goal], *args: Any, **kwargs: Any) -> Goal:
        goal = Goal(**kwargs)
        add_goal(goal=goal, by=goal.plan.case.responsible)
        return goal


class StepFactory(factory.Factory):
    """A step of a goal of a draft."""

    class Meta:
        model = Step

    goal = factory.SubFactory(GoalFactory)
    text = "Hakemus tuettuun asumiseen"
    actor = "Asiakas ja työntekijä"
    due_on = dt.date(2026, 3, 2)

    @classmethod
    def _create(cls, model_class: type[Step], *args: Any, **kwargs: Any) -> Step:
        if kwargs.get("is_continuous"):
            kwargs["due_on"] = None
        step = Step(**kwargs)
        add_step(step=step, by=step.goal.plan.case.responsible)
        return step
