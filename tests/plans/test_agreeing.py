"""Agreeing puts one plan in force, with what it must have, and ends the former."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import translation

from audit.models import AuditEvent
from cases.actions.closed_case import CaseClosed
from cases.models import Case
from plans.actions.agreeing import (
    AgreedAlready,
    PlanChanged,
    PlanIncomplete,
    WrongDay,
    agree_plan,
    end_plan,
)
from plans.actions.parts import edit_goal
from plans.conditions import GOAL, REVIEW_DATE, STEP
from plans.contents import mark_of, read_plan
from plans.models import Plan
from tests.factories import GoalFactory, PlanFactory, StepFactory, service_of

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
    ("draft", "lacks"),
    [
        (lambda: PlanFactory(), GOAL),
        (lambda: GoalFactory().plan, STEP),
        (lambda: PlanFactory(goals=1, review_on=None), REVIEW_DATE),
    ],
    ids=["goal", "step", "review date"],
)
def test_a_plan_without_a_goal_a_step_or_a_review_date_is_not_agreed(draft, lacks):
    plan = draft()

    with pytest.raises(PlanIncomplete) as refused:
        agree_plan(plan=plan, by=plan.case.responsible, on=ON)

    assert refused.value.condition is lacks


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2100, 1, 1), "Sopimispäivä on vasta edessäpäin"),
        (dt.date(2026, 1, 19), "Voimassa oleva suunnitelma on sovittu 20.1.2026"),
        (dt.date(2026, 2, 2), "Tarkistuspäivä 2.2.2026 on mennyt"),
    ],
)
def test_a_day_that_does_not_fit_is_refused_in_words_of_its_own(day, words):
    old = PlanFactory(agreed=True, on=dt.date(2026, 1, 20))
    new = PlanFactory(case=old.case, goals=1, review_on=dt.date(2026, 2, 2))

    with pytest.raises(WrongDay) as refused, translation.override("fi"):
        agree_plan(plan=new, by=old.case.responsible, on=day)

    assert words in str(refused.value.words)


@pytest.mark.django_db
def test_the_mark_of_a_plan_that_was_read_is_the_mark_that_the_act_compares():
    plan = PlanFactory(goals=2)
    service_of(plan.case)

    assert read_plan(plan).mark == mark_of(plan)


@pytest.mark.django_db
def test_what_was_changed_after_reading_is_not_agreed_on():
    plan = PlanFactory(goals=1)
    seen = mark_of(plan)
    goal = plan.goals.get()
    edit_goal(goal=goal, by=plan.case.responsible, seen=goal.version)

    with pytest.raises(PlanChanged):
        agree_plan(plan=plan, by=plan.case.responsible, on=ON, seen=seen)


@pytest.mark.django_db
def test_an_agreed_plan_is_not_agreed_again():
    plan = PlanFactory(agreed=True)

    with pytest.raises(AgreedAlready):
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
        except AgreedAlready:
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
