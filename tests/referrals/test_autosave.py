"""A page that saves itself while it is being written, and its button afterwards."""

import uuid
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import User
from records.held_text import sign_writer
from records.models import HeldText
from referrals.models import Referral
from tests.factories import CountyFactory, DraftFactory, PrisonOfficerFactory, ReferralFactory
from tests.referrals.answers import need_page, person_page, receiving_municipality

pytestmark = pytest.mark.django_db

NEW = "/yhteydenotot/uusi/"


@pytest.fixture
def officer() -> User:
    return PrisonOfficerFactory()


@pytest.fixture
def browser(client: Browser, officer: User) -> Browser:
    client.force_login(officer)
    return client


@pytest.fixture
def key() -> str:
    return str(uuid.uuid4())


def autosave(browser: Browser, url: str, page: dict[str, Any], key: str) -> Any:
    return browser.post(url, page | {"form_key": key, "autosave": "1"})


def test_first_save_makes_the_draft_and_tells_its_address_version_and_time(browser, key):
    told = autosave(browser, NEW, {"last_name": "Lehtovirta"}, key).json()

    draft = Referral.objects.get()
    assert draft.typed_name == "Lehtovirta"
    assert told["url"] == reverse("referrals:draft_person", args=[draft.pk])
    assert told["version"] == draft.version
    assert told["words"].startswith("Luonnos tallennettu klo ")


def test_page_about_nobody_yet_makes_no_draft(browser, key):
    assert autosave(browser, NEW, {"consent_manner": "spoken"}, key).json() == {}
    assert not Referral.objects.exists()


def test_saves_whose_answers_got_lost_and_the_button_make_one_draft(browser, key):
    municipality = receiving_municipality(CountyFactory())
    autosave(browser, NEW, {"last_name": "L"}, key)
    autosave(browser, NEW, {"last_name": "Lehtovirta", "first_names": "Oskari"}, key)

    answer = browser.post(NEW, person_page(municipality) | {"form_key": key})

    draft = Referral.objects.get()
    assert answer.url == reverse("referrals:draft_custody", args=[draft.pk])
    assert draft.typed["person"]["first_names"] == ["Niko Juhani"]


def test_save_that_arrives_after_the_button_changes_nothing(browser, key):
    browser.post(NEW, {"last_name": "Kaarna", "first_names": "Oskari", "form_key": key})

    autosave(browser, NEW, {"last_name": "Kaar"}, key)

    assert Referral.objects.get().typed["person"]["last_name"] == ["Kaarna"]


def test_page_that_is_gone_back_to_and_written_anew_is_another_contact(browser, key):
    for name in ("Kaarna", "Mustikka"):
        browser.post(NEW, {"last_name": name, "form_key": key})

    assert {draft.typed_name for draft in Referral.objects.all()} == {"Kaarna", "Mustikka"}


def test_button_is_no_conflict_with_what_its_own_page_has_saved(browser, officer, key):
    draft = DraftFactory(sender=officer)
    url = reverse("referrals:draft_need", args=[draft.pk])
    seen = {"version": draft.version}
    autosave(browser, url, need_page(description="Kes") | seen, key)

    # The answer of the save has not reached the page: it still has the old version.
    answer = browser.post(url, need_page(description="Kesken") | seen | {"form_key": key})

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert draft.typed["need"]["description"] == ["Kesken"]


def test_another_window_stops_the_saving_and_the_button_shows_both_texts(browser, officer, key):
    draft = DraftFactory(sender=officer)
    url = reverse("referrals:draft_need", args=[draft.pk])
    seen = {"version": draft.version}
    browser.post(url, need_page(description="Toinen ikkuna") | seen)

    told = autosave(browser, url, need_page(description="Tämä ikkuna") | seen, key)
    shown = browser.post(url, need_page(description="Tämä ikkuna") | seen | {"form_key": key})

    assert told.status_code == shown.status_code == 409
    assert "toisessa ikkunassa" in told.json()["words"]
    assert [(t["theirs"], t["mine"]) for t in shown.context["both"]] == [
        ("Toinen ikkuna", "Tämä ikkuna")
    ]
    assert "data-autosave" not in shown.content.decode()


def test_nothing_is_saved_into_what_was_sent(browser, officer, key):
    sent = ReferralFactory(by=officer)

    told = autosave(browser, reverse("referrals:draft_need", args=[sent.pk]), need_page(), key)

    assert told.status_code == 409
    assert told.json()["words"]


def test_ended_session_leads_to_the_sign_in_which_the_page_notices(browser, officer, key):
    written_by = sign_writer(officer)
    browser.logout()

    page = {"last_name": "Lehtovirta", "written_by": written_by}
    answer = autosave(browser, NEW, page, key)

    assert answer.status_code == 302
    assert answer.url.startswith("/kirjautuminen/")
    assert not Referral.objects.exists()
    assert not HeldText.objects.exists()


def test_nobody_saves_into_the_page_of_another_by_its_key(browser, key, client):
    autosave(browser, NEW, {"last_name": "Lehtovirta"}, key)
    other = Browser()
    other.force_login(PrisonOfficerFactory())

    autosave(other, NEW, {"last_name": "Vieras"}, key)

    assert {draft.typed_name for draft in Referral.objects.all()} == {"Lehtovirta", "Vieras"}
