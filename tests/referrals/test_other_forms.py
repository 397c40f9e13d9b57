"""The short form, the notification, and the ways between the forms."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import Municipality, Organisation, User
from inputs.not_known import reason_name, unknown_name
from referrals.models import Referral
from referrals.sending.form_steps import FULL_CONTACT, NOTIFICATION, SHORT_CONTACT
from tests.factories import CountyFactory, MunicipalityFactory, PrisonOfficerFactory
from tests.referrals.answers import (
    custody_page,
    ground_page,
    need_page,
    person_page,
    receiving_municipality,
    short_page,
)

pytestmark = pytest.mark.django_db

SHORT = "/yhteydenotot/uusi/?lomake=lyhyt&laji=3"
NOTIFY = "/yhteydenotot/uusi/?lomake=ilmoitus"
FULL = "/yhteydenotot/uusi/"


@pytest.fixture
def officer() -> User:
    return PrisonOfficerFactory(phone="050 1", first_name="Kati", last_name="Savela")


@pytest.fixture
def browser(client: Browser, officer: User) -> Browser:
    client.force_login(officer)
    return client


@pytest.fixture
def municipality() -> Municipality:
    return receiving_municipality(CountyFactory())


def on_page(browser: Browser, key: str, page: dict[str, Any]) -> Any:
    draft = Referral.objects.get()
    url = reverse(f"referrals:draft_{key}", args=[draft.pk])
    return browser.post(url, page | {"version": draft.version})


def send(browser: Browser) -> Any:
    draft = Referral.objects.get()
    url = reverse("referrals:draft_send", args=[draft.pk])
    return browser.post(url, {"version": draft.version})


# --- The short form -----------------------------------------------------------------


def test_short_form_is_one_page_and_then_sent(browser, officer, municipality):
    answer = browser.post(SHORT, short_page(municipality, officer.organisation))
    assert answer.url.endswith("/tarkista/")

    send(browser)

    sent = Referral.objects.get()
    assert (sent.status, sent.path, sent.kind) == ("sent", "short", "contact")
    assert (sent.custody_kind, sent.release_certainty) == ("remand", "estimated")


def test_short_form_is_filled_in_beforehand(browser, officer):
    form = browser.get(SHORT).context["form"]

    filled = {
        name: form[name].value()
        for name in ("custody_kind", "facility", "release_certainty", "contact_phone")
    }
    assert filled == {
        "custody_kind": "remand",
        "facility": officer.organisation_id,
        "release_certainty": "estimated",
        "contact_phone": "050 1",
    }
    assert form["consent_received_by"].value() == "Kati Savela"


def test_answers_of_the_short_form_leave_out_what_it_does_not_ask(browser, officer, municipality):
    browser.post(SHORT, short_page(municipality, officer.organisation))

    draft = Referral.objects.get()
    parts = browser.get(reverse("referrals:draft_check", args=[draft.pk])).context["parts"]

    assert {item["url"] for item in parts} == {reverse("referrals:draft_short", args=[draft.pk])}
    assert len(sum((item["part"].answers for item in parts), [])) == 17


# --- From form to form ----------------------------------------------------------------


def test_from_full_to_short_and_back_nothing_typed_is_lost(browser, officer, municipality):
    browser.post(FULL, person_page(municipality, phone="044 1"))
    on_page(browser, "custody", custody_page(officer.organisation))

    on_page(browser, "person", person_page(municipality, phone="044 1", form="lyhyt"))
    draft = Referral.objects.get()
    shown = browser.get(reverse("referrals:draft_short", args=[draft.pk])).context["form"]
    assert (shown["last_name"].value(), shown["release_on"].value()) == ("Esimerkki", "26.2.2027")
    assert shown["contact_phone"].value() == "050 1"

    changed = short_page(municipality, officer.organisation, last_name="Toinen", needs=["5"])
    back = on_page(browser, "short", changed | {"form": "yhteydenotto"})

    draft.refresh_from_db()
    assert back.url == reverse("referrals:draft_person", args=[draft.pk])
    assert draft.typed["person"]["last_name"] == ["Toinen"]
    assert draft.typed["person"]["phone"] == ["044 1"]
    assert draft.typed["custody"]["custody_started_on"] == ["2.1.2026"]
    assert draft.typed["need"]["needs"] == ["5"]


def test_a_tick_that_is_taken_away_on_the_other_form_is_away(browser, officer, municipality):
    browser.post(FULL, person_page(municipality, protected_address="on", form="lyhyt"))
    page = short_page(municipality, officer.organisation)

    on_page(browser, "short", page | {"form": "yhteydenotto"})

    assert "protected_address" not in Referral.objects.get().typed["person"]


def test_going_over_with_only_a_choice_made_keeps_the_choice(browser, municipality):
    browser.post(FULL, {"home_municipality": str(municipality.pk), "form": "lyhyt"})

    draft = Referral.objects.get()
    assert (draft.path, draft.typed["short"]["home_municipality"]) == (
        "short",
        [str(municipality.pk)],
    )


def test_going_over_with_nothing_typed_makes_no_draft(browser):
    answer = browser.post(FULL, {"form": "lyhyt"})

    assert answer.url == "/yhteydenotot/uusi/?lomake=lyhyt"
    assert not Referral.objects.exists()


@pytest.mark.parametrize("form", ["full", "short"])
def test_without_consent_it_becomes_a_notification_with_what_was_typed(
    form, browser, officer, municipality
):
    if form == "full":
        page, start = person_page(municipality, consent_manner="none"), FULL
    else:
        page = short_page(municipality, officer.organisation, consent_manner="none")
        start = SHORT

    answer = browser.post(start, page)

    draft = Referral.objects.get()
    assert draft.is_notification
    assert answer.url == reverse("referrals:draft_ground", args=[draft.pk])
    assert draft.typed["person"]["last_name"] == ["Esimerkki"]


def test_saving_by_itself_or_for_later_does_not_change_the_form(browser, municipality):
    page = person_page(municipality, consent_manner="none")

    browser.post(FULL, page | {"autosave": "1"})
    on_page(browser, "person", page | {"later": "1"})

    assert not Referral.objects.get().is_notification


def test_consent_after_all_makes_it_a_contact_again(browser, municipality):
    browser.post(FULL, person_page(municipality, consent_manner="none"))

    answer = on_page(browser, "ground", ground_page(form="yhteydenotto"))

    draft = Referral.objects.get()
    assert not draft.is_notification
    assert answer.url == reverse("referrals:draft_person", args=[draft.pk])
    assert "consent_manner" not in draft.typed["person"]
    assert draft.typed["ground"]["ground"] == ["unable"]


def test_page_that_the_form_no_longer_has_leads_to_its_first_page(browser, municipality):
    browser.post(NOTIFY, person_page(municipality, form="yhteydenotto"))

    draft = Referral.objects.get()
    answer = browser.get(reverse("referrals:draft_ground", args=[draft.pk]))

    assert answer.url == reverse("referrals:draft_person", args=[draft.pk])


# --- The notification -------------------------------------------------------------------


def notification(browser: Browser, officer: User, municipality: Municipality) -> None:
    browser.post(NOTIFY, person_page(municipality))
    on_page(browser, "ground", ground_page())
    on_page(browser, "custody", custody_page(officer.organisation))
    on_page(browser, "need", need_page())


def test_notification_is_sent_with_its_ground_and_no_consent(browser, officer, municipality):
    notification(browser, officer, municipality)

    send(browser)

    sent = Referral.objects.get()
    assert (sent.status, sent.kind, sent.ground) == ("sent", "notification", "unable")
    assert (sent.consent_manner, sent.consent_on, sent.consent_received_by) == ("", None, "")
    assert sent.no_consent_because == "Ei ymmärrä, mitä kysytään."


def test_ground_is_one_of_the_two_that_the_law_knows(browser, municipality):
    browser.post(NOTIFY, person_page(municipality))

    answer = on_page(browser, "ground", ground_page(ground="other"))

    assert "ground" in browser.get(answer.url).context["form"].errors


GROUND = {
    "complete": ({}, []),
    "no reasons": ({"ground_reasons": ""}, ["ground_reasons"]),
    "no word of consent": ({"no_consent_because": " "}, ["no_consent_because"]),
    "secret without reasons": ({"sender_is_secret": "on"}, ["sender_secret_because"]),
    "secret": ({"sender_is_secret": "on", "sender_secret_because": "Uhkaus."}, []),
    "too long": ({"ground_reasons": "x" * 10_001}, ["ground_reasons"]),
}


@pytest.mark.parametrize("what", GROUND)
def test_ground_page(officer: User, what: str) -> None:
    changed, wrong = GROUND[what]
    form = NOTIFICATION[1].form(ground_page(**changed), sender=officer)

    assert list(form.errors) == wrong


def test_page_of_the_ground_tells_law_and_rights(browser, municipality):
    answer = browser.post(NOTIFY, person_page(municipality))

    shown = browser.get(answer.url).content.decode()

    for words in ("SHL 35\N{NO-BREAK SPACE}§", "viipymättä", "oikeus nähdä ilmoitus"):
        assert words in shown


# --- Not known, because -------------------------------------------------------------------

# What a form does not go without: the name, what lets it be made, whom to call.
DEMANDED = {
    "last_name", "first_names",
    "consent_manner", "consent_on", "consent_received_by",
    "ground", "ground_reasons", "no_consent_because",
    "contact_phone",
}  # fmt: skip
PAGES = [
    pytest.param(step, id=f"{form}-{step.key}")
    for form, steps in {
        "full": FULL_CONTACT,
        "short": SHORT_CONTACT,
        "notification": NOTIFICATION,
    }.items()
    for step in steps
]


@pytest.mark.parametrize("step", PAGES)
def test_every_fact_but_three_may_be_not_known(step, officer, municipality):
    form = step.form(sender=officer)
    page: dict[str, Any] = {}
    for name in form.fields:
        if name in form.can_be_unknown:
            page |= {unknown_name(name): "on", reason_name(name): "ei papereita"}
    known = person_page(municipality) | ground_page() | need_page()
    page |= {name: known[name] for name in DEMANDED & form.fields.keys()}
    # Where it is sent is no fact of the person: it is asked instead of the municipality.
    page["county"] = str(municipality.county_id)
    # On the short form “something else, or I do not know” is one of the needs.
    also = {"needs"} if step in SHORT_CONTACT else set()
    page |= dict.fromkeys(also, ["99"])

    checked = step.form(page, sender=officer)

    assert checked.errors == {}
    assert set(checked.reasons()) == set(form.can_be_unknown)
    demanded = {name for name, field in form.fields.items() if field.required}
    assert demanded <= DEMANDED | also


def test_contact_of_which_nothing_is_known_is_sent(browser, municipality):
    page = {name: value for name, value in person_page(municipality).items() if name in DEMANDED}
    for name in ("identity_code", "home_municipality"):
        page |= {unknown_name(name): "on", reason_name(name): "ei tiedetä"}
    browser.post(FULL, page | {"county": str(municipality.county_id)})
    for step in FULL_CONTACT[1:]:
        page = {"contact_phone": "050 1"}
        for name in step.form.can_be_unknown:
            page |= {unknown_name(name): "on", reason_name(name): "ei tiedetä"}
        on_page(browser, step.key, page)

    send(browser)

    sent = Referral.objects.get()
    assert sent.status == "sent"
    assert set(sent.not_known) == {
        name for step in FULL_CONTACT for name in step.form.can_be_unknown
    }


# --- A county that nobody reads contacts in ---------------------------------------------------


@pytest.fixture
def elsewhere() -> Municipality:
    county: Organisation = CountyFactory(
        code="muu", name_fi="Muu alue", contact_details="PL 1, 00001 Muualla, puh. 09 1"
    )
    made: Municipality = MunicipalityFactory(county=county, code="991")
    return made


def test_county_that_does_not_receive_is_told_with_its_own_channel(browser, officer, elsewhere):
    browser.post(SHORT, short_page(elsewhere, officer.organisation))
    draft = Referral.objects.get()

    shown = browser.get(reverse("referrals:draft_check", args=[draft.pk])).content.decode()

    assert "Muu alue ei vielä ota vastaan yhteydenottoja Jatkumossa." in shown
    assert "PL 1, 00001 Muualla, puh. 09 1" in shown
    assert reverse("referrals:draft_paper", args=[draft.pk]) in shown
    assert reverse("referrals:draft_send", args=[draft.pk]) not in shown


def test_it_is_not_sent_there_and_the_draft_stays(browser, officer, elsewhere):
    browser.post(SHORT, short_page(elsewhere, officer.organisation))

    answer = send(browser)

    assert answer.url.endswith("/tarkista/")
    assert Referral.objects.get().is_draft


def test_municipality_without_a_county_is_no_dead_end(browser, officer):
    aland = MunicipalityFactory(county=None, code="478")
    browser.post(SHORT, short_page(aland, officer.organisation))
    draft = Referral.objects.get()

    shown = browser.get(reverse("referrals:draft_check", args=[draft.pk])).content.decode()

    assert reverse("referrals:draft_paper", args=[draft.pk]) in shown


def test_paper_has_everything_and_its_title_nothing_of_the_person(browser, officer, elsewhere):
    browser.post(SHORT, short_page(elsewhere, officer.organisation, description="Ei asuntoa."))

    url = reverse("referrals:draft_paper", args=[Referral.objects.get().pk])
    shown = browser.get(url).content.decode()

    for word in ("Niko Juhani Esimerkki", "Muu alue", "Ei asuntoa.", "Kati Savela"):
        assert word in shown
    assert "Esimerkki" not in shown.partition("</title>")[0]


def test_unfinished_draft_is_not_printed(browser, elsewhere):
    browser.post(FULL, person_page(elsewhere))
    draft = Referral.objects.get()

    answer = browser.get(reverse("referrals:draft_paper", args=[draft.pk]))

    assert answer.url == reverse("referrals:draft_check", args=[draft.pk])


def test_short_form_takes_what_is_left_empty_for_not_known(officer, municipality):
    form = SHORT_CONTACT[0].form
    page = short_page(municipality, officer.organisation)
    empty = ("identity_code", "custody_kind", "facility", "release_on", "release_certainty")
    page |= dict.fromkeys(empty, "") | {"home_municipality": ""}
    page["county"] = str(municipality.county_id)

    assert form(page, sender=officer).errors == {}


def test_short_form_without_a_municipality_asks_for_the_county(officer, municipality):
    page = short_page(municipality, officer.organisation, home_municipality="")

    assert list(SHORT_CONTACT[0].form(page, sender=officer).errors) == ["county"]


def test_short_form_asks_for_the_language_and_shows_it(browser, officer, municipality):
    page = short_page(municipality, officer.organisation, service_language="sv")
    browser.post(SHORT, page)

    assert Referral.objects.get().typed["short"]["service_language"] == ["sv"]
