"""The agreement is recorded of what was read, with what it needs."""

import datetime as dt

import pytest

from tests.factories import (
    GoalFactory,
    PlanFactory,
    StepFactory,
)
from tests.plans.pages import CANARY, TODAY, of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_february")]


def agreement(**changes: object) -> dict[str, object]:
    return {"on": "2.2.2026", "agreement": "agreed", "reason": "", "copies_to": ""} | changes


def test_plan_agree_puts_the_plan_in_force(client, draft):
    StepFactory(goal=GoalFactory(plan=draft))
    contents = client.get(of(draft, "plan_agree")).context["document"].mark

    response = client.post(of(draft, "plan_agree"), agreement(contents=contents))

    assert response.url == draft.get_absolute_url()
    draft.refresh_from_db()
    assert (draft.status, draft.agreed_on) == ("agreed", TODAY)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"on": ""}, "on"),
        ({"on": "3.2.2026"}, "on"),
        ({"agreement": ""}, "agreement"),
        ({"agreement": "not_agreed"}, "reason"),
        ({"agreement": "no_answer"}, "reason"),
    ],
)
def test_an_agreement_with_a_wrong_value_is_not_recorded(client, draft, changes, wrong):
    StepFactory(goal=GoalFactory(plan=draft))

    response = client.post(of(draft, "plan_agree"), agreement(**changes))

    assert list(response.context["form"].errors) == [wrong]
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_plan_that_changed_after_it_was_read_is_shown_again(client, draft):
    goal = StepFactory(goal=GoalFactory(plan=draft)).goal
    contents = client.get(of(draft, "plan_agree")).context["document"].mark
    words = {"version": 1, "words": CANARY, "scale": "1"}
    client.post(of(draft, "goal_edit", goal_pk=goal.pk), words)

    response = client.post(of(draft, "plan_agree"), agreement(contents=contents))

    assert response.status_code == 409
    assert CANARY in response.text


def test_an_unready_draft_says_what_it_needs(client, draft):
    assert "Luonnos ei ole valmis." in client.get(of(draft, "plan_agree")).text
    contents = client.get(of(draft, "plan_agree")).context["document"].mark

    assert client.post(of(draft, "plan_agree"), agreement(contents=contents)).status_code == 409


def test_a_review_date_that_has_passed_is_written_anew_before_agreeing(client):
    plan = PlanFactory(goals=1, review_on=dt.date(2026, 2, 1))
    client.force_login(plan.case.responsible)

    response = client.post(of(plan, "plan_agree"), agreement())

    assert list(response.context["form"].errors) == ["on"]
