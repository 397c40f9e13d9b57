"""Agreeing puts one plan in force, with what it must have, and ends the former."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from audit.models import AuditEvent
from cases.actions.closed_case import CaseClosed
from cases.models import Case
from plans.actions.agreeing import CannotAgree, agree_plan, contents_of, end_plan
from plans.actions.parts import edit_goal
from plans.models import Plan
from records.states import IllegalTransition
from records.versions import StaleVersion
from tests.factories import GoalFactory, PlanFactory, StepFactory

ON = dt.date(2026, 2, 2)


@pytest.mark.django_db
def test_agree_plan_ends_the_plan_it_replaces():
    old = PlanFactory(agreed=True)
    new = PlanFactory(case=old.case)

    agree_plan(plan=new, by=old.case.responsible, on=ON)

    assert list(Plan.objects.in_force()) == [new]
    old.refresh_from_db()
    assert (old.status, old.ended_on) == ("ended", ON)


@pytest.mark.django_db
def test_agreement_is_in_the_log():
    plan = PlanFactory(agreed=True)

    event = AuditEvent.objects.get(action="plan.agreed")

    assert (event.case_id, event.target) == (plan.case_id, f"plans.plan:{plan.pk}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (lambda: PlanFactory(), "goal"),
        (lambda: GoalFactory().plan, "step"),
        (lambda: PlanFactory(goals=1, review_on=None), "review"),
        (lambda: PlanFactory(goals=1, review_on=ON), "review_passed"),
    ],
)
def test_a_plan_is_agreed_only_with_a_goal_a_step_and_a_review_ahead(draft, why):
    plan = draft()

    with pytest.raises(CannotAgree) as refused:
        agree_plan(plan=plan, by=plan.case.responsible, on=ON)

    assert refused.value.why == why
    plan.refresh_from_db()
    assert plan.is_draft


@pytest.mark.django_db
def test_the_day_of_agreement_is_neither_ahead_nor_before_the_former_agreement():
    old = PlanFactory(agreed=True, on=dt.date(2026, 1, 20))
    new = PlanFactory(case=old.case, review_on=dt.date(2030, 1, 1))
    tomorrow = timezone.localdate() + dt.timedelta(days=1)

    for day, why in [(tomorrow, "future"), (dt.date(2026, 1, 19), "before_former")]:
        with pytest.raises(CannotAgree) as refused:
            agree_plan(plan=new, by=old.case.responsible, on=day)
        assert refused.value.why == why


@pytest.mark.django_db
def test_what_was_changed_after_reading_is_not_agreed_on():
    plan = PlanFactory(goals=1)
    seen = contents_of(plan)
    goal = plan.goals.get()
    edit_goal(goal=goal, by=plan.case.responsible, seen=goal.version)

    with pytest.raises(StaleVersion):
        agree_plan(plan=plan, by=plan.case.responsible, on=ON, seen=seen)


@pytest.mark.django_db
def test_an_agreed_plan_is_not_agreed_again():
    plan = PlanFactory(agreed=True)

    with pytest.raises(IllegalTransition):
        agree_plan(plan=plan, by=plan.case.responsible, on=ON)


@pytest.mark.django_db
def test_no_plan_is_agreed_in_a_closed_case_but_its_plan_can_end():
    plan = PlanFactory(agreed=True)
    draft = PlanFactory(case=plan.case)
    Case.objects.filter(pk=plan.case_id).update(status="closed", closed_on=ON)

    with pytest.raises(CaseClosed):
        agree_plan(plan=draft, by=plan.case.responsible, on=ON)
    end_plan(plan=plan, by=plan.case.responsible, on=ON)

    assert not Plan.objects.in_force().exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_agree_at_once_leave_one_plan_in_force():
    step = StepFactory()
    plan, worker = step.goal.plan, step.goal.plan.case.responsible
    answers: list[str] = []
    together = threading.Barrier(2)

    def agree() -> None:
        together.wait()
        try:
            agree_plan(plan=Plan.objects.get(pk=plan.pk), by=worker, on=ON)
            answers.append("agreed")
        except IllegalTransition:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=agree) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["agreed", "refused"]
    assert Plan.objects.in_force().count() == 1
