"""The command that makes a county's first administrator."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from audit.models import AuditEvent
from audit.vocabulary import Action

pytestmark = pytest.mark.django_db

ASKED = {"county": "13", "email": "eka@example.org", "first_name": "Eeva", "last_name": "Eka"}


def make(**more: object) -> str:
    out = io.StringIO()
    call_command("first_administrator", stdout=out, **ASKED | {"site": "http://testserver"} | more)
    return out.getvalue()


def test_it_works_where_nobody_is_yet_and_its_link_opens(client):
    link = re.search(r"http://testserver(\S+)", make())[1]

    client.post(link, {"password": "kolme pitkää sanaa peräkkäin"})

    user = User.objects.get()
    assert (user.is_administrator, user.is_staff) == (True, False)
    assert client.get(reverse("accounts:home")).url == reverse("administration:first_steps")


def test_it_says_what_to_do_next():
    told = make()

    assert "What to do next" in told
    assert "Pohjois-Savon hyvinvointialue" in told


def test_the_county_may_be_named():
    make(county="pohjois-savon hyvinvointialue")

    assert User.objects.get().organisation.code == "13"


def test_a_second_one_is_made_only_where_it_is_meant():
    make()

    with pytest.raises(CommandError, match="has an administrator"):
        make(email="toka@example.org")
    make(email="toka@example.org", another=True)

    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"county": "Narnia"}, "13  Pohjois-Savon"),
        ({"email": "ei"}, "no e-mail address"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_made(wrong, said):
    with pytest.raises(CommandError, match=said):
        make(**wrong)

    assert not User.objects.exists()


def test_an_address_is_used_once():
    make()

    with pytest.raises(CommandError, match="already"):
        make(another=True, email="EKA@example.org")


def test_it_is_logged():
    make()

    logged = set(AuditEvent.objects.values_list("action", flat=True))
    assert logged == {Action.USER_ADDED, Action.INVITATION_SENT}


def test_an_address_in_capitals_signs_in(client):
    make(email="Eeva.Eka@Example.org")
    user = User.objects.get()
    user.set_password("kolme pitkää sanaa peräkkäin")
    user.save()

    sent = {"login": "Eeva.Eka@Example.org", "password": "kolme pitkää sanaa peräkkäin"}
    client.post(reverse("account_login"), sent)

    assert "_auth_user_id" in client.session
