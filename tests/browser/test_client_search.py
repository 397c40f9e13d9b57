"""What the search finds is a page of its own: axe, a phone, and the way to the comparison."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, violations
from tests.browser.scene import make_scene


@pytest.fixture
def scene(live_server):
    return make_scene()


def test_results_are_accessible_and_lead_to_the_comparison(page, scene, sign_in):
    sign_in(page, scene.people["intake"])
    page.goto(reverse("cases:client_search"))
    page.get_by_label("Nimi").fill("Oskari Lehtovirta")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Löytyi")).to_be_visible()

    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.get_by_label("Valitse Oskari Lehtovirta").check()
    page.get_by_label("Valitse Oskari Lehtowirta").check()
    page.get_by_role("button", name="Vertaa valittuja").click()

    expect(page.get_by_role("heading", name="Ovatko nämä sama henkilö?")).to_be_visible()
