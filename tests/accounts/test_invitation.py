"""An invitation: one letter, one link, one password, and the second step right after it."""

import datetime as dt
import re
import threading

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.invitation import (
    CannotInvite,
    LinkDoesNotWork,
    accept_invitation,
    cancel_invitation,
    invite,
)
from accounts.invitation_link import link_of
from accounts.models import Invitation, User
from audit.models import AuditEvent
from audit.vocabulary import Action
from notifications.delivery import deliver
from notifications.models import Mail
from tests.accounts.test_sessions import FIREFOX
from tests.factories import CountyFactory, UserFactory

PASSWORD = "kolme pitkää sanaa peräkkäin"


def invited(**details: object) -> User:
    user: User = UserFactory(organisation=CountyFactory(), **details)
    user.set_unusable_password()
    user.save()
    invite(user=user, by=None, site="http://testserver/", now=timezone.now())
    return user


def link_in_letter() -> str:
    deliver(now=timezone.now() + dt.timedelta(seconds=1))
    return re.search(r"http://testserver(\S+)", mail.outbox[-1].body)[1]


def take(client, link: str):
    return client.post(link, {"password": PASSWORD})


@pytest.mark.django_db
def test_the_letter_leads_to_a_password_and_the_password_to_the_application(client):
    user = invited()

    answer = take(client, link_in_letter())

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert answer.url == reverse("accounts:home")
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.django_db
def test_the_first_session_is_in_the_list_of_ones_own():
    invited()
    browser = Client(headers={"user-agent": FIREFOX})
    take(browser, link_in_letter())

    page = browser.get(reverse("usersessions_list")).content.decode()

    assert "Firefox, Windows" in page


@pytest.mark.django_db
def test_the_browser_is_known_from_then_on(client, settings):
    invited()

    answer = take(client, link_in_letter())

    assert settings.DEVICE_COOKIE_NAME in answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject"),
    [("fi", "Tunnuksesi Jatkumoon"), ("sv", "Ditt konto i Jatkumo")],
)
def test_the_letter_is_in_the_language_of_the_invited(language, subject):
    invited(language=language)

    link_in_letter()

    assert mail.outbox[-1].subject == subject


@pytest.mark.django_db
@pytest.mark.parametrize(("chosen", "shown"), [("", "sv"), ("en", "en")])
def test_the_page_is_in_the_language_of_the_invited_unless_they_chose_another(
    client, chosen, shown
):
    invited(language="sv")
    if chosen:
        client.post(reverse("set_language"), {"language": chosen})

    assert client.get(link_in_letter()).headers["Content-Language"] == shown


@pytest.mark.django_db
def test_the_second_step_is_set_up_without_asking_the_password_again(client, settings):
    settings.MFA_REQUIRED = True
    invited()
    take(client, link_in_letter())

    first = client.get(reverse("accounts:home"))
    page = client.get(first.url)
    code = format_hotp_value(hotp_value(page.context["form"].secret, _counter()))
    done = client.post(first.url, {"code": code})

    assert first.url == reverse("mfa_activate_totp")
    assert page.status_code == 200
    assert done.url == reverse("mfa_view_recovery_codes")


def _counter() -> int:
    return int(timezone.now().timestamp()) // 30


@pytest.mark.django_db
def test_first_second_step_after_an_ordinary_sign_in_asks_the_password_once(client, settings):
    settings.MFA_REQUIRED = True
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert client.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.django_db
def test_a_session_of_long_ago_is_asked_for_the_password_before_the_second_step(client, settings):
    settings.MFA_REQUIRED = True
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=10)):
        answer = client.get(reverse("mfa_activate_totp"))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))


@pytest.mark.django_db
def test_the_link_works_once(client):
    invited()
    link = link_in_letter()
    take(client, link)
    client.logout()

    again = client.get(link)

    assert again.status_code == 404
    assert "Linkki ei enää toimi" in again.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x", "MQ:1aaaaa:xxxxxxxxxx"])
def test_a_forged_link_is_told_the_same_as_a_used_one(client, key):
    answer = client.get(reverse("accounts:invitation_accept"), {"avain": key})

    assert answer.status_code == 404
    assert "Linkki ei enää toimi" in answer.content.decode()


@pytest.mark.django_db
def test_to_look_at_the_page_uses_nothing_up(client):
    invited()
    link = link_in_letter()
    client.get(link)

    assert client.get(link).status_code == 200


@pytest.mark.django_db
def test_after_seven_days_the_link_is_too_old(client):
    invited()
    link = link_in_letter()

    with time_machine.travel(timezone.now() + dt.timedelta(days=7, minutes=1)):
        assert take(client, link).status_code == 404


@pytest.mark.django_db
def test_a_new_invitation_ends_the_former(client):
    user = invited()
    former = link_in_letter()

    invite(user=user, by=None, site="http://testserver/", now=timezone.now())

    assert client.get(former).status_code == 404
    assert client.get(link_in_letter()).status_code == 200


@pytest.mark.django_db
def test_an_invitation_that_was_taken_back_is_not_mailed_any_more():
    user = invited()
    cancel_invitation(user=user, by=UserFactory(), now=timezone.now())

    deliver(now=timezone.now() + dt.timedelta(seconds=1))

    assert mail.outbox == []


@pytest.mark.django_db
def test_no_link_lies_in_the_database():
    user = invited()
    link = link_of(user.invitations.get(), site="http://testserver/")
    key = link.partition("avain=")[2]

    stored = str(list(Mail.objects.values())) + str(list(Invitation.objects.values()))

    assert key not in stored


@pytest.mark.django_db
def test_a_forgotten_password_does_not_go_round_the_invitation(client):
    user = invited()
    link_in_letter()

    client.post(reverse("account_reset_password"), {"email": user.email})
    deliver(now=timezone.now() + dt.timedelta(seconds=1))

    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_closed_account_is_not_taken_into_use(client):
    user = invited()
    link = link_in_letter()
    User.objects.filter(pk=user.pk).update(is_active=False)

    answer = take(client, link)

    assert answer.status_code == 409
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_a_closed_account_is_not_invited():
    user = UserFactory(organisation=CountyFactory(), is_active=False)
    user.set_unusable_password()
    user.save()

    with pytest.raises(CannotInvite):
        invite(user=user, by=None, site="http://testserver/", now=timezone.now())


@pytest.mark.django_db
def test_an_account_that_was_closed_meanwhile_gets_no_letter():
    user = invited()
    User.objects.filter(pk=user.pk).update(is_active=False)

    deliver(now=timezone.now() + dt.timedelta(seconds=1))

    assert mail.outbox == []


@pytest.mark.django_db
@pytest.mark.parametrize("over", ["used_at", "cancelled_at", "expires_at"])
def test_an_invitation_that_is_over_gives_no_password(over):
    user = invited()
    Invitation.objects.update(**{over: timezone.now()})

    with pytest.raises(LinkDoesNotWork):
        accept_invitation(invitation=user.invitations.get(), password=PASSWORD, now=timezone.now())

    assert not User.objects.get(pk=user.pk).has_usable_password()


@pytest.mark.django_db
def test_who_is_signed_in_as_somebody_else_is_asked_to_sign_out(client):
    invited()
    link = link_in_letter()
    client.force_login(UserFactory())

    page = client.post(link, {"password": PASSWORD}).content.decode()

    assert "Kirjaudu ensin ulos" in page
    assert Invitation.objects.unused().exists()


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["", "lyhyt", "jatkumo-jatkumo", "a" * 500])
def test_a_bad_password_is_refused_beside_its_field(client, password):
    invited()

    answer = client.post(link_in_letter(), {"password": password})

    assert list(answer.context["form"].errors) == ["password"]
    assert Invitation.objects.unused().exists()


@pytest.mark.django_db
def test_who_has_a_password_is_not_invited_again():
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()

    with pytest.raises(CannotInvite):
        invite(user=user, by=None, site="http://testserver/", now=timezone.now())


@pytest.mark.django_db
def test_inviting_and_taking_into_use_are_logged():
    user = invited()
    accept_invitation(invitation=user.invitations.get(), password=PASSWORD, now=timezone.now())

    logged = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert logged == [Action.INVITATION_SENT, Action.INVITATION_ACCEPTED]


@pytest.mark.django_db(transaction=True)
def test_two_who_follow_one_link_at_once_are_one():
    invitation = invited().invitations.get()
    start, told = threading.Barrier(2), []

    def follow(password: str) -> None:
        start.wait()
        try:
            accept_invitation(invitation=invitation, password=password, now=timezone.now())
            told.append(password)
        except LinkDoesNotWork:
            told.append("")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=follow, args=(f"{PASSWORD} {number}",)) for number in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    [used] = [password for password in told if password]
    assert sorted(map(bool, told)) == [False, True]
    assert User.objects.get(pk=invitation.user_id).check_password(used)
