"""How often the sign-in library lets something be tried: each limit is tripped by itself."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "kolme vihreää saapasta"


@pytest.fixture(autouse=True)
def at_one_moment():
    """So that none of the tries is forgotten while the others are made."""
    with time_machine.travel(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC), tick=False):
        yield


def post(name: str, sent: dict[str, str], browser: Client | None = None, at: str = "10.0.0.1"):
    return (browser or Client()).post(reverse(name), sent, REMOTE_ADDR=at)


def at_code(at: str) -> Client:
    """A browser that has given the password of a new user and is asked for the code."""
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    TOTP.activate(user, generate_totp_secret())
    browser = Client()
    post("account_login", {"login": user.email, "password": PASSWORD}, browser, at)
    return browser


def signed_in() -> Client:
    browser = Client()
    browser.force_login(UserFactory())
    return browser


def wrong_code(browser: Client, at: str) -> HttpResponse:
    return post("mfa_authenticate", {"code": "000000"}, browser, at)


def is_slowed(answer: HttpResponse) -> bool:
    """The page says so, or the form does beside the code."""
    if answer.status_code == 429:
        return True
    form = answer.context["form"] if answer.context else None
    return bool(form) and form.has_error("code", "too_many_login_attempts")


def pages_of_sign_in(n: int) -> HttpResponse:
    return post("account_login", {})


class Codes:
    """Wrong codes of one user, who asks from a new address each time."""

    def __init__(self) -> None:
        self.browser = at_code("10.2.0.1")

    def __call__(self, n: int) -> HttpResponse:
        return wrong_code(self.browser, f"10.3.0.{n}")


class CodesFromOneAddress:
    """Wrong codes of many users, each of whom stays below the limit of a user."""

    def __call__(self, n: int) -> HttpResponse:
        if n % 4 == 0:
            self.browser = at_code("10.2.0.1")
        return wrong_code(self.browser, "10.2.0.1")


def resets_of_one_account(n: int) -> HttpResponse:
    return post("account_reset_password", {"email": "joku@example.invalid"}, at=f"10.4.0.{n}")


def resets_from_one_address(n: int) -> HttpResponse:
    return post("account_reset_password", {"email": f"joku{n}@example.invalid"})


def new_passwords(n: int) -> HttpResponse:
    address = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "x-y"})
    return Client().post(address, {}, REMOTE_ADDR="10.0.0.1")


class Confirmations:
    def __init__(self) -> None:
        self.browser = signed_in()

    def __call__(self, n: int) -> HttpResponse:
        return post("account_reauthenticate", {}, self.browser, f"10.5.0.{n}")


class Changes:
    def __init__(self) -> None:
        self.browser = signed_in()

    def __call__(self, n: int) -> HttpResponse:
        return post("account_change_password", {}, self.browser, f"10.6.0.{n}")


def always(tries: Callable[[int], HttpResponse]) -> Callable[[], Callable[[int], HttpResponse]]:
    return lambda: tries


# Of each limit what it counts by, how many tries pass, and a try that no other limit stops.
LIMITS: dict[tuple[str, str], tuple[int, Callable[[], Callable[[int], HttpResponse]]]] = {
    ("login", "ip"): (300, always(pages_of_sign_in)),
    ("login_failed", "key"): (5, Codes),
    ("login_failed", "ip"): (120, CodesFromOneAddress),
    ("reset_password", "key"): (3, always(resets_of_one_account)),
    ("reset_password", "ip"): (60, always(resets_from_one_address)),
    ("reset_password_from_key", "ip"): (60, always(new_passwords)),
    ("reauthenticate", "user"): (10, Confirmations),
    ("change_password", "user"): (5, Changes),
}


@pytest.mark.parametrize("limit", LIMITS, ids="-".join)
def test_the_limit_lets_so_many_tries_pass_and_not_one_more(limit):
    passes, begin = LIMITS[limit]
    tries = begin()

    slowed = [is_slowed(tries(n)) for n in range(passes + 1)]

    assert slowed == [False] * passes + [True]


def test_each_limit_of_the_settings_is_tripped_here():
    named = {
        (action, limit.split("/")[2])
        for action, limits in settings.ACCOUNT_RATE_LIMITS.items()
        for limit in limits.split(",")
    }

    assert named == set(LIMITS)
