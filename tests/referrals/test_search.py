"""A contact is found by reference, identity code and name, by who may know of it."""

import re
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from audit.vocabulary import Action
from referrals.models import Referral
from referrals.search.lookup import SHOWN
from tests.factories import (
    CorrectionFactory,
    CountyFactory,
    IntakeWorkerFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
URL = "/yhteydenotot/hae/"
CODE = "010180-9004"


@pytest.fixture
def intake() -> Any:
    return IntakeWorkerFactory()


@pytest.fixture
def referral(intake: Any) -> Referral:
    sent: Referral = ReferralFactory(
        county=intake.organisation,
        last_name="Pöyhtäri",
        first_names="Jani",
        identity_code=CODE,
    )
    return sent


def found(browser: Browser, user: Any, what: str) -> str:
    browser.force_login(user)
    page = browser.post(URL, {"what": what}).content.decode()
    rows = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(rows)).split())


@pytest.mark.parametrize("what", ["Poyhtari Jani", "pöyhtäri", "Jani Pöyhtri", CODE, "010180–9004"])
def test_intake_finds_a_contact_by_name_and_code(
    client: Browser, intake: Any, referral: Referral, what: str
) -> None:
    assert referral.reference in found(client, intake, what)


def test_intake_finds_by_the_reference_what_was_decided_on(
    client: Browser, intake: Any, referral: Referral
) -> None:
    TriageFactory(referral=referral)
    spoken = " ".join(re.findall("..", referral.reference.lower()))

    assert "Pöyhtäri" in found(client, intake, spoken)


@pytest.mark.parametrize("what", ["Ylitalo", "Ylitaloo Jani", "Jani Pöyhtäri"])
def test_contact_is_found_by_the_name_as_put_right_and_as_sent(
    client: Browser, intake: Any, referral: Referral, what: str
) -> None:
    CorrectionFactory(referral=referral, last_name="Ylitalo")

    assert referral.reference in found(client, intake, what)


def test_contact_is_found_by_the_code_as_put_right(
    client: Browser, intake: Any, referral: Referral
) -> None:
    CorrectionFactory(referral=referral, identity_code="020280-901J")

    assert referral.reference in found(client, intake, "020280-901J")


def test_search_shows_twenty_and_says_that_there_are_more(client: Browser, intake: Any) -> None:
    ReferralFactory.create_batch(SHOWN + 1, county=intake.organisation, last_name="Pöyhtäri")

    shown = found(client, intake, "Pöyhtäri")

    assert shown.count("Pöyhtäri") == SHOWN
    assert client.post(URL, {"what": "Pöyhtäri"}).context["has_more"] is True


def test_search_that_shows_all_does_not_say_that_there_are_more(
    client: Browser, intake: Any, referral: Referral
) -> None:
    client.force_login(intake)

    assert client.post(URL, {"what": "Pöyhtäri"}).context["has_more"] is False


def test_another_county_finds_nothing(client: Browser, referral: Referral) -> None:
    other = IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="muu")))

    for what in (referral.reference, CODE, "Pöyhtäri"):
        assert found(client, other, what) == ""


def test_sender_finds_the_own_contact_by_name(client: Browser, referral: Referral) -> None:
    assert referral.reference in found(client, referral.holder, "Pöyhtäri")


def test_colleague_finds_it_by_the_reference_alone_and_without_the_name(
    client: Browser, referral: Referral
) -> None:
    colleague = PrisonOfficerFactory(organisation=referral.holder_organisation)

    assert found(client, colleague, "Pöyhtäri") == ""
    assert found(client, colleague, CODE) == ""
    shown = found(client, colleague, referral.reference)
    assert referral.reference in shown
    assert "Pöyhtäri" not in shown


def test_search_is_logged_without_its_words(
    client: Browser, intake: Any, referral: Referral
) -> None:
    found(client, intake, "Pöyhtäri")

    event = AuditEvent.objects.get(action=Action.REFERRAL_SEARCHED)
    assert event.details == {"found": [referral.pk]}


def test_code_in_the_box_of_the_name_finds_the_client(
    client: Browser, intake: Any, referral: Referral
) -> None:
    TriageFactory(referral=referral)
    client.force_login(intake)

    page = client.post(reverse("cases:client_search"), {"name": CODE}).content.decode()

    assert "Jani Pöyhtäri" in page


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", {"Pöyhtäri", "Itse", "Ilmoitettu", "Lähdössä", "Oikaistu"}),
        ("laji=ilmoitus", {"Ilmoitettu"}),
        ("laji=yhteydenotto", {"Pöyhtäri", "Itse", "Lähdössä", "Oikaistu"}),
        ("tekija=virka", {"Pöyhtäri", "Ilmoitettu", "Lähdössä", "Oikaistu"}),
        ("tekija=itse", {"Itse"}),
        ("portti=lahella", {"Lähdössä"}),
        ("kerrottu=uutta", {"Oikaistu"}),
    ],
)
def test_waiting_contacts_are_narrowed(
    client: Browser, intake: Any, query: str, seen: set[str]
) -> None:
    far = {"county": intake.organisation, "release_on": None, "release_certainty": "unknown"}
    ReferralFactory(**far, last_name="Pöyhtäri")
    ReferralFactory(**far, last_name="Itse", made_by="client")
    near = {"release_on": timezone.localdate(), "release_certainty": "official"}
    ReferralFactory(**far | near, last_name="Lähdössä")
    corrected = ReferralFactory(**far, last_name="Oikaistu")
    CorrectionFactory(referral=corrected, phone="050 000 0009")
    ReferralFactory(
        **far,
        last_name="Ilmoitettu",
        kind="notification",
        consent_manner="",
        consent_on=None,
        ground="unable",
        ground_reasons="Syy.",
        no_consent_because="Syy.",
    )
    client.force_login(intake)

    shown = client.get(f"/vastaanotto/?{query}", follow=True).context["table"].page

    assert {row.last_name for row in shown} == seen
