"""A worker writes down a phone call, a letter or a visit."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import Municipality, Unit
from referrals.models import Referral
from tests.factories import CountyFactory, IntakeWorkerFactory, UnitFactory, WorkerFactory
from tests.referrals.answers import ground_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


def call(**changed: Any) -> dict[str, Any]:
    return {
        "channel": "phone",
        "made_by": "client",
        "last_name": "Esimerkki",
        "first_names": "Niko",
        "identity_code_unknown": "on",
        "identity_code_unknown_reason": "ei halunnut kertoa",
        "home_municipality_unknown": "on",
        "home_municipality_unknown_reason": "puhelu katkesi",
        "needs": ["2"],
        "description": "Tarvitsee asunnon.",
        "custody_kind_unknown": "on",
        "custody_kind_unknown_reason": "ei kysytty",
        "release_on_unknown": "on",
        "release_on_unknown_reason": "ei tiedä",
    } | changed


def test_phone_call_of_the_client_lands_in_the_queue_of_the_workers_county(
    client: Browser, unit: Unit
) -> None:
    worker = WorkerFactory(unit=unit)
    client.force_login(worker)

    response = client.post(reverse("referrals:referral_receive"), call())

    referral = Referral.objects.get()
    assert response.url == reverse("referrals:referral_receipt", args=[referral.pk])
    assert list(Referral.objects.listable_to(IntakeWorkerFactory(unit=unit)).untriaged()) == [
        referral
    ]
    assert (referral.channel, referral.made_by, referral.consent_manner) == ("phone", "client", "")
    assert referral.not_known["release_on"] == "ei tiedä"


def test_intake_goes_on_to_triage_at_once(client: Browser, unit: Unit) -> None:
    client.force_login(IntakeWorkerFactory(unit=unit))

    response = client.post(reverse("referrals:referral_receive"), call())

    assert response.url == reverse("referrals:referral_triage", args=[Referral.objects.get().pk])


def test_a_worker_who_is_no_intake_is_led_to_what_becomes_of_it(
    client: Browser, unit: Unit
) -> None:
    client.force_login(WorkerFactory(unit=unit))

    page = client.get(reverse("referrals:referral_receive")).content.decode()

    sent = reverse("referrals:referral_list")
    assert f'<a href="{sent}">Lähettämäsi yhteydenotot' in page


def test_contact_of_somebody_else_needs_consent_name_and_phone(client: Browser, unit: Unit) -> None:
    client.force_login(WorkerFactory(unit=unit))

    response = client.post(reverse("referrals:referral_receive"), call(made_by="close_person"))

    assert set(response.context["form"].errors) == {
        "consent_manner",
        "consent_on",
        "contact_name",
        "contact_phone",
    }
    assert not Referral.objects.exists()


def someone(**changed: Any) -> dict[str, Any]:
    """A call of somebody close to the person."""
    told = {"made_by": "close_person", "contact_name": "Leena Sisko", "contact_phone": "050 2"}
    return call(**told | changed)


def test_call_without_consent_is_a_notification_on_its_ground(client: Browser, unit: Unit) -> None:
    client.force_login(WorkerFactory(unit=unit))

    client.post(
        reverse("referrals:referral_receive"),
        someone(consent_manner="none", consent_on="2.3.2026") | ground_page(),
    )

    referral = Referral.objects.get()
    assert (referral.kind, referral.ground, referral.channel) == ("notification", "unable", "phone")
    assert (referral.consent_manner, referral.consent_on) == ("", None)


def test_call_without_consent_needs_a_ground(client: Browser, unit: Unit) -> None:
    client.force_login(WorkerFactory(unit=unit))

    response = client.post(reverse("referrals:referral_receive"), someone(consent_manner="none"))

    assert set(response.context["form"].errors) == {
        "ground",
        "ground_reasons",
        "no_consent_because",
    }


def test_ground_that_was_filled_in_beside_a_consent_is_not_kept(
    client: Browser, unit: Unit
) -> None:
    client.force_login(WorkerFactory(unit=unit))
    consent = {"consent_manner": "spoken", "consent_on": "2.3.2026"}

    client.post(reverse("referrals:referral_receive"), someone(**consent) | ground_page())

    referral = Referral.objects.get()
    assert (referral.kind, referral.ground, referral.ground_reasons) == ("contact", "", "")


def test_need_of_a_call_may_be_not_known(client: Browser, unit: Unit) -> None:
    client.force_login(WorkerFactory(unit=unit))
    cut = {"needs_unknown": "on", "needs_unknown_reason": "puhelu katkesi"}

    client.post(reverse("referrals:referral_receive"), call(needs=[]) | cut)

    assert Referral.objects.get().not_known["needs"] == "puhelu katkesi"


def test_double_click_makes_one_contact(client: Browser, unit: Unit) -> None:
    client.force_login(WorkerFactory(unit=unit))
    posted = call(form_key="5a1d2b7e-3b1c-4c39-9a29-1f7f8a3f0b11")

    for _click in range(2):
        client.post(reverse("referrals:referral_receive"), posted)

    assert Referral.objects.count() == 1


def test_my_work_leads_to_recording_a_contact(client: Browser, unit: Unit) -> None:
    client.force_login(WorkerFactory(unit=unit))

    html = client.get(reverse("caseload:my_work")).content.decode()

    assert f'href="{reverse("referrals:referral_receive")}"' in html


def test_a_worker_goes_back_to_the_own_contacts_and_intake_to_the_queue(
    client: Browser, unit: Unit
) -> None:
    ways = {}
    for maker in (WorkerFactory, IntakeWorkerFactory):
        client.force_login(maker(unit=unit))
        page = client.get(reverse("referrals:referral_receive"))
        ways[maker] = page.context["contacts"]
        assert client.get(ways[maker]).status_code == 200

    assert ways == {
        WorkerFactory: reverse("referrals:referral_list"),
        IntakeWorkerFactory: reverse("referrals:queue"),
    }


def test_a_worker_follows_what_they_recorded_and_a_colleague_does_not(
    client: Browser, unit: Unit
) -> None:
    worker, colleague = WorkerFactory(unit=unit), WorkerFactory(unit=unit)
    client.force_login(worker)
    client.post(reverse("referrals:referral_receive"), call())
    referral = Referral.objects.get()
    pages = [
        reverse(f"referrals:{name}", args=[referral.pk])
        for name in ("referral_page", "referral_receipt")
    ]

    assert [client.get(page).status_code for page in pages] == [200, 200]
    assert referral.reference in client.get(reverse("referrals:referral_list")).content.decode()
    client.force_login(colleague)
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert referral.reference not in client.get(reverse("referrals:referral_list")).content.decode()


def test_a_worker_is_told_that_the_intake_hands_over_a_contact_of_another_county(
    client: Browser, unit: Unit
) -> None:
    other = CountyFactory(code="muu")
    home = Municipality.objects.create(
        code="998", name_fi="Muukunta", county=other, valid_from=dt.date(2020, 1, 1)
    )
    client.force_login(WorkerFactory(unit=unit))
    known = {"home_municipality": home.pk, "home_municipality_unknown": ""}
    known |= {"home_municipality_unknown_reason": ""}

    response = client.post(reverse("referrals:referral_receive"), call(**known), follow=True)

    assert "Yhteydenottojen käsittely siirtää yhteydenoton sinne." in response.content.decode()
