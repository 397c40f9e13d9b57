"""Counting what strangers do: exact under a crowd, per address as the proxy tells it."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory, override_settings

from accounts.models import Pace
from accounts.pace import Rate, TooFast, address_of, take
from accounts.tasks import clean_up

SLOW = Rate(3, dt.timedelta(minutes=1))
NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_some_at_once_and_then_one_for_each_step():
    with time_machine.travel(NOON, tick=False) as clock:
        for _time in range(3):
            take(("door", SLOW))
        with pytest.raises(TooFast) as refused:
            take(("door", SLOW))
        assert refused.value.wait == dt.timedelta(minutes=1)

        clock.shift(60)
        take(("door", SLOW))
        with pytest.raises(TooFast):
            take(("door", SLOW))
        take(("another door", SLOW))


@pytest.mark.django_db
def test_what_one_allowance_refuses_is_counted_on_none():
    take(*[("narrow", Rate(1, dt.timedelta(hours=1)))])
    for _time in range(5):
        with pytest.raises(TooFast) as refused:
            take(("wide", SLOW), ("narrow", Rate(1, dt.timedelta(hours=1))))
        assert refused.value.name == "narrow"

    for _time in range(3):
        take(("wide", SLOW))


@pytest.mark.django_db(transaction=True)
def test_a_crowd_at_the_same_moment_gets_exactly_what_there_is():
    def one(_number):
        try:
            take(("crowd", Rate(7, dt.timedelta(hours=1))))
        except TooFast:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as crowd:
        let_in = sum(crowd.map(one, range(40)))

    assert let_in == 7


@pytest.mark.django_db
def test_no_address_is_stored_in_clear_and_what_is_over_is_removed():
    with time_machine.travel(NOON, tick=False) as clock:
        take(("public quick 192.0.2.7", SLOW))
        assert "192" not in Pace.objects.get().key
        clean_up()
        assert Pace.objects.count() == 1

        clock.shift(61)
        clean_up()
        assert not Pace.objects.exists()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9, 198.51.100.4", "198.51.100.4"),
        (1, "", "192.0.2.1"),
    ],
)
def test_a_forged_header_changes_no_address(proxies, forwarded, address):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers=headers)

    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        assert address_of(request) == address


def test_whoever_has_one_ipv6_address_has_its_whole_network():
    request = RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2:3:4:5:6")

    assert address_of(request) == "2001:db8:1:2::/64"


def test_a_client_without_an_address_is_no_error():
    assert address_of(RequestFactory().get("/", REMOTE_ADDR="")) == ""


def test_old_addresses_in_new_dress_are_not_one_network():
    request = RequestFactory().get("/", REMOTE_ADDR="::ffff:192.0.2.1")

    assert address_of(request) == "192.0.2.1"
