"""What a phone shows without moving a table sideways, and without a menu."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.browser.conftest import PHONE
from tests.browser.scene import make_scene
from tests.factories import UnitFactory, UserFactory


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


@pytest.mark.parametrize(
    "which", ["tyontekijat/", "henkilot/{}/", "henkilot/{}/sulje/", "henkilot/{}/kutsu/"]
)
def test_a_word_of_seventy_letters_does_not_widen_a_page(live_server, phone, sign_in, which):
    unit = UnitFactory()
    named = UserFactory(
        organisation=unit.county,
        first_name="A" * 70,
        last_name="B" * 70,
        title="C" * 70,
        email=f"{'d' * 64}@example.org",
    )
    User.objects.filter(pk=named.pk).update(password="!")
    sign_in(phone, UserFactory(is_superuser=True, organisation=unit.county))

    phone.goto("/yllapito/" + which.format(named.pk))

    expect(phone.get_by_text("A" * 70).first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_languages_stand_beside_the_name_before_anybody_has_signed_in(live_server, phone):
    phone.goto("/")

    expect(phone.get_by_role("button", name="Svenska")).to_be_visible()
