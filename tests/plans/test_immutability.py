"""The database keeps an agreed plan as it was agreed, whoever asks."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Model

from plans.actions.agreeing import agree_plan
from plans.actions.reviewing import review_plan
from plans.models import Goal, GoalOutcome, Plan, PlanService, Review, Step
from tests.factories import GoalFactory, PlanFactory, StepFactory, service_of

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def plan() -> Plan:
    draft = PlanFactory()
    StepFactory(goal=GoalFactory(plan=draft))
    service_of(draft.case)
    agree_plan(plan=draft, by=draft.case.responsible, on=dt.date(2026, 1, 15))
    return draft


def refused(act: object) -> bool:
    try:
        with transaction.atomic():
            act()
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    "change",
    [
        {"strengths": "muutettu"},
        {"review_on": DAY},
        {"version": 9},
        {"saved_at": None},
        {"status": "draft"},
        {"agreed_on": dt.date(2026, 1, 16)},
        {"ended_on": DAY},
        {"status": "ended", "ended_on": DAY},
    ],
)
def test_an_agreed_plan_cannot_be_changed(plan, change):
    assert refused(lambda: Plan.objects.filter(pk=plan.pk).update(**change))


def test_an_agreed_plan_can_end_and_change_nothing_else_on_the_way(plan):
    end = {"status": "ended", "ended_on": DAY, "ended_by": plan.case.responsible}
    row = Plan.objects.filter(pk=plan.pk)

    assert refused(lambda: row.update(**end, strengths="muutettu"))
    assert row.update(**end) == 1
    for change in ({"status": "agreed"}, {"ended_on": dt.date(2026, 3, 3)}, {"strengths": "x"}):
        assert refused(lambda change=change: row.update(**change))


@pytest.mark.parametrize(
    ("model", "change"),
    [(Goal, {"words": "x"}), (Step, {"text": "x"}), (PlanService, {"state": "ended"})],
)
def test_the_parts_of_an_agreed_plan_can_be_neither_changed_nor_removed(
    plan: Plan, model: type[Model], change: dict[str, str]
):
    rows = model._default_manager.all()

    assert refused(lambda: rows.update(**change))
    assert refused(lambda: rows._raw_delete(rows.db))


def test_no_part_is_added_to_an_agreed_plan(plan):
    goal = plan.goals.get()

    assert refused(lambda: Goal.objects.create(plan=plan, position=2, words="x"))
    assert refused(
        lambda: Step.objects.create(goal=goal, position=2, text="x", actor="x", is_continuous=True)
    )
    assert refused(lambda: PlanService.objects.create(plan=plan, name="x"))


def test_an_agreed_plan_cannot_be_deleted(plan):
    rows = Plan.objects.filter(pk=plan.pk)

    assert refused(lambda: rows._raw_delete(rows.db))


def test_a_review_stays_as_it_was_written(plan):
    review = Review(plan=plan, reviewed_on=DAY, next_review_on=dt.date(2026, 6, 1))
    outcome = GoalOutcome(goal=plan.goals.get(), outcome="progressed")
    review_plan(review=review, outcomes=[outcome], by=plan.case.responsible)

    assert refused(lambda: Review.objects.update(client_view="x"))
    assert refused(lambda: GoalOutcome.objects.update(outcome="reached"))
    assert refused(lambda: GoalOutcome.objects.all()._raw_delete("default"))


@pytest.mark.parametrize("status", ["agreed", "draft"])
def test_a_case_has_at_most_one_plan_in_force_and_one_draft(status):
    first = PlanFactory(agreed=status == "agreed")
    row = {
        "case": first.case,
        "number": 7,
        "drafted_by": first.case.responsible,
        "status": status,
    }
    if status == "agreed":
        row |= {
            "agreement": "agreed",
            "agreed_on": DAY,
            "agreed_by": first.case.responsible,
            "review_on": dt.date(2026, 6, 1),
        }

    with pytest.raises(IntegrityError, match="one_plan_"), transaction.atomic():
        Plan.objects.create(**row)


def test_a_plan_without_the_clients_agreement_has_a_reason():
    draft = PlanFactory()

    with pytest.raises(IntegrityError, match="plan_without_agreement_has_a_reason"):
        Plan.objects.filter(pk=draft.pk).update(
            status="agreed",
            agreement="not_agreed",
            agreed_on=DAY,
            agreed_by=draft.case.responsible,
        )


def test_a_goal_supports_only_factors_of_the_client():
    goal = GoalFactory()

    with pytest.raises(IntegrityError, match="goal_supports_factors_of_the_client"):
        Goal.objects.filter(pk=goal.pk).update(factors=["structural_social_work"])


def test_a_step_has_a_day_or_is_continuous_but_not_both():
    step = StepFactory()

    with pytest.raises(IntegrityError, match="step_has_a_day_or_is_continuous"):
        Step.objects.filter(pk=step.pk).update(is_continuous=True)


def test_a_service_ends_no_earlier_than_it_starts():
    service = PlanService.objects.create(plan=PlanFactory(), name="x")

    with pytest.raises(IntegrityError, match="service_ends_after_it_starts"):
        PlanService.objects.filter(pk=service.pk).update(starts_on=DAY, ends_on=dt.date(2026, 3, 1))
