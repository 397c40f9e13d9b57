"""The way in and the refusals, in words of ours."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from tests.factories.accounts import UserFactory


def heading(response):
    """The page's one h1."""
    found = re.findall(r"<h1>(.*?)</h1>", response.content.decode())
    assert len(found) == 1
    return found[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_login", "Kirjaudu sisään"),
        ("account_reset_password", "Unohtunut salasana"),
        ("account_reset_password_done", "Tarkista sähköpostisi"),
        ("account_reset_password_from_key_done", "Salasanasi on vaihdettu"),
        ("account_inactive", "Tunnuksesi on suljettu"),
        ("account_signup", "Tunnuksen tekee organisaatiosi"),
    ],
)
def test_page_before_sign_in(client, name, words):
    assert heading(client.get(reverse(name))) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_logout", "Kirjaudu ulos"),
        ("account_change_password", "Vaihda salasana"),
        ("account_reauthenticate", "Vahvista, että se olet sinä"),
        ("mfa_index", "Kaksivaiheinen kirjautuminen"),
    ],
)
def test_page_of_ones_own_account(client, name, words):
    client.force_login(UserFactory())

    assert heading(client.get(reverse(name))) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["account_request_reauthentication_code", "account_confirm_reauthentication_code"]
)
def test_a_code_by_mail_does_not_confirm_who_one_is(client, name):
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    client.force_login(user)

    assert client.get(reverse(name)).status_code == 403


@pytest.mark.django_db
def test_a_code_by_mail_is_not_offered_beside_the_password(client):
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    client.force_login(user)

    page = client.get(reverse("account_reauthenticate")).content.decode()

    assert reverse("account_request_reauthentication_code") not in page


@pytest.mark.django_db
def test_nobody_signs_up(client):
    sent = {"email": "nobody@example.org", "password1": "x" * 20, "password2": "x" * 20}

    client.post(reverse("account_signup"), sent)

    assert not User.objects.filter(email="nobody@example.org").exists()


@pytest.mark.django_db
def test_wrong_password_keeps_the_address_and_says_what_to_check(client):
    sent = {"login": "nobody@example.org", "password": "wrong"}

    page = client.post(reverse("account_login"), sent).content.decode()

    assert "Tarkista yksi kohta" in page
    assert 'value="nobody@example.org"' in page


@pytest.mark.django_db
def test_language_is_changed_with_a_button(client):
    page = client.get(reverse("account_login")).content.decode()

    assert re.findall(r'name="language" value="(\w+)"', page) == ["sv", "en"]


@pytest.mark.django_db
def test_what_does_not_exist_says_what_to_do(client, settings):
    settings.MFA_REQUIRED = False
    client.force_login(UserFactory())

    response = client.get("/ei-ole/")

    assert response.status_code == 404
    assert "Sivua ei ole, tai se ei ole sinun nähtävissäsi." in response.content.decode()


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "500"])
def test_refusal_needs_nothing_to_be_said(page):
    html = render_to_string(f"{page}.html")

    assert html.count("<h1>") == 1
    assert 'href="/"' in html
