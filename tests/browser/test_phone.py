"""What a phone shows without moving a table sideways, and without a menu."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.scene import make_scene


@pytest.fixture
def phone(page):
    page.set_viewport_size(PHONE)
    return page


def test_no_table_of_the_dashboard_is_cut(live_server, phone, sign_in):
    scene = make_scene()
    sign_in(phone, scene.people["supervisor"])

    phone.goto("/tyotilanne/")

    cut = "all => all.filter(each => each.scrollWidth > each.clientWidth).length"
    assert phone.locator(".scroll").count() > 0
    assert phone.locator(".scroll").evaluate_all(cut) == 0


def test_the_languages_stand_beside_the_name_before_anybody_has_signed_in(live_server, phone):
    phone.goto("/")

    expect(phone.get_by_role("button", name="Svenska")).to_be_visible()
