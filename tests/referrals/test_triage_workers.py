"""Who is offered as the personal worker of a case that intake opens."""

import pytest
from django.urls import reverse

from accounts.models import UnitMembership, UnitRole
from referrals.models import Triage
from tests.factories import IntakeWorkerFactory, ReferralFactory, UnitFactory, WorkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return UnitFactory(name_fi="Oma yksikkö")


@pytest.fixture
def other(own):
    return UnitFactory(county=own.county, name_fi="Toinen yksikkö")


@pytest.fixture
def browser(client, own):
    client.force_login(IntakeWorkerFactory(unit=own))
    return client


@pytest.fixture
def page(own):
    return reverse("referrals:referral_triage", args=[ReferralFactory(county=own.county).pk])


def offered(response):
    """The workers under each unit, as the page's form has them."""
    [_empty, *groups] = response.context["form"]["responsible"].field.choices
    return {unit: [pk for pk, _words in workers] for unit, workers in groups}


def test_workers_of_the_own_unit_are_offered_under_its_name(browser, page, own, other):
    worker = WorkerFactory(unit=own)
    WorkerFactory(unit=other)

    assert offered(browser.get(page)) == {"Oma yksikkö": [worker.pk]}


def test_only_unit_of_a_county_needs_no_role_of_ones_own(client, own, page):
    worker = WorkerFactory(unit=own)
    client.force_login(IntakeWorkerFactory(unit=own))

    assert offered(client.get(page)) == {"Oma yksikkö": [worker.pk]}


def test_workers_of_another_unit_are_shown_on_request(browser, page, own, other):
    near, far = WorkerFactory(unit=own), WorkerFactory(unit=other)

    response = browser.post(page, {"unit": str(other.pk), "show_workers": "yes"})

    assert offered(response) == {"Oma yksikkö": [near.pk], "Toinen yksikkö": [far.pk]}


def test_request_for_workers_keeps_what_was_typed_and_complains_of_nothing(browser, page, other):
    typed = {"unit": str(other.pk), "measures": "Soitettu äidille.", "show_workers": "yes"}

    response = browser.post(page, typed)

    assert "Soitettu äidille." in response.content.decode()
    assert not response.context["form"].errors
    assert not Triage.objects.exists()


def test_request_for_workers_decides_nothing_though_all_is_filled_in(browser, page, other):
    filled = {
        "triggers": ["none"],
        "urgency": "urgent",
        "urgency_reason": "Vapautuminen on lähellä.",
        "dependants": "nobody",
        "measures": "Soitettu lähettäjälle.",
        "decision": "guide",
        "unit": str(other.pk),
    }

    browser.post(page, filled | {"show_workers": "yes"})

    assert not Triage.objects.exists()


def test_worker_of_another_unit_stays_chosen_after_an_error(browser, page, other):
    worker = WorkerFactory(unit=other)

    response = browser.post(page, {"unit": str(other.pk), "responsible": str(worker.pk)})

    assert f'<option value="{worker.pk}" selected>' in response.content.decode()


def test_worker_of_two_units_stands_under_both_and_can_be_chosen(browser, page, own, other):
    worker = WorkerFactory(unit=own)
    UnitMembership.objects.create(user=worker, unit=other, role=UnitRole.WORKER)

    response = browser.post(page, {"unit": str(other.pk), "responsible": str(worker.pk)})

    assert offered(response) == {"Oma yksikkö": [worker.pk], "Toinen yksikkö": [worker.pk]}
    assert "responsible" not in response.context["form"].errors


def test_who_has_left_or_does_other_work_is_not_offered(browser, page, own):
    WorkerFactory(unit=own, is_active=False)
    IntakeWorkerFactory(unit=own)

    assert offered(browser.get(page)) == {}
