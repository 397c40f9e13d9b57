"""Opening a case takes the person's details from the contact, and says where they came from."""

import pytest
from django.urls import reverse

from cases.actions.client import edit_client
from cases.models import Case
from tests.factories import ReferralFactory, TriageFactory, UnitFactory, WorkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def opened(unit):
    def opened(**told):
        referral = ReferralFactory(county=unit.county, **told)
        worker = WorkerFactory(unit=unit)
        triage = TriageFactory(referral=referral, unit=unit, responsible=worker)
        return Case.objects.get(pk=triage.case_id)

    return opened


def page_of(client, case):
    client.force_login(case.responsible)
    return client.get(reverse("cases:client", args=[case.pk])).content.decode()


def test_languages_protection_and_how_to_reach_come_along(opened):
    person = opened(
        service_language="sv",
        needs_interpreter=True,
        how_to_reach="Via avdelningen.",
        protected_address=True,
    ).client

    assert (person.service_language, person.needs_interpreter) == ("sv", True)
    assert (person.how_to_reach, person.protected_address) == ("Via avdelningen.", True)


@pytest.mark.parametrize("may", [True, False])
def test_phone_comes_with_whether_a_message_may_be_left(opened, may):
    person = opened(phone="+358 40 1", message_may_be_left=may).client

    detail = person.contact_details.get()
    assert (detail.kind, detail.value, detail.digits) == ("phone", "+358 40 1", "0401")
    assert detail.message_may_be_left is may


def test_contact_that_says_nothing_leaves_nothing_behind(opened):
    person = opened(phone="", service_language="").client

    assert not person.contact_details.exists()
    # Not known stays not known.
    assert person.service_language == ""


def test_page_tells_from_which_contact_and_whether_it_was_changed_since(client, opened, unit):
    case = opened(phone="040 1")

    before = page_of(client, case)
    edit_client(case=case, values={"mother_tongue": "suomi"}, seen=1, by=case.responsible)
    after = page_of(client, case)

    origin = f"Tiedot otettiin alun perin yhteydenotosta {case.client.taken_from}"
    changed = "Niitä on muutettu sen jälkeen"
    assert case.client.taken_from
    assert (origin in before, changed in before) == (True, False)
    assert (origin in after, changed in after) == (True, True)
