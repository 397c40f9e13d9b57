"""Every page of the path: axe finds nothing, errors shown or not, and keys are enough."""

import pytest
from django.urls import get_resolver
from playwright.sync_api import expect

from cases.models import Note
from referrals.models import Triage
from tests.browser.conftest import DESKTOP, PHONE, violations
from tests.browser.keyboard import faults_of_keys, tab_to
from tests.browser.pages import CASE, NOT_PAGES, OFF_THE_PATH, STOPS, Stop
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
    page.set_viewport_size(DESKTOP)
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
def test_pages_are_accessible_and_need_no_mouse(app, page, scene, sign_in, faults):
    found = []
    for stop in stops_of(app):
        visit(page, scene, sign_in, stop)
        found += [f"{stop.name}: {fault}" for fault in faults_of_keys(page)]
        found += faults_of(page, stop.name)
    # "Nothing here" is a page, which the browser notes as an error.
    faults[:] = [fault for fault in faults if "status of 404" not in fault]

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
    form.locator(".form-end button").first.click()


def test_a_note_is_written_with_keys_only(page, scene, sign_in):
    visit(page, scene, sign_in, Stop("cases:notes", "worker", CASE))

    tab_to(page, "Merkintä")
    page.keyboard.type("Puhuttiin asunnosta.")
    tab_to(page, "Asiakas tavattiin")
    page.keyboard.press("Space")
    tab_to(page, "Tallenna merkintä")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Merkintä on tallennettu")
    assert Note.objects.filter(text="Puhuttiin asunnosta.").count() == 1


def test_a_contact_is_triaged_with_keys_only(page, scene, sign_in):
    waiting = {"referral_pk": "waiting"}
    visit(page, scene, sign_in, Stop("referrals:referral_triage", "intake", waiting))

    for label, key in [
        ("Ei mikään näistä", "Space"),
        ("Vaatii toimia heti", "Space"),
        ("Kiireellisyyden perustelu", "Vapautuu pian."),
        ("Kyllä, tilanne on selvitetty", "Space"),
        ("Mitä on jo tehty?", "Soitettu."),
        ("Asia avataan", "Space"),
        ("Asian yksikkö", "Vapautuvien"),
        ("Kirjaa ratkaisu", "Enter"),
    ]:
        tab_to(page, label)
        if key in ("Space", "Enter"):
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)

    expect(page.get_by_role("status")).to_contain_text("Ratkaisu on kirjattu")
    assert Triage.objects.get(referral=scene.records["waiting"]).case is not None
