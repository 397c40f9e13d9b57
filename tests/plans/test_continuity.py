"""What ends at the gate with nothing after it, in words and days."""

import datetime as dt

import pytest
from django.utils import translation

from plans.continuity import gaps
from tests.factories import PlanFactory, PlanServiceFactory

pytestmark = pytest.mark.django_db
RELEASE = dt.date(2026, 12, 14)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def plan():
    return PlanFactory()


def found(plan, release=RELEASE):
    return [(gap.title, gap.days, gap.covered) for gap in gaps(list(plan.services.all()), release)]


def test_a_service_in_prison_with_nothing_after_it_is_a_gap(plan):
    PlanServiceFactory(plan=plan, name="Velkaneuvonta", place="inside")

    assert found(plan) == [("Velkaneuvonta", None, False)]


def test_an_interim_solution_covers_a_gap_and_leaves_it_visible(plan):
    PlanServiceFactory(plan=plan, name="Velkaneuvonta", place="inside", interim="Puhelinneuvonta")

    assert found(plan) == [("Velkaneuvonta", None, True)]


@pytest.mark.parametrize(
    ("ends", "starts", "days"),
    [
        (None, RELEASE, None),
        (None, dt.date(2026, 12, 15), 1),
        (dt.date(2026, 12, 16), dt.date(2026, 12, 21), 4),
        (dt.date(2026, 12, 16), dt.date(2026, 12, 17), None),
    ],
)
def test_the_days_between_two_services_are_counted(plan, ends, starts, days):
    first = PlanServiceFactory(plan=plan, name="Lääkehoito", place="inside", ends_on=ends)
    PlanServiceFactory(plan=plan, name="Terveysasema", starts_on=starts, continues=first)

    assert found(plan) == ([("Lääkehoito", days, False)] if days else [])


def test_a_continuation_without_a_day_is_told_as_such(plan):
    first = PlanServiceFactory(plan=plan, name="Lääkehoito", place="inside")
    PlanServiceFactory(plan=plan, name="Terveysasema", state="queued", continues=first)

    (gap,) = gaps(list(plan.services.all()), RELEASE)

    assert gap.text == (
        "Ends at the release on 14.12.2026. Terveysasema continues it (in the queue), "
        "from a day not known."
    )


def test_nothing_is_counted_to_a_release_that_is_not_known(plan):
    first = PlanServiceFactory(plan=plan, name="Lääkehoito", place="inside")
    PlanServiceFactory(plan=plan, name="Terveysasema", starts_on=RELEASE, continues=first)

    assert found(plan, release=None) == []


def test_what_happens_once_at_the_gate_what_has_ended_and_what_is_outside_leave_no_gap(plan):
    PlanServiceFactory(plan=plan, name="Saatto", place="gate")
    PlanServiceFactory(plan=plan, name="Kurssi", place="inside", state="ended")
    PlanServiceFactory(plan=plan, name="Asuminen", place="outside")

    assert found(plan) == []
