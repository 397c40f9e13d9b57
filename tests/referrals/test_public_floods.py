"""Floods of public forms against a real server, and who is served meanwhile."""

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import time_machine
from django.conf import settings
from django.test import Client as Browser
from django.utils import timezone

from referrals.models import Referral
from referrals.public.floods import BANDS
from referrals.public.token import new_token
from tests.factories import CountyFactory, PrisonOfficerFactory
from tests.referrals.answers import receiving_municipality
from tests.referrals.public import FORM, SEND, own_answers, the_form
from tests.waiting import PATIENCE

FORM_TYPE = "application/x-www-form-urlencoded"


def token_aged(**age: float) -> str:
    """A form that was handed out so long ago."""
    with time_machine.travel(timezone.now() - dt.timedelta(**age), tick=False):
        return new_token()


@pytest.fixture
def stopped_clock():
    """However long the machine takes, no allowance grows back meanwhile."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def home(db, stopped_clock):
    return receiving_municipality(CountyFactory(contact_details="Esimerkkikatu 1"))


def test_over_the_limit_everything_typed_is_there_with_when_and_how_else(client, home):
    for _time in range(5):
        assert client.post(SEND, own_answers(home)).status_code == 302
    answers = own_answers(home, description="Tarvitsen\r\nasunnon.")

    page = client.post(f"{SEND}?kieli=fi", answers)

    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= 60
    for words in ["Odota yksi minuutti", "Esimerkkikatu 1", "kirjeellä", "vankilan työntekijää"]:
        assert words in page.text
    kept = the_form(page.text).data()
    assert kept["last_name"] == ["Esimerkki"]
    assert kept["description"][0].splitlines() == ["Tarvitsen", "asunnon."]
    assert kept["token"] == [answers["token"]]


def test_after_the_wait_the_same_page_is_served(client, home):
    for _time in range(5):
        client.post(SEND, own_answers(home))
    refused = client.post(SEND, own_answers(home))
    form = the_form(refused.text)

    with time_machine.travel(timezone.now() + dt.timedelta(seconds=61), tick=False):
        assert client.post(form.action, form.data()).status_code == 302


def test_whoever_took_minutes_is_served_from_an_address_that_floods(client, home):
    for _time in range(30):
        client.post(SEND, own_answers(home))
    assert Referral.objects.count() == 5

    for seconds in (61, 301):
        answers = own_answers(home, token=token_aged(seconds=seconds))
        assert client.post(SEND, answers).status_code == 302


def test_one_form_is_no_key_to_the_door(client, home):
    token = token_aged(minutes=10)

    answers = [
        client.post(SEND, own_answers(home, token=token, description=f"x{number}")).status_code
        for number in range(6)
    ]

    assert answers == [302, 302, 302, 429, 429, 429]


def test_what_was_sent_already_is_never_too_many(client, home):
    answers = own_answers(home)
    client.post(SEND, answers)
    for _time in range(10):
        client.post(SEND, own_answers(home))

    assert client.post(SEND, answers).status_code == 302


def test_a_whole_site_has_a_limit_too(home, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    quick = BANDS[-1].of_site.burst
    browser = Browser()

    answers = Counter(
        browser.post(
            SEND, own_answers(home), headers={"X-Forwarded-For": f"198.51.100.{number}"}
        ).status_code
        for number in range(quick + 20)
    )

    assert answers[302] <= quick + 10
    assert answers[429] >= 10


# --- Against a real server ----------------------------------------------------------


class Crowd:
    """Sends forms to the running server, each over a connection of its own."""

    def __init__(self, server: str) -> None:
        self.host = urlsplit(server).netloc

    def send(self, answers: dict[str, Any], **headers: str) -> int:
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        try:
            body = urlencode(answers, doseq=True)
            connection.request("POST", SEND, body, {"Content-Type": FORM_TYPE} | headers)
            response = connection.getresponse()
            response.read()
            return response.status
        finally:
            connection.close()


@pytest.mark.slow
def test_a_flood_from_one_address_is_limited_and_its_neighbours_are_served(
    live_server, stopped_clock
):
    """500 in one moment; a client and an officer behind the same address meanwhile."""
    home = receiving_municipality(CountyFactory())
    crowd = Crowd(live_server.url)
    officer = PrisonOfficerFactory()
    tokens = [token_aged(seconds=90 + 60 * number) for number in range(8)]
    forms = [own_answers(home, description=str(number)) for number in range(500)]

    with ThreadPoolExecutor(8) as many:
        flood = [many.submit(crowd.send, form) for form in forms]
        neighbours = [
            crowd.send(own_answers(home, token=token, last_name="Naapuri")) for token in tokens
        ]
        signed_in = Browser()
        signed_in.force_login(officer)
        session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
        connection = HTTPConnection(crowd.host, timeout=PATIENCE)
        name = settings.SESSION_COOKIE_NAME
        connection.request("GET", "/yhteydenotot/uusi/", headers={"Cookie": f"{name}={session}"})
        officer_page = connection.getresponse().status
        connection.close()
        answers = Counter(each.result() for each in flood)

    assert answers == {302: 5, 429: 495}
    assert neighbours == [302] * len(tokens)
    assert officer_page == 200
    assert Referral.objects.filter(last_name="Naapuri").count() == len(tokens)
    assert Referral.objects.count() == answers[302] + len(tokens)


@pytest.mark.slow
def test_thirty_at_once_from_many_addresses_are_all_served(live_server, stopped_clock, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    home = receiving_municipality(CountyFactory())
    crowd = Crowd(live_server.url)
    senders = [
        (own_answers(home, description=str(n)), {"X-Forwarded-For": f"203.0.113.{n}"})
        for n in range(30)
    ]

    with ThreadPoolExecutor(6) as many:
        answers = list(many.map(lambda each: crowd.send(each[0], **each[1]), senders))

    assert answers == [302] * 30
    assert Referral.objects.count() == 30


@pytest.mark.slow
def test_the_same_form_from_many_connections_at_once_is_one_contact(live_server, stopped_clock):
    form = own_answers(receiving_municipality(CountyFactory()))
    crowd = Crowd(live_server.url)

    with ThreadPoolExecutor(6) as many:
        answers = list(many.map(crowd.send, [form] * 12))

    assert Referral.objects.count() == 1
    assert set(answers) <= {302, 429}
    assert answers.count(302) >= 3


def test_opening_the_form_costs_no_allowance(client, home):
    for _time in range(30):
        assert client.get(FORM).status_code == 200
    assert client.post(SEND, own_answers(home)).status_code == 302
