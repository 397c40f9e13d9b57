"""Each form that takes more than a few words, in a browser, through each fault alone."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, Response, Route, expect

from accounts.models import User
from records import kept_text
from tests.html_forms import HtmlForm
from tests.test_every_form import found_forms
from tests.test_every_text_is_kept import KEPT_OTHERWISE
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)

# One that fails is told of with the others, so it is not waited for long.
PATIENCE_MS = 60_000
LOOKS = 300
# EVERY_FORM=some tries these, =yes all in Finnish and these in Swedish. That takes longer than the
# rest of `--all`, so it is no part of it: tests/browser/test_kept_text.py goes through the faults
# with one form each.
TRIED = {
    "cases:notes",
    "desistance:checklist_fill",
    "plans:plan_edit",
    "caseload:case_close",
    "assessments:assessment_part",
    "referrals:referral_triage",
}


@dataclass
class Place:
    """A form, and somebody who writes into it."""

    name: str
    form: HtmlForm
    user: User
    context: BrowserContext
    server: str

    def sign_in(self) -> None:
        client = Client()
        client.force_login(self.user, settings.AUTHENTICATION_BACKENDS[0])
        self.give(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)

    def give(self, name: str, value: str) -> None:
        self.context.add_cookies([{"name": name, "value": value, "url": self.server}])

    def open(self) -> Page:
        page = self.context.new_page()
        page.goto(self.form.page)
        return page

    def form_on(self, page: Page) -> Locator:
        kept_as = self.form.attributes.get("data-kept-as", "")
        page.evaluate(
            """([action, keptAs]) => {
              for (const form of document.querySelectorAll('form[method="post"]')) {
                const { pathname, search } = new URL(form.action);
                if (pathname + search !== action || !form.querySelector("textarea")) continue;
                if ((form.dataset.keptAs ?? "") !== keptAs) continue;
                form.dataset.tested = "";
                const around = [...document.querySelectorAll("details")];
                for (const part of around.filter((each) => each.contains(form))) part.open = true;
                for (const part of form.querySelectorAll("details")) part.open = true;
              }
            }""",
            [self.form.action, kept_as],
        )
        return page.locator("form[data-tested]").first

    def field(self, page: Page) -> Locator:
        return self.form_on(page).locator("textarea:visible:enabled").first

    def write(self, page: Page, text: str) -> None:
        self.field(page).fill(text)

    def press(self, page: Page) -> None:
        buttons = self.form_on(page).locator('button:visible:not([type="button"])')
        buttons.locator("visible=true").last.click(no_wait_after=True)

    def keeps(self, text: str) -> bool:
        every = kept_text.kept_by(self.user)
        return any(text in value for kept in every for _name, value in kept.typed.fields)

    def goes_on(self, text: str) -> None:
        """Open the form again, take what waits, and find the text in its field."""
        page = self.open()
        answered(page, lambda: self.keeps(text), text)
        page.reload()
        page.locator("[data-kept-continue]").first.click()
        expect(self.field(page)).to_have_value(text, timeout=PATIENCE_MS)
        page.close(run_before_unload=False)


def session_ends(place: Place, page: Page, text: str) -> None:
    Session.objects.all().delete()
    place.write(page, text)
    place.field(page).blur()
    expect(place.form_on(page).locator(".saved")).to_have_class("saved mb-0 saved-not")
    page.close()
    place.sign_in()
    place.goes_on(text)


def signed_in_again(place: Place, page: Page, text: str) -> None:
    place.sign_in()
    place.give(settings.CSRF_COOKIE_NAME, _get_new_csrf_string())
    place.write(page, text)
    place.press(page)
    page.wait_for_url("**/jatka/**")
    expect(page.locator(".answers")).to_contain_text(text)


def network_is_away(place: Place, page: Page, text: str) -> None:
    place.context.set_offline(True)
    place.write(page, text)
    place.press(page)
    said = place.form_on(page).locator(".saved")
    expect(said).to_have_class("saved mb-0 saved-not")
    place.context.set_offline(False)
    expect(said).to_have_class("saved mb-0")
    expect(place.field(page)).to_have_value(text)
    page.close()
    place.goes_on(text)


def tab_is_closed(place: Place, page: Page, text: str) -> None:
    place.write(page, text)
    page.close()
    place.goes_on(text)


def second_editor(place: Place, page: Page, text: str) -> None:
    """Somebody else sends the same form first, with other words."""
    other = Client()
    other.force_login(place.user)
    data = place.form.data() | {name: ["Toisen sanat."] for name in place.form.stories()}
    data.pop("form_key", None)
    other.post(place.form.action, data)
    place.write(page, text)
    loaded: list[Page] = []
    page.on("load", lambda of_page: loaded.append(of_page))
    with page.expect_response(is_answer_to_form) as answer:
        place.press(page)
    # Chromium can lose the order to close a page whose next one is just coming
    # (https://crbug.com/536385539), and it would be waited for without end.
    if answer.value.request.is_navigation_request():
        answered(page, lambda: loaded, "the page that answers")
    answered(page, lambda: place.keeps(text) or is_saved(text), text)


def is_answer_to_form(answer: Response) -> bool:
    """Whether it is no answer to what a page keeps by itself."""
    return answer.request.method == "POST" and "/tallessa/" not in answer.url


def server_fails(place: Place, page: Page, text: str) -> None:
    def fail(route: Route) -> None:
        if route.request.method == "POST" and "/tallessa/" not in route.request.url:
            route.fulfill(status=500, body="")
        else:
            route.fallback()

    page.route("**/*", fail)
    place.write(page, text)
    with page.expect_response(lambda answer: answer.status == 500):
        place.press(page)
    page.close()
    place.goes_on(text)


FAULTS: dict[str, Callable[[Place, Page, str], None]] = {
    "session ended": session_ends,
    "signed in again in another tab": signed_in_again,
    "network away at saving": network_is_away,
    "tab closed after typing": tab_is_closed,
    "server error at saving": server_fails,
    "second editor": second_editor,
}


def answered(page: Page, condition: Callable[[], object], what: str) -> None:
    """Wait while the browser goes on as well."""
    for _look in range(LOOKS):
        if condition():
            return
        page.wait_for_timeout(PATIENCE_MS / LOOKS)
    raise AssertionError(f"never came: {what}: {page.url}")


def is_saved(text: str) -> bool:
    """Whether the words stand in any table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT 1 FROM "{table}" t WHERE t::text LIKE %s', [f"%{text}%"])
            if cursor.fetchone():
                return True
    return False


def places(context: BrowserContext, server: str) -> Iterator[Place]:
    """Each form once, with whoever may send it."""
    seen = set()
    for name, browser, form in list(found_forms(make_world())):
        if form.stories() and name not in KEPT_OTHERWISE and name not in seen:
            seen.add(name)
            user = User.objects.get(pk=browser.session["_auth_user_id"])
            yield Place(name, form, user, context, server)


def lost(fault: str, every: list[Place]) -> list[str]:
    """Which form loses its text through the fault."""
    found = []
    for number, place in enumerate(every):
        text = f"Säilyvä teksti {number} {fault[:6]}"
        place.sign_in()
        page = place.open()
        try:
            FAULTS[fault](place, page, text)
        except AssertionError as error:
            found.append(f"{place.name}: {str(error)[:200]}")
        except Exception as error:
            found.append(f"{place.name}: {type(error).__name__} {str(error)[:200]}")
        finally:
            place.context.set_offline(False)
            for each in place.context.pages:
                each.close()
    return found


@pytest.mark.skipif(
    not os.environ.get("EVERY_FORM"),
    reason="NOT EVERY FORM WAS TRIED IN A BROWSER: EVERY_FORM=some or =yes does it",
)
@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("fault", FAULTS)
def test_no_form_loses_its_text(
    context: BrowserContext, live_server: Any, fault: str, language: str
) -> None:
    context.set_default_timeout(PATIENCE_MS)
    every = list(places(context, live_server.url))
    whole = language == "fi" and os.environ.get("EVERY_FORM") == "yes"
    tried = every if whole else [place for place in every if place.name in TRIED]
    User.objects.update(language=language)

    assert {place.name for place in tried} >= TRIED
    assert lost(fault, tried) == []
