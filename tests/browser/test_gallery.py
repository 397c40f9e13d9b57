"""The components in a browser: accessible, and better with scripts than without."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE, expect_accessible

pytestmark = pytest.mark.urls("tests.gallery.urls")


@pytest.fixture
def gallery(page):
    """The gallery, open."""
    page.goto("/galleria/")
    return page


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_components_are_accessible_and_fit(gallery, size):
    gallery.set_viewport_size(size)

    expect_accessible(gallery)
    assert gallery.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_errors_get_the_focus_and_lead_to_the_field(gallery):
    assert gallery.evaluate("document.activeElement.className") == "errors"

    gallery.click("a[href='#id_kind_0']")

    assert gallery.evaluate("document.activeElement.id") == "id_kind_0"


def test_reason_is_asked_when_ticked(gallery):
    reason = gallery.locator("#id_release_on_unknown_reason")
    assert reason.is_hidden()

    gallery.check("#id_release_on_unknown")

    assert reason.is_visible()
    assert gallery.evaluate("document.activeElement.id") == "id_release_on_unknown_reason"


def test_without_scripts_the_reason_can_be_given(browser, live_server):
    page = browser.new_page(base_url=live_server.url, java_script_enabled=False)
    page.goto("/galleria/")

    assert page.locator("#id_release_on_unknown_reason").is_editable()
    page.close()


def test_double_click_sends_once(gallery):
    sent = []
    gallery.on("request", lambda request: sent.append(request.method))

    with gallery.expect_navigation():
        gallery.dblclick("text=Tallenna ja jatka")

    assert sent.count("POST") == 1


def test_leaving_with_unsent_text_asks_first(gallery):
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.accept()

    gallery.on("dialog", stay)
    gallery.fill("#id_story", "Uutta")
    gallery.goto("/galleria/?toinen")

    assert asked == ["beforeunload"]


def test_sending_does_not_ask(gallery):
    asked = []
    gallery.on("dialog", lambda dialog: asked.append(dialog.accept()))
    gallery.fill("#id_story", "Uutta")

    with gallery.expect_navigation():
        gallery.click("text=Tallenna ja jatka")

    assert asked == []


def test_menu_on_a_phone_opens_and_closes_on_escape(gallery):
    gallery.set_viewport_size(PHONE)

    gallery.click("text=Valikko")
    gallery.click(".top-panel summary")
    assert gallery.locator(".top-panel >> text=Palveluhakemisto").is_visible()
    assert gallery.locator(".top-panel >> text=Kirjaudu ulos").is_visible()

    gallery.keyboard.press("Escape")
    assert gallery.locator(".top-panel").is_hidden()
