"""A prison officer who has never done it: how many pages, and how many fields to touch.

Only what is not filled in beforehand is touched, each control once however many keys it
takes; the counting is done here, so a form that asks for one thing more fails.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from referrals.models import Referral
from tests.browser import acts
from tests.browser.forms import choose, follow, pick, press, write
from tests.browser.scene import make_people

CODE = "010180-9004"
CONSENT = "Miten henkilö antoi suostumuksen yhteydenottoon?"


class FirstTime:
    """Somebody at the browser; counts the pages that are filled in and the fields touched."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pages = 0
        self.fields = 0

    def touch(self, act: Callable[..., None], *words: object) -> None:
        """Touch one field."""
        act(self.page, *words)
        self.fields += 1

    def go_on(self, button: str) -> None:
        """Leave a page by its button."""
        press(self.page, button)
        self.pages += 1


@pytest.fixture
def first_time(page, live_server):
    """An officer without a phone in the profile, just signed in by the form."""
    people = make_people()
    officer = people["officer"]
    officer.set_password(acts.PASSWORD)
    officer.save()
    acts.sign_in(page, officer)
    return FirstTime(page)


def fill_person(officer: FirstTime) -> None:
    """Name, code, municipality and consent."""
    officer.touch(write, {"Sukunimi": "Lehtovirta"})
    officer.touch(write, {"Etunimet": "Oskari"})
    officer.touch(write, {"Henkilötunnus": CODE})
    officer.touch(pick, "Kotikunta", "Esimerkkilä")
    officer.touch(choose, CONSENT, "Suullisesti")


def expect_acknowledged(page: Page) -> Referral:
    """The acknowledgement, with the reference of the one contact there is."""
    acts.heading(page, "Yhteydenotto on vastaanotettu")
    sent = Referral.objects.get()
    expect(page.get_by_role("main")).to_contain_text(sent.reference)
    return sent


def test_long_sentence_takes_four_pages_and_twelve_fields(first_time):
    page = first_time.page
    page.get_by_role("main").get_by_role("link", name="Uusi yhteydenotto").first.click()

    fill_person(first_time)
    first_time.go_on("Tallenna ja jatka")
    first_time.touch(pick, "Vankeuden laji", "Vankeusrangaistus")
    first_time.touch(write, {"Vankeus alkoi": acts.day(-200)})
    first_time.touch(write, {"Vapautumispäivä": acts.day(200)})
    first_time.touch(choose, "Kuinka varma päivä on?", "Rikosseuraamuslaitoksen vahvistama")
    first_time.go_on("Tallenna ja jatka")
    first_time.touch(choose, "Missä henkilö tarvitsee tukea?", "Asuminen")
    first_time.touch(write, {"Tilanne ja huoli": "Asunto puuttuu."})
    first_time.touch(write, {"Puhelinnumerosi": "029 555 0101"})
    first_time.go_on("Tallenna ja jatka")
    acts.heading(page, "Tarkista ja lähetä")
    first_time.go_on("Lähetä yhteydenotto")

    sent = expect_acknowledged(page)
    assert (first_time.pages, first_time.fields) == (4, 12)
    assert sent.not_known == {}


@pytest.mark.parametrize(
    "stay", ["Lyhyt vankeusrangaistus", "Sakon muuntorangaistus", "Tutkintavankeus"]
)
def test_short_stay_takes_two_pages_and_eight_fields(first_time, stay):
    page = first_time.page
    follow(page, stay)
    controls = page.locator("#contact").locator("input, select, textarea").filter(visible=True)
    # Once the page has put away what is not asked yet.
    expect(page.locator("#id_consent_on")).to_be_hidden()
    assert controls.count() <= 20

    first_time.touch(write, {"Sukunimi": "Lehtovirta"})
    first_time.touch(write, {"Etunimet": "Oskari"})
    first_time.touch(write, {"Henkilötunnus": CODE})
    first_time.touch(pick, "Kotikunta", "Esimerkkilä")
    first_time.touch(pick, "Miten henkilö suostui tähän?", "Suullisesti")
    first_time.touch(write, {"Vapautumispäivä": acts.day(12)})
    first_time.touch(choose, "Mihin tarvitaan apua?", "Asunto")
    first_time.touch(write, {"Puhelinnumerosi": "029 555 0101"})
    first_time.go_on("Tallenna ja jatka")
    acts.heading(page, "Tarkista ja lähetä")
    first_time.go_on("Lähetä yhteydenotto")

    sent = expect_acknowledged(page)
    assert (first_time.pages, first_time.fields) == (2, 8)
    assert sent.path == "short"


def test_page_saves_itself_says_so_and_becomes_the_page_of_its_draft(first_time):
    page = first_time.page
    page.goto("/yhteydenotot/uusi/")
    status = page.locator("form").get_by_role("status")

    write(page, {"Sukunimi": "Lehtovirta"})
    page.get_by_label("Etunimet").focus()
    expect(status).to_contain_text("Luonnos tallennettu klo")
    write(page, {"Etunimet": "Oskari"})
    page.get_by_label("Henkilötunnus", exact=True).focus()
    page.wait_for_url("**/luonnokset/**")
    expect(page.locator("[name=version]")).to_have_value("2")
    page.reload()

    expect(page.get_by_label("Etunimet")).to_have_value("Oskari")
    assert Referral.objects.count() == 1


def test_going_over_to_the_short_form_by_enter_never_happens(first_time):
    """Enter in a field presses the form's first button, which must be the one that saves."""
    page = first_time.page
    page.goto("/yhteydenotot/uusi/")
    write(page, {"Sukunimi": "Lehtovirta"})

    page.get_by_label("Sukunimi").press("Enter")

    page.wait_for_url("**/luonnokset/*/henkilo/?tarkista=1")
    assert Referral.objects.get().path == "full"


def test_no_consent_leads_to_the_notification_in_one_click(first_time):
    page = first_time.page
    page.goto("/yhteydenotot/uusi/")
    fill_person(first_time)
    choose(page, CONSENT, "Suostumusta ei ole")

    press(page, "Tallenna ja jatka")

    acts.heading(page, "Ilmoitus sosiaalihuollon tarpeesta")
    expect(page.get_by_role("group", name="Millä perusteella ilmoitus tehdään?")).to_be_visible()
    expect(page.get_by_role("complementary")).to_contain_text("Oskari Lehtovirta")
