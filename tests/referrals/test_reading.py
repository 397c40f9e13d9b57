"""Who reads a waiting contact is seen; after a decision the next one is a press away."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from cases.models import Client
from referrals.intake.reading import claim_reading
from referrals.models import Reading, Referral
from tests.factories import (
    ClientFactory,
    IntakeWorkerFactory,
    ReferralFactory,
    TriageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def intake() -> Any:
    return IntakeWorkerFactory(first_name="Anneli", last_name="Kukkokallio")


@pytest.fixture
def referral(intake: Any) -> Referral:
    sent: Referral = ReferralFactory(county=intake.organisation)
    return sent


def page(name: str, referral: Referral) -> str:
    return reverse(f"referrals:{name}", args=[referral.pk])


def queue_of(browser: Browser, user: Any) -> str:
    browser.force_login(user)
    return browser.get(reverse("referrals:queue")).content.decode()


def test_who_reads_it_is_seen_in_the_queue(
    client: Browser, referral: Referral, intake: Any
) -> None:
    client.force_login(intake)
    client.post(page("reading_claim", referral))

    assert "Anneli Kukkokallio lukee" in queue_of(client, intake)


def test_who_reads_it_is_told_to_whoever_opens_it_too(
    client: Browser, referral: Referral, intake: Any
) -> None:
    claim_reading(referral=referral, by=intake)
    client.force_login(IntakeWorkerFactory(unit=intake.unit_memberships.get().unit))

    shown = client.get(page("referral_triage", referral)).content.decode()

    assert "Anneli Kukkokallio on lukenut tätä" in shown


def test_claim_ends_with_its_day(client: Browser, referral: Referral, intake: Any) -> None:
    with time_machine.travel(timezone.now() - dt.timedelta(days=1)):
        claim_reading(referral=referral, by=intake)

    assert "lukee" not in queue_of(client, intake)


def test_claim_goes_with_the_decision(referral: Referral, intake: Any) -> None:
    claim_reading(referral=referral, by=intake)

    TriageFactory(referral=referral)

    assert not Reading.objects.exists()


def test_of_a_decided_contact_nobody_says_that_they_read_it(
    client: Browser, referral: Referral, intake: Any
) -> None:
    TriageFactory(referral=referral)
    client.force_login(intake)

    client.post(page("reading_claim", referral))

    assert not Reading.objects.exists()


def test_reader_takes_it_back_and_nobody_elses(
    client: Browser, referral: Referral, intake: Any
) -> None:
    claim_reading(referral=referral, by=intake)
    colleague = IntakeWorkerFactory(unit=intake.unit_memberships.get().unit)
    client.force_login(colleague)
    client.post(page("reading_claim", referral), {"end": ""})
    assert Reading.objects.get().by == intake

    client.force_login(intake)
    client.post(page("reading_claim", referral), {"end": ""})

    assert not Reading.objects.exists()


def test_next_contact_is_one_that_nobody_else_reads(
    client: Browser, referral: Referral, intake: Any
) -> None:
    read, free = (ReferralFactory(county=intake.organisation) for _number in range(2))
    claim_reading(referral=read, by=IntakeWorkerFactory(unit=None, organisation=None))
    TriageFactory(referral=referral)
    client.force_login(intake)

    shown = client.get(page("referral_triage", referral)).content.decode()

    assert page("referral_triage", free) in shown
    assert page("referral_triage", read) not in shown


def test_order_is_marked_in_the_queue(client: Browser, intake: Any) -> None:
    ReferralFactory(county=intake.organisation, protected_address=True)

    assert "Turvakielto" in queue_of(client, intake)


def test_order_is_to_be_noted_at_triage(client: Browser, intake: Any) -> None:
    contact = ReferralFactory(county=intake.organisation, protected_address=True)
    client.force_login(intake)

    shown = client.post(page("referral_triage", contact), {"decision": "no_need"}).content.decode()

    assert "Merkitse, että olet huomannut turvakiellon." in shown


def test_order_of_a_contact_reaches_a_client_who_is_known_already(intake: Any) -> None:
    known = ClientFactory(county=intake.organisation)
    contact = ReferralFactory(county=intake.organisation, protected_address=True)

    TriageFactory(referral=contact, client=known)

    assert Client.objects.get().protected_address is True


def test_place_of_the_service_on_call_is_told_where_the_gate_is_near(
    client: Browser, intake: Any
) -> None:
    county = intake.organisation
    county.on_call_phone, county.on_call_address = "017 1", "Päivystyskatu 1"
    county.save()
    contact = ReferralFactory(
        county=county, release_on=timezone.localdate(), release_certainty="official"
    )
    client.force_login(intake)

    assert "Päivystyskatu 1" in client.get(page("referral_triage", contact)).content.decode()
