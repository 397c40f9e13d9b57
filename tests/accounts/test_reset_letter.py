"""A forgotten password: the same answer for everybody, and a letter for whoever has an account."""

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notifications.delivery import deliver
from notifications.models import Mail, MailState
from tests.factories.accounts import UserFactory


def ask(client, email):
    return client.post(reverse("account_reset_password"), {"email": email})


def send():
    deliver(now=timezone.now() + dt.timedelta(seconds=1))


@pytest.mark.django_db
def test_the_letter_has_a_link_and_no_greeting_of_a_site(client):
    user = UserFactory()

    ask(client, user.email)
    send()

    [letter] = mail.outbox
    assert letter.to == [user.email]
    assert letter.subject == "Linkki uuden salasanan valintaan"
    assert letter.body.startswith("Joku, luultavasti sinä, pyysi uutta salasanaa")
    assert "http://testserver/" in letter.body


@pytest.mark.django_db
def test_the_letter_is_in_the_language_of_its_receiver(client):
    user = UserFactory(language="sv")

    ask(client, user.email)
    send()

    assert mail.outbox[0].subject == "Länk för att välja ett nytt lösenord"


@pytest.mark.django_db
def test_the_link_lets_choose_a_new_password(client):
    user = UserFactory()
    ask(client, user.email.upper())
    send()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]

    form = client.get(client.get(link).url)
    new = "aivan-uusi-salasana-1"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    user.refresh_from_db()
    assert user.check_password(new)


@pytest.mark.django_db
def test_the_request_makes_no_link_and_sends_nothing(client):
    ask(client, UserFactory().email)

    assert mail.outbox == []
    order = Mail.objects.get()
    assert (order.text, order.parameters) == ("", {"site": "http://testserver/"})


@pytest.mark.django_db
def test_an_unknown_address_gets_no_letter_and_is_forgotten(client):
    ask(client, "nobody@example.org")
    send()

    assert mail.outbox == []
    order = Mail.objects.get()
    assert (order.state, order.address) == (MailState.NEEDLESS, "")


@pytest.mark.django_db
def test_an_account_that_is_closed_gets_no_letter(client):
    ask(client, UserFactory(is_active=False).email)
    send()

    assert mail.outbox == []


@pytest.mark.django_db
def test_known_and_unknown_addresses_get_the_same_answer_for_the_same_work(client):
    answers, work = [], []
    # The count of requests from one place begins.
    ask(client, "first@example.org")

    for email in (UserFactory().email, "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            response = ask(client, email)
        answers.append((response.status_code, response.url))
        work.append([re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries])

    assert answers[0] == answers[1]
    assert work[0] == work[1]


@pytest.mark.django_db
def test_a_mail_server_that_is_down_changes_nothing_for_whoever_asks(client, settings):
    settings.EMAIL_BACKEND = "notifications.relay.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert ask(client, UserFactory().email).status_code == 302


@pytest.mark.django_db
def test_that_a_password_was_changed_is_told_by_the_outbox(client):
    user = UserFactory()
    user.set_password("vanha-salasana-1")
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    new = "aivan-uusi-salasana-1"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": "vanha-salasana-1", "password1": new, "password2": new},
    )

    assert mail.outbox == []
    assert Mail.objects.get().address == user.email
