"""A line of the timeline as markup, and what a page asks for only where there is some."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from caseload.case_page.event import Event
from caseload.case_page.timeline_lines import in_lines
from caseload.closing import close_case, reopen_case
from cases.models import CaseClosure
from plans.actions.reviewing import review_plan
from plans.models import GoalOutcome, Review
from tests.caseload.walk import plan_in_force
from tests.factories import CaseFactory, MeetingFactory, ReceivedHandoverFactory

ON = dt.date(2026, 3, 9)


@pytest.mark.parametrize("place", ["title", "when", "text", "meta", "url"])
def test_what_a_line_tells_is_escaped(place):
    told = {"title": "Merkintä", "url": "/asiat/1/"} | {place: '<b>"{}&'}

    assert "&lt;b&gt;&quot;{}&amp;" in in_lines([Event(ON, **told)])


def test_a_line_has_its_words_in_their_order():
    event = Event(ON, "Otsikko", "heti", "note", "/osoite/", "Kirjoitettu", "Kuka", "late")

    drawn = in_lines([event])

    told = ['<li class="late">', "heti", "/osoite/", "Otsikko", "Kirjoitettu", "Kuka"]
    assert sorted(told, key=drawn.index) == told


def test_a_line_of_a_title_alone_has_no_link_and_no_words():
    drawn = in_lines([Event(ON, "Otsikko")])

    assert [mark for mark in ("<a ", "<p ", "<li class", "meta") if mark in drawn] == []


@pytest.mark.django_db
def test_a_case_that_was_opened_again_still_tells_that_it_was_closed(client):
    case = CaseFactory()
    close_case(closure=CaseClosure(case=case, reason="client_wish"), by=case.responsible)
    reopen_case(case=case, by=case.responsible, reason="Tarvitsee tukea.")
    client.force_login(case.responsible)

    assert "Asia päätettiin" in client.get(case.get_absolute_url()).text


@pytest.mark.django_db
def test_a_review_of_the_plan_stands_on_the_timeline(client):
    case = CaseFactory()
    plan = plan_in_force(case, timezone.localdate() + dt.timedelta(days=90))
    review = Review(
        plan=plan,
        reviewed_on=timezone.localdate(),
        next_review_on=plan.review_on,
        leads_to_new_version=False,
    )
    outcomes = [GoalOutcome(goal=goal, outcome="progressed") for goal in plan.goals.all()]
    review_plan(review=review, outcomes=outcomes, by=case.responsible)
    client.force_login(case.responsible)

    assert "Suunnitelma tarkistettiin" in client.get(case.get_absolute_url()).text


@pytest.mark.django_db
def test_a_case_tells_from_which_county_it_came(client):
    case = CaseFactory()
    received = ReceivedHandoverFactory(case=case)
    client.force_login(case.responsible)

    page = reverse("caseload:received_page", args=[received.pk])
    assert page in client.get(case.get_absolute_url()).text


@pytest.mark.django_db
def test_of_several_meetings_the_page_names_the_nearest_one_ahead(client):
    case = CaseFactory()
    today = timezone.localdate()
    days = (today + dt.timedelta(days=9), today, today - dt.timedelta(days=1))
    meetings = [MeetingFactory(case=case, on=on) for on in days]
    client.force_login(case.responsible)

    assert client.get(case.get_absolute_url()).context["meeting"] == meetings[1]
