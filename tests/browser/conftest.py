"""A real Chromium before the real pages, and what must hold on each of them.

Every test here fails on a violation of the content security policy, on an error in
the console and on an exception in a script, whatever else it looks at.
"""

import os
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from accounts.models import User
from tests.conftest import CHROMIUM
from tests.waiting import PATIENCE

# Playwright runs an event loop in this thread, and Django would refuse to work beside one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE_MS = PATIENCE * 1000
AXE = (files("axe_playwright_python") / "axe.min.js").read_text()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MS)
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS, timeout=PATIENCE_MS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A fresh profile that speaks Finnish; relative addresses lead to the live server."""
    profile = browser.new_context(base_url=live_server.url, locale="fi-FI", viewport=DESKTOP)
    profile.set_default_timeout(PATIENCE_MS)
    yield profile
    profile.close()


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What the browser complained of; a test that expects a complaint clears it."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def page(context: BrowserContext, faults: list[str]) -> Page:
    """An empty page that is being watched."""
    return watched(context.new_page(), faults)


def watched(page: Page, faults: list[str]) -> Page:
    """Note every violation of the policy, error in the console and broken script."""
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda message: faults.extend(complaint(message)))
    return page


def complaint(message: ConsoleMessage) -> list[str]:
    """An error in the console; a browser asks for this icon where a page names none."""
    if message.type != "error" or message.location["url"].endswith("/favicon.ico"):
        return []
    return [f"console: {message.text}"]


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, User], None]:
    """`sign_in(page, user)` gives the page a session, as if the user had signed in."""

    def give_session(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])

    return give_session


def expect_accessible(page: Page) -> None:
    """No violation of WCAG 2.2 AA that axe can find."""
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, in words."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    result = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        WCAG,
    )
    return [
        f"{violation['id']}: {violation['help']} – {node['html'][:200]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
