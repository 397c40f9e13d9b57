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


def test_whoever_sat_here_before_does_not_choose_the_next_users_language(client, officer):
    choose(client, "sv")

    client.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD})
    response = client.get(reverse("referrals:referral_list"))

    officer.refresh_from_db()
    assert (officer.language, response.headers["Content-Language"]) == ("fi", "fi")
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == ""
