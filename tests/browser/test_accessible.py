"""Every page of the path: axe finds nothing, errors shown or not, and keys are enough."""

import pytest
from django.urls import get_resolver

from tests.browser import acts
from tests.browser.conftest import DESKTOP, PHONE, violations
from tests.browser.forms import press, write
from tests.browser.keyboard import expect_keys_are_enough, tab_to
from tests.browser.pages import NOT_PAGES, OFF_THE_PATH, STOPS
from tests.browser.scene import make_scene
from tests.test_every_page import named_patterns

APPS = sorted({stop.app for stop in STOPS})


@pytest.fixture
def scene(live_server):
    """People and records."""
    return make_scene()


def stops_of(app):
    return [stop for stop in STOPS if stop.app == app]


def visit(page, scene, sign_in, stop):
    """Open the page as whoever opens it in life."""
    page.context.clear_cookies()
    if stop.who != "nobody":
        sign_in(page, scene.people[stop.who])
    answer = page.goto(stop.address(scene))
    assert answer.status in stop.statuses, f"{stop.name}: {answer.status}"


def faults_of(page, what):
    """What axe and the eye find on a desk and on a phone."""
    found = []
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        found += [f"{what} {size['width']}: {fault}" for fault in violations(page)]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            found.append(f"{what} {size['width']}: {width} px wide")
    return found


def test_every_page_of_the_path_is_listed():
    named = {name for name, _arguments in named_patterns(get_resolver())}
    wanted = {name for name in named - NOT_PAGES if not name.startswith(OFF_THE_PATH)}

    assert wanted - {stop.name for stop in STOPS} == set()


@pytest.mark.parametrize("app", APPS)
def test_pages_are_accessible(app, page, scene, sign_in):
    found = []
    for stop in stops_of(app):
        visit(page, scene, sign_in, stop)
        found += faults_of(page, stop.name)

    assert found == []


@pytest.mark.parametrize("app", APPS)
def test_pages_are_accessible_with_errors_shown(app, page, scene, sign_in, faults):
    found = []
    for stop in stops_of(app):
        if not stop.wrong:
            continue
        visit(page, scene, sign_in, stop)
        send_wrong(page, stop)
        page.wait_for_selector(".errors", state="attached")
        found += faults_of(page, f"{stop.name} with errors")
    # A conflict is an answer that the browser notes as an error.
    faults[:] = [fault for fault in faults if "status of 409" not in fault]

    assert found == []


def send_wrong(page, stop):
    """Send the page's form empty, and with what cannot be right."""
    form = page.locator(stop.wrong)
    for field in form.locator("input[type=text], input[type=email], textarea").all():
        if field.is_visible() and field.is_editable():
            field.fill("")
    for field in form.locator("input[inputmode=decimal]").all():
        if field.is_visible() and field.is_editable():
            field.fill("31.2.2026")
    form.locator("button.btn-primary").click()


@pytest.mark.parametrize("app", APPS)
def test_keys_are_enough(app, page, scene, sign_in):
    found = []
    for stop in stops_of(app):
        visit(page, scene, sign_in, stop)
        found += [f"{stop.name}: {fault}" for fault in expect_keys_are_enough(page)]

    assert found == []
