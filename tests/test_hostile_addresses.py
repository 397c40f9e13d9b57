"""Addresses that nobody who means well would write: never an error of ours."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client as Browser
from django.urls import reverse

from audit.models import AuditEvent
from tests.factories import IntakeWorkerFactory, PrisonOfficerFactory, SupervisorFactory
from tests.test_every_page import Page, pages
from tests.world import World, make_world

NAMES = [
    "page", "sivu", "next", "kieli", "avain", "lista", "vaihe", "viikko", "tyontekija",
    "kierros", "tarkista", "more", "open",
]  # fmt: skip
VALUES = [
    "1" + "0" * 30, "-1", "0", "١", "²", "\x00", "9999-52", "0001-01", "2026-51\n",
    "//evil.example", "x" * 3000, "00000000-0000-0000-0000-000000000000.AAAA", "%", "' OR 1=1 --",
]  # fmt: skip
HUGE = ["9223372036854775807", "9223372036854775808", "1" + "0" * 30, "9" * 1500]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def browsers(world: World) -> list[Browser]:
    """Everybody who has pages of their own."""
    unit = world.case.unit
    people = [
        world.team,
        IntakeWorkerFactory(unit=unit),
        SupervisorFactory(unit=unit),
        PrisonOfficerFactory(),
    ]
    found = []
    for user in people:
        found.append(Browser(raise_request_exception=False))
        found[-1].force_login(user)
    return found


def opened(world: World, todo: list[Page]) -> Iterator[tuple[Browser, str]]:
    """Each page with somebody who may open it."""
    people = browsers(world)
    for name, words in todo:
        if name == "caseload:plan_pdf":
            continue
        url = reverse(name, kwargs={word: world.arguments[word] for word in words})
        for browser in people:
            if browser.get(url).status_code == 200:
                yield browser, url
                break


@pytest.mark.slow
def test_no_query_breaks_a_page(world: World) -> None:
    broken = []
    for browser, url in opened(world, pages()):
        for value in VALUES:
            response = browser.get(f"{url}?{urlencode(dict.fromkeys(NAMES, value))}")
            if response.status_code not in {200, 302, 400, 404}:
                broken.append((url, value, response.status_code))
            if response.status_code == 302 and "evil" in response.url:
                broken.append((url, value, response.url))

    assert broken == []


@pytest.mark.parametrize("number", HUGE)
def test_no_number_in_an_address_breaks_a_page(world: World, number: str) -> None:
    broken = []
    browser = browsers(world)[0]
    for name, words in pages():
        for word in words:
            # These are words.
            if word in ("occasion", "moment", "item", "kept_pk"):
                continue
            values = {**world.arguments, word: int(number)}
            url = reverse(name, kwargs={w: values[w] for w in words})
            for method in ("get", "post"):
                response = getattr(browser, method)(url)
                if response.status_code not in {403, 404, 405}:
                    broken.append((url[:80], method, response.status_code))

    assert broken == []


def test_refusal_of_a_number_that_no_case_has_is_still_logged(world: World) -> None:
    browser = browsers(world)[0]

    browser.get(reverse("caseload:case_page", kwargs={"case_pk": 10**30}))

    refused: Any = AuditEvent.objects.order_by("-pk").first()
    assert (refused.action, refused.by_id, refused.case_id) == ("case.refused", world.team.pk, None)
