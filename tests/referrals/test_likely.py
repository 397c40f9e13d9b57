"""Whom a contact may be about: clients by spelling and slip, and contacts that came twice."""

import datetime as dt

import pytest
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import Unit, User
from cases.register.merging import merge_clients
from referrals.intake.duplicates import likely_clients, likely_referrals
from referrals.models import Referral
from referrals.vocabulary import Decision
from tests.factories import (
    ClientFactory,
    ContactDetailFactory,
    CountyFactory,
    IntakeWorkerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
BORN = dt.date(1980, 5, 12)


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def intake(unit: Unit) -> User:
    return IntakeWorkerFactory(unit=unit)


def contact(unit: Unit, last: str = "Wirtanen", first: str = "Matti", **more: object) -> Referral:
    known = {"last_name": last, "first_names": first, "birth_date": BORN} | more
    referral: Referral = ReferralFactory(county=unit.county, **known)
    return referral


def test_misspelt_client_is_likely_with_both_spellings_in_the_reason(unit, intake):
    known = {"county": unit.county, "first_names": "Matti", "birth_date": BORN}
    client = ClientFactory(last_name="Virtanen", **known)
    ClientFactory(last_name="Lehtinen", **known)

    [hit] = likely_clients(contact(unit), by=intake)

    assert (hit.client, hit.match.is_same_code) == (client, False)
    assert "Virtanen – Wirtanen" in hit.reason


def test_client_is_likely_by_the_phone_under_another_name(unit, intake):
    client = ClientFactory(county=unit.county, last_name="Toinen")
    ContactDetailFactory(client=client, value="+358401234567")

    [hit] = likely_clients(contact(unit, phone="040 123 4567"), by=intake)

    assert hit.client == client


def test_who_shares_only_a_part_is_no_likely_client(unit, intake):
    ClientFactory(county=unit.county, last_name="Wirtanen", first_names="Ville", birth_date=BORN)
    ClientFactory(
        county=unit.county,
        last_name="Wirtanen",
        first_names="Matti",
        birth_date=dt.date(1961, 10, 8),
    )

    assert likely_clients(contact(unit), by=intake) == []


def test_merged_record_is_offered_as_the_kept_one(unit, intake):
    kept = ClientFactory(county=unit.county, last_name="Uusi")
    merged = ClientFactory(county=unit.county, last_name="Wirtanen", first_names="Matti")
    merge_clients(kept=kept, merged=merged, reason="Sama", by=intake)

    assert [hit.client for hit in likely_clients(contact(unit), by=intake)] == [kept]


def test_contact_that_came_twice_is_told_with_a_link(client: Browser, unit, intake):
    first, second = contact(unit, "Virtanen"), contact(unit)
    contact(unit, "Lehtinen", "Ville")
    client.force_login(intake)

    page = client.get(reverse("referrals:referral_triage", args=[second.pk])).content.decode()

    assert [other.referral for other in likely_referrals(second)] == [first]
    assert reverse("referrals:referral_triage", args=[first.pk]) in page
    assert first.reference in page


def test_decided_and_other_counties_contacts_are_not_told(unit):
    decided = contact(unit)
    TriageFactory(referral=decided, unit=unit, decision=Decision.GUIDE)
    contact(UnitFactory(county=CountyFactory(code="muu")))

    assert likely_referrals(contact(unit)) == []
