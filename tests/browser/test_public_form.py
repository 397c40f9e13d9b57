"""The public form in a browser: without scripts, twice, and backwards."""

import pytest
from playwright.sync_api import expect

from accounts.models import Municipality
from referrals.models import Referral
from tests.browser.conftest import PHONE, violations, watched
from tests.browser.forms import choose, pick, press, write
from tests.browser.scene import make_scene

FORM = "/yhteydenotto/?kieli=fi"
STORY = "Tarvitsen asunnon.\nVapaudun pian."


@pytest.fixture
def sent_before(live_server):
    """How many contacts there were; the scene has a county that receives."""
    make_scene()
    return Referral.objects.count()


@pytest.fixture
def plain(browser, live_server, faults):
    """A browser without scripts."""
    profile = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport=PHONE
    )
    yield watched(profile.new_page(), faults)
    profile.close()


def fill_in(page):
    choose(page, "Kuka olet?", "Tarvitsen itse apua")
    write(page, {"Sukunimi": "Esimerkki", "Etunimet": "Niko", "Puhelinnumero": "040 123 4567"})
    home = Municipality.objects.get(code="990")
    page.get_by_label("Kotikunta", exact=True).select_option(str(home.pk))
    choose(page, "Mihin tarvitaan apua?", "Asunto")
    write(page, {"Kerro omin sanoin": STORY})


def heading(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def reference_on(page):
    heading(page, "Yhteydenotto on vastaanotettu")
    return page.locator(".fs-3").inner_text()


def test_without_scripts_and_cookies_a_contact_is_checked_changed_and_sent(plain, sent_before):
    plain.goto(FORM)
    fill_in(plain)
    press(plain, "Jatka")
    heading(plain, "Tarkista ja lähetä")
    expect(plain.get_by_role("main")).to_contain_text("Vapaudun pian.")

    press(plain, "Muuta vastauksia")
    expect(plain.get_by_role("textbox", name="Kerro omin sanoin")).to_have_value(STORY)
    write(plain, {"Etunimet": "Niko Juhani"})
    press(plain, "Jatka")
    press(plain, "Lähetä")

    reference = reference_on(plain)
    assert Referral.objects.get(reference=reference).first_names == "Niko Juhani"
    assert Referral.objects.count() == sent_before + 1
    assert plain.context.cookies() == []


def test_a_double_click_without_scripts_sends_one_contact(plain, sent_before):
    plain.goto(FORM)
    fill_in(plain)
    press(plain, "Jatka")

    plain.get_by_role("button", name="Lähetä", exact=True).dblclick()

    reference_on(plain)
    assert Referral.objects.count() == sent_before + 1


def test_back_after_sending_and_sending_again_gives_the_same_receipt(page, sent_before):
    page.goto(FORM)
    fill_in(page)
    press(page, "Jatka")
    press(page, "Lähetä")
    reference = reference_on(page)

    page.go_back()
    heading(page, "Tarkista ja lähetä")
    page.go_back()
    heading(page, "Yhteydenotto sosiaalihuoltoon")
    expect(page.get_by_role("textbox", name="Kerro omin sanoin")).to_have_value(STORY)
    press(page, "Jatka")
    press(page, "Lähetä")

    assert reference_on(page) == reference
    assert Referral.objects.count() == sent_before + 1


def test_another_language_keeps_what_was_typed(plain, sent_before):
    plain.goto(FORM)
    fill_in(plain)

    press(plain, "Svenska")
    heading(plain, "Kontakt med socialvården")
    expect(plain.get_by_role("textbox", name="Berätta med egna ord")).to_have_value(STORY)
    press(plain, "Fortsätt")
    press(plain, "English")
    heading(plain, "Check and send")
    expect(plain.get_by_role("main")).to_contain_text("A place to live")


def test_enter_in_a_field_leads_on_and_does_not_change_the_language(page, sent_before):
    page.goto(FORM)
    fill_in(page)

    page.get_by_role("textbox", name="Etunimet").press("Enter")

    heading(page, "Tarkista ja lähetä")


def test_what_is_asked_of_others_appears_only_for_others(plain, sent_before):
    plain.goto(FORM)
    own_name = plain.get_by_role("textbox", name="Oma nimesi")
    expect(own_name).to_be_hidden()

    choose(plain, "Kuka olet?", "Olen omainen tai muu läheinen")
    expect(own_name).to_be_visible()
    press(plain, "Jatka")

    expect(plain.locator(".errors")).to_contain_text("Kirjoita oma nimesi.")


def test_the_answers_and_the_page_of_another_county_are_accessible(page, sent_before):
    page.goto(FORM)
    fill_in(page)
    press(page, "Jatka")
    heading(page, "Tarkista ja lähetä")
    assert violations(page) == []

    press(page, "Muuta vastauksia")
    pick(page, "Kotikunta", "Turku")
    press(page, "Jatka")
    heading(page, "Tulosta yhteydenotto")
    assert violations(page) == []


def test_too_many_forms_are_told_accessibly_with_everything_kept(page, sent_before, faults):
    for _time in range(6):
        page.goto(FORM)
        fill_in(page)
        press(page, "Jatka")
        press(page, "Lähetä")

    expect(page.get_by_role("alert")).to_contain_text("Odota yksi minuutti")
    expect(page.get_by_role("main")).to_contain_text("Vapaudun pian.")
    assert violations(page) == []
    assert Referral.objects.count() == sent_before + 5
    faults.clear()  # the 429
