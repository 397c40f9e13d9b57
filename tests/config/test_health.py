"""What the machine room may ask without signing in."""

from celery import Celery
from django.test import override_settings
from django.urls import reverse

from config import health


def test_live_asks_nothing_of_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get(reverse("live"))

    assert (response.status_code, response.json()) == (200, {"alive": True})


def test_ready_when_database_and_broker_answer(client, db):
    response = client.get(reverse("ready"))

    assert (response.status_code, response.json()) == (200, {"database": True, "broker": True})


def test_ready_although_the_broker_is_silent(client, db, monkeypatch):
    silent = Celery(broker="redis://127.0.0.1:1/0", set_as_current=False)
    monkeypatch.setattr(health, "app", silent)

    response = client.get(reverse("ready"))

    assert (response.status_code, response.json()) == (200, {"database": True, "broker": False})


@override_settings(SECURE_SSL_REDIRECT=True)
def test_health_is_asked_inside_the_house_without_https(client, db):
    assert client.get(reverse("live")).status_code == 200
