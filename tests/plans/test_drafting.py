"""A draft takes over what is open, and two writers do not overwrite each other."""

import datetime as dt

import pytest

from cases.actions.closed_case import CaseClosed
from cases.models import Case
from plans.actions.agreeing import agree_plan
from plans.actions.doing import mark_step_done
from plans.actions.drafting import DraftExists, PlanFrozen, draft_plan, edit_plan
from plans.actions.parts import add_goal, edit_goal, remove_goal
from plans.actions.reviewing import review_plan
from plans.models import Goal, GoalOutcome, Plan, Review, Step
from records.versions import Removed, StaleVersion
from tests.factories import (
    CaseFactory,
    GoalFactory,
    PlanFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 2, 2)


def test_the_first_plan_of_a_case_is_version_one_and_empty():
    case = CaseFactory()

    plan = draft_plan(case=case, by=case.responsible)

    assert (plan.number, plan.status, plan.goals.count()) == (1, "draft", 0)


def test_a_case_has_one_draft_at_a_time():
    draft = PlanFactory()

    with pytest.raises(DraftExists) as refused:
        draft_plan(case=draft.case, by=draft.case.responsible)

    assert refused.value.draft == draft


def test_a_new_version_takes_over_texts_goals_and_undone_steps():
    draft = PlanFactory(strengths="Sitkeys", differing_client="Ei ryhmää")
    goal = GoalFactory(plan=draft)
    done, undone = StepFactory(goal=goal, text="Hakemus"), StepFactory(goal=goal, text="Muutto")
    former = agreed(draft)
    mark_step_done(step=done, by=former.case.responsible, on=TODAY)

    new = draft_plan(case=former.case, by=former.case.responsible)

    assert (new.number, new.based_on, new.strengths) == (2, former, "Sitkeys")
    assert new.differing_client == ""
    assert new.review_on is None
    copy = new.goals.get()
    assert (copy.words, copy.carried_from) == (goal.words, goal)
    assert [step.text for step in copy.steps.all()] == [undone.text]


def test_goals_that_are_reached_or_given_up_are_not_carried_over():
    plan = PlanFactory(agreed=True, goals=3)
    words = ["reached", "not_relevant", "progressed"]
    outcomes = [
        GoalOutcome(goal=goal, outcome=word)
        for goal, word in zip(plan.goals.all(), words, strict=True)
    ]
    review = Review(
        plan=plan, reviewed_on=TODAY, next_review_on=dt.date(2026, 5, 4), leads_to_new_version=True
    )

    draft = review_plan(review=review, outcomes=outcomes, by=plan.case.responsible)

    assert draft is not None
    assert [goal.carried_from for goal in draft.goals.all()] == [outcomes[2].goal]
    assert draft.review_on == dt.date(2026, 5, 4)


def test_a_stale_save_changes_nothing_and_shows_what_is_there():
    plan = PlanFactory(strengths="Ensin")
    mine = Plan.objects.get(pk=plan.pk)
    theirs = Plan.objects.get(pk=plan.pk)
    theirs.strengths = "Toisen teksti"
    edit_plan(plan=theirs, by=plan.case.responsible, seen=1)

    mine.strengths = "Minun teksti"
    with pytest.raises(StaleVersion) as stale:
        edit_plan(plan=mine, by=plan.case.responsible, seen=1)

    assert stale.value.current.strengths == "Toisen teksti"


def test_a_stale_save_of_a_goal_changes_nothing():
    goal = GoalFactory()
    Goal.objects.filter(pk=goal.pk).update(version=2, words="Toisen sanat")

    goal.words = "Minun sanat"
    with pytest.raises(StaleVersion):
        edit_goal(goal=goal, by=goal.plan.case.responsible, seen=1)

    assert Goal.objects.get().words == "Toisen sanat"


def test_a_goal_that_somebody_has_removed_meanwhile_is_not_saved():
    goal = GoalFactory()
    worker = goal.plan.case.responsible
    remove_goal(goal=Goal.objects.get(pk=goal.pk), by=worker)

    with pytest.raises(Removed):
        edit_goal(goal=goal, by=worker, seen=goal.version)


def test_a_removed_goal_takes_its_steps_along():
    step = StepFactory()

    remove_goal(goal=step.goal, by=step.goal.plan.case.responsible)

    assert not Step.objects.exists()


def test_goals_are_numbered_in_the_order_of_writing():
    first = GoalFactory()
    second = GoalFactory(plan=first.plan)

    assert (first.position, second.position) == (1, 2)


def test_nothing_is_added_to_an_agreed_plan():
    plan = PlanFactory(agreed=True)

    with pytest.raises(PlanFrozen):
        add_goal(goal=Goal(plan=plan, words="Lisää"), by=plan.case.responsible)


def test_nothing_is_written_in_a_closed_case():
    plan = PlanFactory()
    Case.objects.filter(pk=plan.case_id).update(status="closed", closed_on=TODAY)

    with pytest.raises(CaseClosed):
        edit_plan(plan=plan, by=plan.case.responsible, seen=1)
    with pytest.raises(CaseClosed):
        add_goal(goal=Goal(plan=plan, words="Lisää"), by=plan.case.responsible)
    with pytest.raises(CaseClosed):
        draft_plan(case=plan.case, by=plan.case.responsible)


def agreed(draft: Plan) -> Plan:
    agree_plan(plan=draft, by=draft.case.responsible, on=dt.date(2026, 1, 15))
    return draft
