"""The way in and the refusals, in words of ours."""

import re

import allauth.urls
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.template.loader import render_to_string
from django.urls import URLResolver, get_resolver, reverse

from accounts.models import User
from tests.factories.accounts import UserFactory
from tests.test_every_page import OWN_ACCOUNT, named_patterns


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
        ("usersessions_list", "Missä olet kirjautuneena"),
    ],
)
def test_page_of_ones_own_account(client, name, words):
    client.force_login(UserFactory())

    assert heading(client.get(reverse(name))) == words


# Each is there because a page of ours leads to it; a new one is a decision.
OPEN = {
    *("account_login", "account_logout", "account_inactive", "account_signup"),
    *("account_reauthenticate", "account_change_password", "account_set_password"),
    *("account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
    *("account_county", "account_county_return", "account_county_confirm"),
    "usersessions_list",
    *("mfa_index", "mfa_authenticate", "mfa_reauthenticate"),
    *("mfa_list_webauthn", "mfa_add_webauthn"),
    *("mfa_reauthenticate_webauthn", "mfa_remove_webauthn"),
    *("mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
}


def of_the_library(patterns, path=""):
    """(name, path) of each of its pages."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from of_the_library(entry.url_patterns, path + str(entry.pattern))
        else:
            yield entry.name, path + str(entry.pattern)


def test_of_the_sign_in_library_only_these_pages_are_open():
    ours = {name for name, _words in named_patterns(get_resolver())}

    assert {name for name in ours if name.startswith(OWN_ACCOUNT)} == OPEN


@pytest.mark.django_db
def test_every_other_page_of_the_library_is_not_there(client):
    client.force_login(UserFactory())
    closed = [p for name, p in of_the_library(allauth.urls.urlpatterns) if name not in OPEN]

    assert len(closed) >= 5
    answers = {p: client.get(f"/kirjautuminen/{p}").status_code for p in closed if "(" not in p}
    assert set(answers.values()) == {404}


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["action_add", "action_primary", "action_remove"])
def test_nobody_changes_the_address_of_an_account_by_the_library(client, action):
    user = UserFactory()
    client.force_login(user)

    client.post("/kirjautuminen/email/", {action: "", "email": "evil@example.org"})

    user.refresh_from_db()
    assert user.email != "evil@example.org"
    assert not EmailAddress.objects.filter(email="evil@example.org").exists()


@pytest.mark.django_db
def test_without_a_second_factor_every_page_leads_to_enrolling(client, settings):
    settings.MFA_REQUIRED = True
    client.force_login(UserFactory())

    assert client.get(reverse("accounts:notice_list")).url == reverse("mfa_activate_totp")


@pytest.mark.django_db
def test_with_a_second_factor_the_page_opens(client, settings):
    settings.MFA_REQUIRED = True
    user = UserFactory()
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)

    assert client.get(reverse("accounts:notice_list")).status_code == 200


@pytest.mark.django_db
def test_the_password_alone_opens_nothing_where_there_is_a_second_factor(client, settings):
    settings.MFA_REQUIRED = True
    user = UserFactory()
    user.set_password("kolme vihreää saapasta")
    user.save()
    TOTP.activate(user, generate_totp_secret())

    client.post(
        reverse("account_login"), {"login": user.email, "password": "kolme vihreää saapasta"}
    )

    assert client.get(reverse("accounts:notice_list")).url.startswith(reverse("account_login"))


@pytest.mark.django_db
def test_a_code_that_was_used_tells_to_wait_for_the_next(client, settings):
    settings.MFA_REQUIRED = True
    user = UserFactory()
    user.set_password("kolme vihreää saapasta")
    user.save()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    pages = []
    for _time in range(2):
        client.post(reverse("account_logout"))
        sent = {"login": user.email, "password": "kolme vihreää saapasta"}
        client.post(reverse("account_login"), sent)
        code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
        pages.append(client.post(reverse("mfa_authenticate"), {"code": code}))

    assert pages[0].status_code == 302
    assert "Odota" in pages[1].content.decode()


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


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "500", "503"])
def test_refusal_needs_nothing_to_be_said(page):
    html = render_to_string(f"{page}.html")

    assert html.count("<h1>") == 1
    assert 'href="/"' in html
