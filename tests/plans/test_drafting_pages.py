"""The pages of a draft keep what was typed, whatever happens."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from plans.models import Plan
from tests.factories import CaseFactory, GoalFactory
from tests.plans.pages import CANARY, closed, of, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_february")]


def test_plan_new_starts_a_draft_once_however_often_it_is_sent(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    form = {"form_key": str(uuid.uuid4())}

    answers = [client.post(url("plan_new", case_pk=case.pk), form) for _ in range(2)]

    plan = Plan.objects.get()
    assert [answer.url for answer in answers] == [of(plan, "plan_edit")] * 2


def test_a_second_draft_leads_to_the_first(client, draft):
    response = client.post(url("plan_new", case_pk=draft.case_id))

    assert response.url == of(draft, "plan_edit")
    assert Plan.objects.count() == 1


def test_plan_edit_saves_the_texts(client, draft):
    words = {"version": 1, "strengths": "Sitkeys", "review_on": "3.2.2026"}

    response = client.post(of(draft, "plan_edit"), words)

    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.strengths, draft.review_on, draft.version) == ("Sitkeys", dt.date(2026, 2, 3), 2)


@pytest.mark.parametrize("button", ["goal_add", "step_add"])
def test_a_button_that_adds_a_part_saves_the_texts_first(client, draft, button):
    goal = GoalFactory(plan=draft)
    more = {"goal_pk": goal.pk} if button == "step_add" else {}
    pressed = f"step_add:{goal.pk}" if more else button

    assert f'name="next" value="{pressed}"' in client.get(of(draft, "plan_edit")).text
    words = {"version": 1, "strengths": "Sitkeys", "next": pressed}
    response = client.post(of(draft, "plan_edit"), words)

    assert response.url == of(draft, button, **more)
    draft.refresh_from_db()
    assert (draft.strengths, draft.version) == ("Sitkeys", 2)


def test_the_way_to_the_needs_and_services_saves_the_texts_first(client, draft):
    assert 'name="next" value="needs"' in client.get(of(draft, "plan_edit")).text
    words = {"version": 1, "strengths": "Sitkeys", "next": "needs"}

    response = client.post(of(draft, "plan_edit"), words)

    assert response.url == reverse("continuity:continuity", args=[draft.case_id])
    draft.refresh_from_db()
    assert draft.strengths == "Sitkeys"


def test_a_button_that_adds_a_part_saves_nothing_where_nothing_was_typed(client, draft):
    shown = client.get(of(draft, "plan_edit")).context["form"]
    as_shown = {field.name: field.value() or "" for field in shown}

    response = client.post(of(draft, "plan_edit"), as_shown | {"next": "goal_add"})

    assert response.url == of(draft, "goal_add")
    draft.refresh_from_db()
    assert draft.version == 1


@pytest.mark.parametrize(
    "forged", ["https://example.org/", "plan_agree", "goal_add:1", "step_add", "step_add:x"]
)
def test_a_forged_next_page_leads_back_to_the_draft(client, draft, forged):
    other = GoalFactory()

    for wanted in (forged, f"step_add:{other.pk}"):
        draft.refresh_from_db()
        words = {"version": draft.version, "strengths": wanted, "next": wanted}
        response = client.post(of(draft, "plan_edit"), words)

        assert response.url == of(draft, "plan_edit")


@pytest.mark.parametrize(
    ("words", "status"),
    [({"review_on": "pian"}, 200), ({"version": 7, "strengths": CANARY}, 409)],
)
def test_a_button_that_adds_a_part_goes_nowhere_with_texts_that_are_not_saved(
    client, draft, words, status
):
    Plan.objects.filter(pk=draft.pk).update(strengths="Toisen teksti")
    form = {"version": 1, "strengths": CANARY, "next": "goal_add"} | words

    response = client.post(of(draft, "plan_edit"), form)

    assert response.status_code == status
    assert CANARY in response.text


@pytest.mark.parametrize("day", ["2.2.2026", "1.2.2026", "31.2.2026", "pian"])
def test_a_review_date_that_is_not_ahead_keeps_the_texts_in_the_form(client, draft, day):
    words = {"version": 1, "strengths": CANARY, "review_on": day}

    response = client.post(of(draft, "plan_edit"), words)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["review_on"]
    assert CANARY in response.text
    draft.refresh_from_db()
    assert draft.strengths == ""


def test_two_writers_see_both_texts(client, draft):
    client.post(of(draft, "plan_edit"), {"version": 1, "strengths": "Toisen teksti"})

    response = client.post(of(draft, "plan_edit"), {"version": 1, "strengths": "Oma teksti"})

    assert response.status_code == 409
    (row,) = response.context["conflict"]["fields"]
    assert (row.label, row.theirs, row.mine) == (
        "Vahvuudet ja voimavarat",
        "Toisen teksti",
        "Oma teksti",
    )
    assert response.context["conflict"]["who"] == draft.case.responsible.get_full_name()
    chosen = client.post(of(draft, "plan_edit"), {"version": 2, "strengths": "Oma teksti"})
    assert chosen.status_code == 302


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_forged_version_saves_nothing(client, draft, version):
    response = client.post(of(draft, "plan_edit"), {"version": version, "strengths": CANARY})

    assert response.status_code == 200
    assert CANARY in response.text
    assert Plan.objects.get().strengths == ""


@pytest.mark.parametrize("text", ["x" * 10_001, "a\x00b"])
def test_a_text_that_cannot_be_stored_comes_back_with_a_reason(client, draft, text):
    response = client.post(of(draft, "plan_edit"), {"version": 1, "strengths": text})

    assert list(response.context["form"].errors) == ["strengths"]


def test_a_text_sent_to_a_closed_case_comes_back(client, draft):
    closed(draft)

    response = client.post(of(draft, "plan_edit"), {"version": 1, "strengths": CANARY})

    assert response.status_code == 409
    assert CANARY in response.text
    assert client.post(url("plan_new", case_pk=draft.case_id)).status_code in (302, 409)


def test_a_text_sent_to_an_agreed_plan_comes_back(client, in_force):
    response = client.post(of(in_force, "plan_edit"), {"version": 1, "strengths": CANARY})

    assert response.status_code == 409
    assert CANARY in response.text


@pytest.mark.parametrize("page", ["plan_edit", "goal_add", "plan_agree"])
def test_the_pages_of_a_draft_lead_from_an_agreed_plan_to_the_plan(client, in_force, page):
    response = client.get(of(in_force, page))

    assert response.url == in_force.get_absolute_url()
