"""Each user's own language, also where many share a computer."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import PrisonOfficerFactory

pytestmark = pytest.mark.django_db

PASSWORD = "pitkä-ja-hyvä-salasana"


def choose(client, language):
    client.post(reverse("set_language"), {"language": language})


@pytest.fixture
def officer():
    officer = PrisonOfficerFactory(language="fi")
    officer.set_password(PASSWORD)
    officer.save()
    return officer


def test_a_language_chosen_on_a_page_becomes_the_users_own(client, officer):
    client.force_login(officer)

    choose(client, "sv")
    response = client.get(reverse("referrals:referral_list"))

    officer.refresh_from_db()
    assert (officer.language, response.headers["Content-Language"]) == ("sv", "sv")


def test_a_language_chosen_before_signing_in_is_the_users_afterwards(client, officer):
    choose(client, "sv")

    client.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD})
    response = client.get(reverse("referrals:referral_list"))

    officer.refresh_from_db()
    assert (officer.language, response.headers["Content-Language"]) == ("sv", "sv")


def test_nobody_inherits_the_language_of_who_was_signed_in_here_before(client, officer):
    client.force_login(officer)

    choose(client, "sv")
    client.get(reverse("referrals:referral_list"))

    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == ""
