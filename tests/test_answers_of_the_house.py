"""What every answer carries, and what no answer, address or log line may tell."""

import logging

import pytest
from django.http import HttpResponse
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

# Every directive, so that none goes or gets wider unseen.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}


# A file that somebody attached loads and runs nothing, wherever it is opened.
FILES = {"cases:case_file_open"}
POLICY_OF_FILES = {"default-src": "'none'", "sandbox": ""}


def policy_of(response: HttpResponse) -> dict[str, str]:
    """The content security policy by its directives."""
    said = response.get("Content-Security-Policy", "")
    directives = [each.strip().partition(" ") for each in said.split(";") if each.strip()]
    return {name: value for name, _space, value in directives}


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


@pytest.mark.slow
def test_every_answer_has_the_headers_whatever_it_answers(world: World, browser: Browser) -> None:
    nobody, missing, seen = Browser(), [], set()
    for name, words in pages():
        url = address(world, name, words)
        for who, method in [(browser, "get"), (browser, "delete"), (nobody, "get")]:
            response = getattr(who, method)(url)
            seen.add(response.status_code)
            lacking = [key for key, value in HEADERS.items() if response.get(key) != value]
            file = name in FILES and response.status_code == 200
            if policy_of(response) != (POLICY_OF_FILES if file else POLICY):
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

    # Text is put away by its writer's signed mark, which nobody else has, also after a new sign-in.
    assert {name for name, code in answers.items() if code != 403} == {"accounts:kept_text_save"}


def test_titles_and_addresses_name_nobody_and_no_prison(world: World, browser: Browser) -> None:
    told = []
    for name, words in pages():
        url = address(world, name, words)
        response = browser.get(url)
        if response.status_code == 200 and not response.streaming:
            title = response.content.partition(b"<title>")[2].partition(b"</title>")[0].decode()
            told += [(name, said) for said in (title, url) if CANARY in said or "ankila" in said]
        # A file is saved by the name that it was attached with.
        told += [
            (name, value)
            for key, value in response.items()
            if CANARY in value and (name not in FILES or key != "Content-Disposition")
        ]

    assert told == []


@pytest.mark.slow
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
