"""A contact survives what happens in a prison's office: nothing is lost, and it is sent once."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from referrals.models import Referral, Triage
from tests.browser.acts import PASSWORD, heading
from tests.browser.conftest import watched
from tests.browser.forms import choose, named, press, write
from tests.browser.pages import Stop
from tests.browser.scene import make_scene
from tests.factories import DraftFactory
from tests.referrals.answers import custody_page, need_page, person_page, receiving_municipality

SEND = "Lähetä yhteydenotto"
NAME = {"Sukunimi": "Säilyvä", "Etunimet": "Teksti"}
TRIAGE = Stop("referrals:referral_triage", "intake", {"referral_pk": "waiting"})


@pytest.fixture
def scene(live_server):
    """People and records; the officer and the intake worker have a password."""
    made = make_scene()
    for word in ("officer", "intake"):
        made.people[word].set_password(PASSWORD)
        made.people[word].save()
    return made


@pytest.fixture
def contact(page, scene, sign_in):
    """The first page of a new contact, open for the officer."""
    sign_in(page, scene.people["officer"])
    page.goto("/yhteydenotot/uusi/")
    return page


@pytest.fixture
def ready(page, scene, sign_in):
    """The last page of a contact that is ready to be sent, open for the officer."""
    officer = scene.people["officer"]
    pages = {
        "person": person_page(receiving_municipality(scene.people["intake"].organisation)),
        "custody": custody_page(officer.organisation),
        "need": need_page(),
    }
    typed = {
        step: {
            name: value if isinstance(value, list) else [value] for name, value in fields.items()
        }
        for step, fields in pages.items()
    }
    draft = DraftFactory(sender=officer, typed=typed)
    sign_in(page, officer)
    page.goto(reverse("referrals:draft_check", kwargs={"referral_pk": draft.pk}))
    return page


def sent() -> int:
    return Referral.objects.sent().count()


def written() -> list[Referral]:
    return [r for r in Referral.objects.filter(status="draft") if r.typed_name == "Teksti Säilyvä"]


def leave(page: Page, label: str, text: str) -> None:
    """Write into a field and leave it; the draft has then saved itself."""
    write(page, {label: text})
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("textbox", name=named(label)).blur()


def leave_the_fields(page: Page) -> None:
    """Write the name, field by field."""
    for label, text in NAME.items():
        leave(page, label, text)


def sign_in_again(page: Page, scene) -> None:
    write(page, {"Sähköposti": scene.people["officer"].email, "Salasana": PASSWORD})
    press(page, "Kirjaudu sisään")


def test_a_draft_saves_itself_when_a_field_is_left(contact):
    leave_the_fields(contact)

    assert len(written()) == 1
    assert "/luonnokset/" in contact.url


def test_the_browser_is_closed_and_the_draft_is_there(
    contact, browser, live_server, scene, sign_in
):
    leave_the_fields(contact)
    contact.context.close()

    profile = browser.new_context(base_url=live_server.url, locale="fi-FI")
    page = profile.new_page()
    sign_in(page, scene.people["officer"])
    page.goto("/yhteydenotot/")
    page.get_by_role("link", name="Teksti Säilyvä", exact=True).click()

    expect(page.get_by_role("textbox", name="Sukunimi")).to_have_value("Säilyvä")
    assert len(written()) == 1
    profile.close()


def test_the_session_ends_in_a_half_filled_form_and_all_of_it_comes_along(contact, scene, faults):
    leave_the_fields(contact)
    Session.objects.all().delete()

    leave(contact, "Syntymäaika", "14.5.1989")
    expect(contact.locator("[data-saved]").first).to_contain_text("Kirjautumisesi on päättynyt")
    press(contact, "Tallenna ja jatka")
    sign_in_again(contact, scene)

    heading(contact, "Yhteydenotto sosiaalihuoltoon")
    expect(contact.get_by_role("textbox", name="Sukunimi")).to_have_value("Säilyvä")
    expect(contact.get_by_role("textbox", name="Syntymäaika")).to_have_value("14.5.1989")
    assert len(written()) == 1
    faults.clear()


def test_after_the_sign_in_the_text_is_in_the_draft_without_another_press(contact, scene, faults):
    leave_the_fields(contact)
    Session.objects.all().delete()
    write(contact, {"Syntymäaika": "14.5.1989"})
    press(contact, "Tallenna ja jatka")
    sign_in_again(contact, scene)
    expect(contact.get_by_role("textbox", name="Syntymäaika")).to_be_visible()

    contact.goto("/yhteydenotot/")
    contact.get_by_role("link", name="Teksti Säilyvä", exact=True).click()

    expect(contact.get_by_role("textbox", name="Syntymäaika")).to_have_value("14.5.1989")
    faults.clear()


def test_the_session_ends_before_anything_was_saved(contact, scene, faults):
    Session.objects.all().delete()

    write(contact, NAME)
    press(contact, "Tallenna ja jatka")
    sign_in_again(contact, scene)

    heading(contact, "Yhteydenotto sosiaalihuoltoon")
    expect(contact.get_by_role("textbox", name="Etunimet")).to_have_value("Teksti")
    assert len(written()) == 1
    faults.clear()


def test_the_network_drops_and_what_was_written_is_saved_when_it_is_back(contact, faults):
    leave_the_fields(contact)
    contact.context.set_offline(True)
    write(contact, {"Syntymäaika": "14.5.1989"})
    contact.get_by_role("textbox", name="Syntymäaika").blur()
    expect(contact.locator("[data-saved]").first).to_contain_text("Yhteys")

    contact.context.set_offline(False)
    press(contact, "Tallenna ja jatka")

    expect(contact.get_by_role("textbox", name="Syntymäaika")).to_have_value("14.5.1989")
    assert len(written()) == 1
    faults.clear()


def test_the_answer_is_lost_on_the_way_and_the_contact_is_sent_once(ready, faults):
    before, address = sent(), ready.url

    def arrives_and_no_answer_comes(route):
        route.fetch(max_redirects=0)
        route.abort()

    ready.route("**/laheta/", arrives_and_no_answer_comes)
    press(ready, SEND)
    ready.wait_for_load_state()
    ready.unroute("**/laheta/")
    ready.goto(address)

    expect(ready.get_by_role("button", name=SEND)).to_have_count(0)
    assert sent() == before + 1
    faults.clear()


def test_the_network_is_down_when_the_contact_is_sent_and_it_is_sent_later(ready, faults):
    before, address = sent(), ready.url
    ready.context.set_offline(True)
    press(ready, SEND)
    ready.wait_for_load_state()
    assert sent() == before

    ready.context.set_offline(False)
    ready.goto(address)
    press(ready, SEND)
    ready.wait_for_url("**/kuittaus/")

    assert sent() == before + 1
    faults.clear()


def test_a_double_click_sends_one_contact(ready):
    before = sent()

    ready.get_by_role("button", name=SEND).dblclick()
    ready.wait_for_url("**/kuittaus/")

    assert sent() == before + 1


def test_back_after_sending_and_sending_again_leads_to_the_same_receipt(ready):
    before = sent()
    press(ready, SEND)
    ready.wait_for_url("**/kuittaus/")
    receipt = ready.url

    ready.go_back()
    again = ready.get_by_role("button", name=SEND)
    if again.count():
        again.click()
        ready.wait_for_url(receipt)

    assert sent() == before + 1


def test_two_tabs_of_the_same_draft_keep_both_texts(contact, context, faults):
    leave_the_fields(contact)
    address = contact.url
    other = watched(context.new_page(), faults)
    other.goto(address)
    leave(other, "Etunimet", "Toinen")

    leave(contact, "Etunimet", "Kolmas")
    expect(contact.locator("[data-saved]").first).to_contain_text("toisessa")
    press(contact, "Tallenna ja jatka")

    both = contact.locator(".both")
    expect(both).to_contain_text("Toinen")
    expect(both).to_contain_text("Kolmas")
    faults.clear()  # the 409s


def test_two_triagers_get_one_decision_and_the_second_keeps_the_words(
    page, browser, live_server, scene, sign_in, faults
):
    address = TRIAGE.address(scene)
    profile = browser.new_context(base_url=live_server.url, locale="fi-FI")
    other = profile.new_page()
    for tab in (page, other):
        sign_in(tab, scene.people["intake"])
        tab.goto(address)
        fill_in_triage(tab)
    press(page, "Kirjaa ratkaisu")
    expect(page.get_by_role("status").first).to_be_visible()

    write(other, {"Kiireellisyyden perustelu": "Toisen käsittelijän perustelu."})
    press(other, "Kirjaa ratkaisu")

    expect(other.get_by_role("main")).to_contain_text("Toisen käsittelijän perustelu.")
    assert Triage.objects.filter(referral=scene.records["waiting"]).count() == 1
    profile.close()
    faults.clear()


def fill_in_triage(page: Page) -> None:
    choose(page, "Koskeeko jokin näistä henkilöä?", "Ei mikään näistä")
    choose(page, "Kuinka kiireellinen avun tarve on nyt?", "Vaatii toimia pian")
    write(
        page, {"Kiireellisyyden perustelu": "Vapautuu keväällä.", "Mitä on jo tehty?": "Soitettu."}
    )
    page.get_by_label("Henkilön hoidossa ei ole ketään").check()
    choose(page, "Mitä yhteydenotosta seuraa?", "Ei sosiaalipalvelujen tarvetta")
