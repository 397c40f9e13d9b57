"""Doing and reviewing live beside the plan, which stays as it was agreed."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.actions.closed_case import CaseClosed
from cases.models import Case
from plans.actions.doing import NotInForce, mark_step_done, take_back_step
from plans.actions.drafting import draft_plan, edit_plan
from plans.actions.reviewing import GoalsNotReviewed, review_plan
from plans.models import GoalOutcome, Plan, Review, Step, StepDone
from records.versions import StaleVersion
from tests.factories import GoalFactory, PlanFactory

pytestmark = pytest.mark.django_db
DAY, NEXT = dt.date(2026, 3, 2), dt.date(2026, 9, 1)


def reviewed(plan: Plan, *, next_on: dt.date = NEXT, new: bool = False) -> Plan | None:
    review = Review(plan=plan, reviewed_on=DAY, next_review_on=next_on, leads_to_new_version=new)
    outcomes = [GoalOutcome(goal=goal, outcome="progressed") for goal in plan.goals.all()]
    return review_plan(review=review, outcomes=outcomes, by=plan.case.responsible)


def saved_date(draft: Plan) -> dt.date | None:
    return Plan.objects.get(pk=draft.pk).review_on


def test_a_step_is_done_once_and_can_be_taken_back():
    plan = PlanFactory(agreed=True)
    step, worker = Step.objects.get(), plan.case.responsible

    mark_step_done(step=step, by=worker, on=DAY)
    mark_step_done(step=step, by=worker, on=NEXT)
    assert step.present_done.done_on == DAY

    take_back_step(step=step, by=worker)
    step = Step.objects.get()
    assert step.present_done is None
    assert StepDone.objects.get().taken_back_by == worker


@pytest.mark.parametrize("traits", [{"goals": 1}, {"ended": True}])
def test_only_the_plan_in_force_is_done_and_reviewed(traits):
    plan = PlanFactory(**traits)

    with pytest.raises(NotInForce):
        mark_step_done(step=Step.objects.get(), by=plan.case.responsible, on=DAY)
    with pytest.raises(NotInForce):
        reviewed(plan)


def test_nothing_is_done_or_reviewed_in_a_closed_case():
    plan = PlanFactory(agreed=True)
    Case.objects.filter(pk=plan.case_id).update(status="closed", closed_on=DAY)

    with pytest.raises(CaseClosed):
        mark_step_done(step=Step.objects.get(), by=plan.case.responsible, on=DAY)
    with pytest.raises(CaseClosed):
        reviewed(plan)


def test_each_goal_of_the_plan_gets_one_outcome():
    plan = PlanFactory(agreed=True, goals=2)
    review = Review(plan=plan, reviewed_on=DAY, next_review_on=NEXT)
    one = [GoalOutcome(goal=plan.goals.first(), outcome="reached")]
    stranger = [
        GoalOutcome(goal=goal, outcome="reached") for goal in (plan.goals.first(), GoalFactory())
    ]

    for outcomes in (one, one * 2, stranger):
        with pytest.raises(GoalsNotReviewed):
            review_plan(review=review, outcomes=outcomes, by=plan.case.responsible)

    assert not Review.objects.exists()


def test_a_review_that_goes_on_moves_the_review_date_and_nothing_else():
    plan = PlanFactory(agreed=True)

    assert reviewed(plan) is None

    plan.refresh_from_db()
    assert (plan.next_review_on, plan.review_on) == (NEXT, dt.date(2026, 6, 1))
    assert plan.is_in_force


def test_a_review_may_begin_a_new_version_with_the_date_agreed_now():
    plan = PlanFactory(agreed=True)

    draft = reviewed(plan, new=True)

    assert draft is not None
    assert (draft.number, saved_date(draft)) == (2, NEXT)


@pytest.mark.usefixtures("second_of_february")
def test_a_second_review_moves_the_date_that_the_first_gave_the_draft():
    plan = PlanFactory(agreed=True)
    draft = reviewed(plan, new=True, next_on=dt.date(2026, 5, 4))

    again = reviewed(plan, new=True, next_on=NEXT)

    assert again == draft
    assert saved_date(draft) == NEXT


def test_a_draft_without_a_date_gets_the_one_that_a_review_agrees_on():
    plan = PlanFactory(agreed=True)
    draft = draft_plan(case=plan.case, by=plan.case.responsible)

    reviewed(plan, new=True)

    assert saved_date(draft) == NEXT


@pytest.mark.usefixtures("second_of_february")
def test_a_date_ahead_that_somebody_wrote_in_the_draft_stays():
    by_hand = dt.date(2026, 5, 4)
    plan = PlanFactory(agreed=True)
    draft = PlanFactory(case=plan.case, review_on=by_hand)

    reviewed(plan, new=True)

    assert saved_date(draft) == by_hand


@pytest.mark.usefixtures("second_of_february")
def test_a_written_date_that_has_passed_gives_way_to_the_one_agreed_now():
    plan = PlanFactory(agreed=True)
    draft = PlanFactory(case=plan.case, review_on=dt.date(2026, 2, 1))

    reviewed(plan, new=True)

    assert saved_date(draft) == NEXT


def test_whoever_has_the_draft_open_does_not_undo_the_date_of_a_review():
    plan = PlanFactory(agreed=True)
    draft = draft_plan(case=plan.case, by=plan.case.responsible)
    seen = draft.version

    reviewed(plan, new=True)

    with pytest.raises(StaleVersion):
        edit_plan(plan=draft, by=plan.case.responsible, seen=seen)


def test_the_next_review_follows_the_newest_review_also_in_lists():
    plan, later = (PlanFactory(agreed=True) for _ in range(2))
    reviewed(later)
    reviewed(plan)
    reviewed(plan, next_on=dt.date(2026, 5, 4))

    listed = Plan.objects.in_force().with_next_review().order_by("pk")
    assert [(each, each.next_review, each.next_review_on) for each in listed] == [
        (plan, dt.date(2026, 5, 4), dt.date(2026, 5, 4)),
        (later, NEXT, NEXT),
    ]


def test_the_annotated_review_date_costs_no_query():
    PlanFactory(agreed=True)
    plan = Plan.objects.with_next_review().get()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert plan.next_review_on == dt.date(2026, 6, 1)

    assert len(queries) == 0
