"""From an empty county to the first contact: the page says what is missing, and where to go."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions.invitation import invite
from administration.first_steps import first_steps
from tests.factories import (
    CountyFactory,
    IntakeWorkerFactory,
    ReferralFactory,
    SupervisorFactory,
    TriageFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

NUMBERS, UNITS, INTAKE, SUPERVISORS, WORKERS, SECOND, ACCOUNTS, CONTACT = range(8)


def missing(county) -> list[int]:
    return [number for number, step in enumerate(first_steps(county)) if not step.is_done]


@pytest.fixture
def county():
    return CountyFactory()


def test_of_an_empty_county_everything_is_missing_but_accounts(county):
    assert missing(county) == [NUMBERS, UNITS, INTAKE, SUPERVISORS, WORKERS, SECOND, CONTACT]


def test_of_a_county_that_works_nothing_is_missing(county):
    county.phone = county.on_call_phone = "017 1"
    county.save()
    unit = UnitFactory(county=county, phone="017 2")
    for factory in (IntakeWorkerFactory, SupervisorFactory):
        factory(unit=unit, password="x")
    worker = WorkerFactory(unit=unit, password="x")
    for _number in range(2):
        UserFactory(is_superuser=True, organisation=county, password="x")
    TriageFactory(unit=unit, responsible=worker)
    county.users.update(password="x")

    assert missing(county) == []


def test_a_unit_without_a_supervisor_is_named(county):
    SupervisorFactory(unit=UnitFactory(county=county))
    lacking = UnitFactory(county=county, name_fi="Vailla johtajaa")

    assert first_steps(county)[SUPERVISORS].missing == [lacking.name]


def test_who_has_left_is_missing_again(county):
    intake = IntakeWorkerFactory(unit=UnitFactory(county=county))
    before = INTAKE in missing(county)
    intake.is_active = False
    intake.save()

    assert (before, INTAKE in missing(county)) == (False, True)


def test_an_invitation_that_nobody_followed_is_counted(county):
    user = UserFactory(organisation=county)
    user.set_unusable_password()
    user.save()
    invite(user=user, by=None, site="http://testserver/", now=timezone.now())

    assert first_steps(county)[ACCOUNTS].missing == ["1 henkilö ei ole vielä avannut kutsuaan"]


def test_the_first_contact_is_told_by_what_has_become_of_it(county):
    said = [first_steps(county)[CONTACT].missing]
    ReferralFactory(county=county)
    said.append(first_steps(county)[CONTACT].missing)

    assert said == [["Yhteydenottoa ei ole vielä tullut"], ["Yhteydenotto odottaa arviota"]]


def test_one_button_is_filled_and_leads_to_the_first_that_is_missing(client, county):
    client.force_login(UserFactory(is_superuser=True, organisation=county))

    page = client.get(reverse("administration:first_steps")).content.decode()

    assert page.count("btn btn-primary") == 1
    assert f'class="btn btn-primary" href="{reverse("referrals:county_numbers")}"' in page


def test_an_administrator_begins_here(client, county):
    client.force_login(UserFactory(is_superuser=True, organisation=county))

    assert client.get(reverse("accounts:home")).url == reverse("administration:first_steps")
