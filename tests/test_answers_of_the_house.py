"""What every answer carries, and what no answer, address or log line may tell."""

import logging

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.factories import PrisonOfficerFactory, SupervisorFactory
from tests.test_every_page import pages
from tests.world import CANARY, World, make_world

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def browser(world: World) -> Browser:
    browser = Browser(raise_request_exception=False)
    browser.force_login(world.team)
    return browser


def address(world: World, name: str, words: tuple[str, ...]) -> str:
    return reverse(name, kwargs={word: world.arguments[word] for word in words})


def test_every_answer_has_the_headers_whatever_it_answers(world: World, browser: Browser) -> None:
    nobody, missing, seen = Browser(), [], set()
    for name, words in pages():
        url = address(world, name, words)
        for who, method in [(browser, "get"), (browser, "delete"), (nobody, "get")]:
            response = getattr(who, method)(url)
            seen.add(response.status_code)
            lacking = [key for key, value in HEADERS.items() if response.get(key) != value]
            if "default-src 'none'" not in response.get("Content-Security-Policy", ""):
                lacking.append("Content-Security-Policy")
            if lacking:
                missing.append((name, method, response.status_code, lacking))

    assert missing == []
    assert {200, 302, 404, 405} <= seen


def test_no_form_is_taken_without_its_csrf_token(world: World) -> None:
    strict = Browser(enforce_csrf_checks=True)
    strict.force_login(world.team)

    answers = {
        name: strict.post(address(world, name, words)).status_code for name, words in pages()
    }

    assert {name: code for name, code in answers.items() if code != 403} == {}


def test_titles_and_addresses_name_nobody_and_no_prison(world: World, browser: Browser) -> None:
    told = []
    for name, words in pages():
        url = address(world, name, words)
        response = browser.get(url)
        if response.status_code == 200 and not response.streaming:
            title = response.content.partition(b"<title>")[2].partition(b"</title>")[0].decode()
            told += [(name, said) for said in (title, url) if CANARY in said or "ankila" in said]
        told += [(name, value) for _key, value in response.items() if CANARY in value]

    assert told == []


def test_log_lines_of_refusals_and_errors_tell_no_content(
    world: World, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for name, words in pages():
            url = address(world, name, words)
            browser.get(url)
            browser.post(url, world.posted | {"text": CANARY, "first_names": CANARY})
    lines = [r.getMessage() for r in caplog.records if r.name != "django.db.backends"]

    assert [line for line in lines if CANARY in line] == []


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nothing_leads_away_from_the_site(world: World, browser: Browser, away: str) -> None:
    language = browser.post(reverse("set_language"), {"language": "fi", "next": away})
    sign_in = browser.get(reverse("account_login"), {"next": away})

    assert "evil" not in language.get("Location", "")
    assert "evil" not in sign_in.get("Location", "")


@pytest.mark.parametrize("make", [PrisonOfficerFactory, SupervisorFactory])
def test_notice_of_somebody_else_cannot_be_opened(world: World, make: type) -> None:
    other = Browser()
    other.force_login(make())
    url = reverse("accounts:notice_open", kwargs={"notice_pk": world.arguments["notice_pk"]})

    assert other.post(url).status_code == 404
    assert world.team.notices.get().read_at is None
