"""A need with its service, a queue that moves, a gap that closes: with few touched fields."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from cases.actions.custody import record_custody
from continuity.models import Need
from tests.browser.conftest import DESKTOP, PHONE, violations
from tests.browser.forms import follow, pick, press, write
from tests.factories import CaseFactory, CustodyFactFactory

# What a person may have to touch, at most.
NEED_WITH_SERVICE, MOVED_QUEUE = 5, 3


@pytest.fixture
def case(live_server):
    """Released in thirty days; nothing has been asked."""
    case = CaseFactory()
    fact = CustodyFactFactory(case=case, release_on=timezone.localdate() + dt.timedelta(days=30))
    record_custody(fact=fact, by=case.responsible)
    return case


def day(days):
    return date_format(timezone.localdate() + dt.timedelta(days=days), "j.n.Y")


def count_touched(page):
    """Let the page count the fields that are changed in it."""
    page.evaluate(
        "() => { window.touched = new Set();"
        " document.addEventListener('change', (e) => window.touched.add(e.target.name)); }"
    )


def touched(page):
    # The last text is changed only when it is left.
    page.keyboard.press("Tab")
    return page.evaluate("[...window.touched]")


def expect_well_drawn(page):
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.set_viewport_size(DESKTOP)


def test_gap_opens_with_a_queue_and_closes_with_a_grant(page, case, sign_in):
    sign_in(page, case.responsible)
    page.goto(reverse("continuity:continuity", kwargs={"case_pk": case.pk}))
    report = page.get_by_role("region", name="Katkokset portilla")
    expect(report).to_contain_text("eikä kaikkea ole vielä kysytty")

    follow(page, "Kirjaa tuen tarve")
    count_touched(page)
    pick(page, "Tuen tarve", "Asuminen")
    write(page, {"Asiakkaan omin sanoin": "Oma ovi.", "Palvelu": "Tuettu asuminen"})
    pick(page, "Palvelun tila", "Jonossa")
    write(page, {"Toiveena": day(50)})
    assert len(touched(page)) <= NEED_WITH_SERVICE
    assert violations(page) == []
    press(page, "Kirjaa tuen tarve")

    expect(report.get_by_role("heading", name="Asuminen")).to_be_visible()
    expect_well_drawn(page)

    report.get_by_role("link", name="Kirjaa palvelun tila").click()
    count_touched(page)
    pick(page, "Palvelun tila", "Myönnetty")
    expect(page.get_by_role("textbox", name="Toiveena")).to_be_hidden()
    write(page, {"Kuka kertoi": "Asuntotoimisto"})
    page.get_by_label("Portilta alkaen, olipa päivä mikä tahansa").check()
    assert len(touched(page)) <= MOVED_QUEUE
    press(page, "Kirjaa")

    expect(report).to_contain_text("Kaikkea ei ole vielä kysytty")
    expect(page.get_by_text("1 aiempi tila")).to_be_visible()
    expect_well_drawn(page)
    assert Need.objects.get().services.get().states.count() == 2


def test_typed_day_stays_in_sight_when_another_state_is_chosen(page, case, sign_in):
    sign_in(page, case.responsible)
    page.goto(reverse("continuity:need_add", kwargs={"case_pk": case.pk}))
    pick(page, "Palvelun tila", "Jonossa")
    write(page, {"Toiveena": day(50)})

    pick(page, "Palvelun tila", "Myönnetty")

    expect(page.get_by_role("textbox", name="Toiveena")).to_have_value(day(50))


def test_need_is_noted_without_javascript(browser, live_server, case, sign_in):
    context = browser.new_context(
        base_url=live_server.url, locale="fi-FI", java_script_enabled=False
    )
    page = context.new_page()
    sign_in(page, case.responsible)
    page.goto(reverse("continuity:need_add", kwargs={"case_pk": case.pk}))

    pick(page, "Tuen tarve", "Asuminen")
    write(page, {"Palvelu": "Tuettu asuminen", "Alkaa": day(30)})
    pick(page, "Palvelun tila", "Myönnetty")
    press(page, "Kirjaa tuen tarve")

    expect(page.get_by_role("heading", name="Tuen tarpeet ja niiden palvelut")).to_be_visible()
    context.close()
