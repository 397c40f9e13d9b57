"""The tab of plans and a plan as a document: what they show, keep to themselves and cost."""

import datetime as dt
import re

import pytest
import time_machine

from audit.models import AuditEvent
from plans.models import Plan
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    GoalFactory,
    PlanFactory,
    StepFactory,
    service_of,
)
from tests.plans.pages import of, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_february")]
LIST_QUERIES = 16
PAGE_QUERIES = 26


@pytest.mark.parametrize("count", [1, 3])
def test_plan_list_query_count_does_not_grow(client, count, django_assert_num_queries):
    plan = PlanFactory(ended=True, goals=count, on=dt.date(2026, 1, 13))
    for _ in range(count):
        PlanFactory(case=plan.case, ended=True, on=dt.date(2026, 1, 14))
    PlanFactory(case=plan.case, agreed=True, goals=count)
    PlanFactory(case=plan.case, goals=count)
    client.force_login(plan.case.responsible)

    with django_assert_num_queries(LIST_QUERIES):
        response = client.get(url("plan_list", case_pk=plan.case_id))

    assert len(response.context["page"].object_list) == count + 1


@pytest.mark.parametrize("count", [1, 3])
def test_plan_page_query_count_does_not_grow(client, count, django_assert_num_queries):
    draft = PlanFactory(goals=count)
    for goal in draft.goals.all():
        StepFactory(goal=goal)
    for _ in range(count):
        service_of(draft.case, place="inside")
    client.force_login(draft.case.responsible)

    with django_assert_num_queries(PAGE_QUERIES):
        client.get(of(draft, "plan_page"))


@pytest.mark.parametrize(
    ("drafted", "there", "not_there"),
    [(False, "Aloita uusi versio", "Jatka luonnosta"), (True, "Jatka luonnosta", "Aloita uusi")],
)
def test_a_new_version_is_begun_or_gone_on_with_from_the_plan_itself(
    client, drafted, there, not_there
):
    plan = PlanFactory(agreed=True)
    if drafted:
        PlanFactory(case=plan.case)
    client.force_login(plan.case.responsible)

    html = client.get(of(plan, "plan_page")).content.decode()

    assert there in html
    assert not_there not in html


@pytest.mark.parametrize(("assessed", "look"), [(False, "outline-primary"), (True, "primary")])
def test_a_case_without_a_plan_says_so_and_starts_one_at_once(client, assessed, look):
    case = CaseFactory()
    if assessed:
        AssessmentFactory(case=case, final=True)
    client.force_login(case.responsible)

    response = client.get(url("plan_list", case_pk=case.pk))

    start = f'<form method="post" action="{url("plan_new", case_pk=case.pk)}">'
    assert start in response.text
    assert re.search(rf'class="btn btn-{look}" type="submit">\s*Aloita suunnitelma', response.text)
    usually = "Suunnitelma tehdään tavallisesti, kun palvelutarpeen arvio on valmis."
    assert (usually in response.text) is not assessed


def test_a_case_that_gets_no_plan_by_its_assessment_says_so_and_urges_nobody(client):
    case = CaseFactory()
    AssessmentFactory(case=case, final=True, makes_plan="no", unlike_advice_because="Ei halua")
    client.force_login(case.responsible)

    text = client.get(url("plan_list", case_pk=case.pk)).text

    assert "Arvioinnin mukaan asiakassuunnitelmaa ei tehdä." in text
    assert re.search(r'class="btn btn-outline-primary" type="submit">\s*Aloita suunnitelma', text)


@pytest.mark.parametrize("words", ["", "Sitkeys"])
@pytest.mark.parametrize("page", ["plan_page", "plan_agree"])
def test_a_plan_without_texts_has_no_heading_for_them(client, draft, page, words):
    Plan.objects.filter(pk=draft.pk).update(strengths=words)

    response = client.get(of(draft, page))

    assert ("Tilanne ja tuki" in response.text) is bool(words)


def test_late_review_is_said_in_words(client, in_force):
    with time_machine.travel(dt.datetime(2026, 6, 2, 12, tzinfo=dt.UTC), tick=False):
        client.force_login(in_force.case.responsible)
        response = client.get(of(in_force, "plan_page"))

    assert "Tarkistus on myöhässä" in response.text


def test_hostile_text_is_shown_as_text(client, draft):
    GoalFactory(plan=draft, words="<script>alert(1)</script>{{ 7 }}")

    page = client.get(of(draft, "plan_page")).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}" in page
    assert "<script>alert" not in page


def test_opening_a_plan_is_logged(client, draft):
    client.get(of(draft, "plan_page"))

    event = AuditEvent.objects.filter(action="case.read").latest("pk")
    assert (event.case_id, event.target) == (draft.case_id, f"plans.plan:{draft.pk}")
