"""Whoever is told to be out is out on every page, on the day on which they came out."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.custody import CustodyKind
from cases.models import Case
from tests.caseload.walk import released
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def out_earlier_than_planned():
    case = CaseFactory(on=day(-60))
    released(case, day(24), released_on=day(-2), custody_started_on=None)
    return case


@pytest.mark.parametrize("page", ["caseload:case_page", "cases:notes", "cases:team"])
def test_no_page_of_the_case_counts_down_to_the_planned_day(client, page):
    case = out_earlier_than_planned()
    client.force_login(case.responsible)

    html = client.get(reverse(page, kwargs={"case_pk": case.pk})).content.decode()

    planned = day(24)
    assert f"{planned.day}.{planned.month}.{planned.year}" not in html


def test_the_overview_counts_from_the_day_on_which_they_came_out(client):
    case = out_earlier_than_planned()
    client.force_login(case.responsible)

    countdown = client.get(case.get_absolute_url()).context["countdown"]

    assert (countdown["day"], countdown["days_since"], countdown["days"]) == (day(-2), 2, None)


def test_supervised_probationary_freedom_does_not_bring_them_back_in():
    case = CaseFactory(on=day(-60))
    released(case, day(-20), released_on=day(-20), custody_started_on=None)
    freedom = {"custody_kind": CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM}
    released(case, day(60), custody_started_on=None, **freedom)

    assert Case.objects.get(pk=case.pk).released_on == day(-20)


def test_prison_again_brings_them_back_in():
    case = out_earlier_than_planned()
    released(case, day(90), custody_started_on=None)

    assert Case.objects.get(pk=case.pk).released_on is None


def test_the_overview_of_somebody_who_came_out_today_says_today(client):
    case = CaseFactory(on=day(-60))
    released(case, day(24), released_on=day(0), custody_started_on=None)
    client.force_login(case.responsible)

    countdown = client.get(case.get_absolute_url()).context["countdown"]

    assert (countdown["day"], countdown["days_since"], countdown["days"]) == (day(0), None, 0)


def test_a_day_that_has_passed_unconfirmed_is_not_said_to_be_the_release(client):
    case = CaseFactory(on=day(-60))
    released(case, day(-3), custody_started_on=None)
    client.force_login(case.responsible)

    countdown = client.get(case.get_absolute_url()).context["countdown"]

    assert (countdown["days_since"], countdown["is_unconfirmed"]) == (3, True)
