"""What somebody else has written in a plan is kept when a save replaces it."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.utils import timezone

from cases.actions.team import assign_worker
from cases.models import WrittenText
from cases.permissions import CaseRole
from plans.actions.agreeing import agree_plan
from plans.actions.drafting import edit_plan
from plans.actions.parts import add_goal, add_step, edit_goal, edit_step, remove_goal
from plans.models import Goal, Plan, Step
from tests.factories import PlanFactory, WorkerFactory
from tests.plans.pages import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    draft = PlanFactory()
    client.force_login(draft.case.responsible)
    return draft


@pytest.fixture
def pair(draft):
    """Another worker of the team."""
    worker = WorkerFactory(unit=draft.case.unit)
    assign_worker(case=draft.case, user=worker, role=CaseRole.MEMBER, by=draft.case.responsible)
    return worker


def write(draft, by, **texts):
    plan = Plan.objects.get(pk=draft.pk)
    for name, text in texts.items():
        setattr(plan, name, text)
    edit_plan(plan=plan, by=by, seen=plan.version)


def rows(client, draft):
    return client.get(of(draft, "plan_replaced_texts")).context["rows"]


def put_back(client, draft, row):
    sent = {"text": row.text.pk, "shown": row.shown, "form_key": str(uuid.uuid4())}
    return client.post(of(draft, "plan_replaced_texts"), sent)


def goal_by(draft, by, words):
    goal = Goal(plan=draft, words=words)
    add_goal(goal=goal, by=by)
    return goal


def test_a_text_of_the_plan_is_kept_and_put_back(client, draft, pair):
    write(draft, pair, strengths="Parin sanat.")
    write(draft, draft.case.responsible, strengths="Omat sanat.")
    (row,) = rows(client, draft)
    assert (row.label, row.text.former) == ("Vahvuudet ja voimavarat", "Parin sanat.")

    put_back(client, draft, row)

    draft.refresh_from_db()
    assert draft.strengths == "Parin sanat."
    assert [row.text.former for row in rows(client, draft)] == ["Omat sanat.", "Parin sanat."]


def test_the_words_of_a_goal_that_another_added_are_kept_and_put_back(client, draft, pair):
    goal = goal_by(draft, pair, "Oma ovi.")
    goal.words = "Koti."
    edit_goal(goal=goal, by=draft.case.responsible, seen=1)
    (row,) = rows(client, draft)
    assert (row.label, row.text.former_by) == (
        "Tavoite 1: Tavoite asiakkaan sanoin",
        pair,
    )

    put_back(client, draft, row)

    goal.refresh_from_db()
    assert (goal.words, goal.version) == ("Oma ovi.", 3)


def test_the_words_of_a_goal_that_are_put_back_have_the_day_on_which_they_were_said(
    client, draft, pair
):
    said = timezone.now() - dt.timedelta(days=3)
    with time_machine.travel(said, tick=False):
        goal = goal_by(draft, pair, "Oma ovi.")
    goal.words = "Koti."
    edit_goal(goal=goal, by=draft.case.responsible, seen=1)

    put_back(client, draft, rows(client, draft)[0])

    goal.refresh_from_db()
    assert goal.words_on == timezone.localdate(said)


def test_the_words_of_ones_own_goal_are_not_kept(client, draft):
    goal = goal_by(draft, draft.case.responsible, "Oma ovi.")
    goal.words = "Koti."
    edit_goal(goal=goal, by=draft.case.responsible, seen=1)

    assert rows(client, draft) == []


def test_a_step_is_named_by_its_goal(client, draft, pair):
    goal = goal_by(draft, pair, "Oma ovi.")
    step = Step(goal=goal, text="Haetaan asuntoa", actor="Kaisa", is_continuous=True)
    add_step(step=step, by=pair)
    step.text = "Haetaan tuettua asuntoa"
    edit_step(step=step, by=draft.case.responsible, seen=1)

    (row,) = rows(client, draft)

    assert (row.label, row.text.former) == (
        "Tavoite 1, keino 1: Mitä tehdään",
        "Haetaan asuntoa",
    )


def test_the_words_of_a_goal_that_is_removed_are_read_and_not_put_back(client, draft, pair):
    goal = goal_by(draft, pair, "Oma ovi.")
    remove_goal(goal=goal, by=draft.case.responsible)

    (row,) = rows(client, draft)

    assert (row.text.former, row.now) == ("Oma ovi.", None)
    assert put_back(client, draft, row).status_code == 409


def test_with_the_agreement_the_texts_get_their_last_day(client):
    today = timezone.localdate()
    plan = PlanFactory(goals=1, review_on=today + dt.timedelta(days=30))
    write(plan, plan.case.responsible, strengths="Omat sanat.")
    texts = WrittenText.objects.of_document(plan)
    assert set(texts.values_list("ends_on", flat=True)) == {None}

    agree_plan(plan=Plan.objects.get(pk=plan.pk), by=plan.case.responsible, on=today)

    assert set(texts.values_list("ends_on", flat=True)) == {today + dt.timedelta(days=30)}


def test_replaced_texts_of_a_plan_do_not_exist_for_a_stranger(client, draft, pair):
    client.force_login(WorkerFactory(unit=draft.case.unit))

    assert client.get(of(draft, "plan_replaced_texts")).status_code == 404
