"""Steps are done and plans reviewed on pages that lose nothing."""

import datetime as dt
import uuid

import pytest

from plans.models import GoalOutcome, Plan, Review, Step, StepDone
from tests.factories import PlanFactory
from tests.plans.pages import CANARY, closed, of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_february")]


def test_a_step_is_noted_as_done_and_taken_back(client, in_force):
    step = Step.objects.get()
    page = of(in_force, "step_done", step_pk=step.pk)

    client.post(page, {"what": "done", "on": "1.2.2026"})
    assert StepDone.objects.get().done_on == dt.date(2026, 2, 1)
    assert "Tehty 1.2.2026" in client.get(of(in_force, "plan_page")).text

    client.post(page, {"what": "take_back"})
    assert StepDone.objects.get().taken_back_at is not None


@pytest.mark.parametrize("sent", [{"what": "done", "on": "3.2.2026"}, {"what": "x"}, {}])
def test_a_step_is_not_done_in_the_future_or_without_a_word(client, in_force, sent):
    client.post(of(in_force, "step_done", step_pk=Step.objects.get().pk), sent)

    assert not StepDone.objects.exists()


def review_of(plan: Plan, **changes: object) -> dict[str, object]:
    goal = plan.goals.get()
    return {
        "form_key": str(uuid.uuid4()),
        "reviewed_on": "2.2.2026",
        f"outcome_{goal.pk}": "progressed",
        f"words_{goal.pk}": "Hakemus on jätetty.",
        "client_view": "Hyvin menee.",
        "then": "goes_on",
        "next_review_on": "1.9.2026",
    } | changes


def test_plan_review_records_one_review_however_often_it_is_sent(client, in_force):
    form = review_of(in_force)

    answers = [client.post(of(in_force, "plan_review"), form) for _ in range(2)]

    assert [answer.url for answer in answers] == [in_force.get_absolute_url()] * 2
    assert GoalOutcome.objects.get().words == "Hakemus on jätetty."
    assert in_force.next_review_on == dt.date(2026, 9, 1)
    page = client.get(of(in_force, "plan_page")).text
    assert "Hyvin menee." in page
    assert "Edistynyt" in page


def test_plan_review_may_lead_to_a_new_version(client, in_force):
    response = client.post(of(in_force, "plan_review"), review_of(in_force, then="new_version"))

    draft = Plan.objects.drafts().get()
    assert response.url == of(draft, "plan_edit")
    page = client.get(of(draft, "plan_edit")).text
    assert "Siirtyi edellisestä versiosta." in page
    assert "Luonnoksen tarkistuspäivä on 1.9.2026." in page


def test_plan_review_says_which_date_a_draft_keeps(client, in_force):
    draft = PlanFactory(case=in_force.case, review_on=dt.date(2026, 5, 4))

    client.post(of(in_force, "plan_review"), review_of(in_force, then="new_version"))

    page = client.get(of(draft, "plan_edit")).text
    assert "Luonnokseen kirjattu tarkistuspäivä 4.5.2026 jää voimaan." in page
    assert "1.9.2026" in page


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"reviewed_on": "3.2.2026"}, "reviewed_on"),
        ({"reviewed_on": "14.1.2026"}, "reviewed_on"),
        ({"next_review_on": "2.2.2026"}, "next_review_on"),
        ({"next_review_on": ""}, "next_review_on"),
        ({"then": "x"}, "then"),
    ],
)
def test_a_review_with_a_wrong_value_keeps_what_was_written(client, in_force, changes, wrong):
    form = review_of(in_force, client_view=CANARY, **changes)

    response = client.post(of(in_force, "plan_review"), form)

    assert list(response.context["form"].errors) == [wrong]
    assert CANARY in response.text
    assert not Review.objects.exists()


def test_each_goal_needs_an_outcome(client, in_force):
    goal = in_force.goals.get()

    response = client.post(
        of(in_force, "plan_review"), review_of(in_force, **{f"outcome_{goal.pk}": ""})
    )

    assert list(response.context["form"].errors) == [f"outcome_{goal.pk}"]


def test_a_review_sent_to_a_closed_case_comes_back(client, in_force):
    closed(in_force)

    response = client.post(of(in_force, "plan_review"), review_of(in_force, client_view=CANARY))

    assert response.status_code == 409
    assert CANARY in response.text
