"""Guessing is slow for strangers, and keeps nobody out who has signed in here before."""

import datetime as dt
import uuid

import pytest
from django.conf import settings
from django.core import mail, signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import guessing
from audit.models import AuditEvent
from audit.vocabulary import Action
from notifications.delivery import deliver
from notifications.models import Mail
from tests.factories import WorkerFactory

pytestmark = pytest.mark.django_db

PASSWORD = "kolme vihreää saapasta"


@pytest.fixture
def owner():
    owner = WorkerFactory()
    owner.set_password(PASSWORD)
    owner.save()
    return owner


def sign_in(browser, email, password=PASSWORD, address="10.0.0.1"):
    sent = {"login": email, "password": password}
    return browser.post(reverse("account_login"), sent, REMOTE_ADDR=address)


def is_in(browser):
    return "_auth_user_id" in browser.session


def said(page):
    return list(page.context["form"].errors["__all__"])


def guess(email, times, address="10.0.0.9"):
    """Wrong passwords from a browser that nobody knows."""
    stranger = Client()
    return [sign_in(stranger, email, "wrong", address) for _n in range(times)][-1]


def use_up(email):
    """So many strangers at so many addresses that the account is shut for strangers."""
    for n in range(guessing.ON_AN_ACCOUNT.burst):
        guess(email, 1, f"10.1.0.{n}")


def test_a_stranger_is_slowed_after_a_few_wrong_passwords(owner):
    burst = guessing.ON_AN_ACCOUNT_FROM_AN_ADDRESS.burst

    looked_at, slowed = guess(owner.email, burst), guess(owner.email, 1)

    assert said(looked_at) != said(slowed)


def test_a_slowed_stranger_does_not_get_in_with_the_right_password_either(owner):
    stranger = Client()
    for _n in range(guessing.ON_AN_ACCOUNT_FROM_AN_ADDRESS.burst):
        sign_in(stranger, owner.email, "wrong")

    sign_in(stranger, owner.email)

    assert not is_in(stranger)


def test_the_owner_gets_in_from_elsewhere_while_one_address_guesses(owner):
    guess(owner.email, 8)
    browser = Client()

    sign_in(browser, owner.email, address="10.0.0.2")

    assert is_in(browser)


def test_the_owner_gets_in_with_a_known_browser_whoever_guesses(owner):
    browser = Client()
    sign_in(browser, owner.email)
    browser.post(reverse("account_logout"))
    use_up(owner.email)

    sign_in(browser, owner.email)

    assert is_in(browser)


def test_a_known_browser_is_slowed_too_after_many_wrong_passwords(owner):
    browser = Client()
    sign_in(browser, owner.email)
    browser.post(reverse("account_logout"))
    for _n in range(guessing.FROM_A_KNOWN_DEVICE.burst):
        sign_in(browser, owner.email, "wrong")

    sign_in(browser, owner.email)

    assert not is_in(browser)


def test_an_account_is_slowed_for_strangers_at_many_addresses(owner):
    use_up(owner.email)
    browser = Client()

    sign_in(browser, owner.email, address="10.0.0.2")

    assert not is_in(browser)


def test_a_mark_that_was_made_up_makes_no_browser_known(owner):
    use_up(owner.email)
    browser = Client()
    browser.cookies[settings.DEVICE_COOKIE_NAME] = f'["x",["{owner.email}"]]:abc:def'

    sign_in(browser, owner.email)

    assert not is_in(browser)


def test_a_browser_known_to_somebody_else_is_a_strangers(owner):
    colleague = WorkerFactory()
    colleague.set_password(PASSWORD)
    colleague.save()
    browser = Client()
    sign_in(browser, colleague.email)
    browser.post(reverse("account_logout"))
    use_up(owner.email)

    sign_in(browser, owner.email)

    assert not is_in(browser)


def test_the_mark_tells_whoever_reads_it_nobodys_address(owner):
    browser = Client()
    sign_in(browser, owner.email)

    mark = browser.cookies[settings.DEVICE_COOKIE_NAME].value

    assert owner.email not in str(signing.loads(mark, salt=guessing.SALT))


def test_the_mark_of_a_whole_shift_fits_into_a_cookie():
    browser = Client()
    for n in range(guessing.USERS_OF_A_DEVICE + 1):
        user = WorkerFactory(email=f"{n}{uuid.uuid4().hex * 6}@example.org")
        user.set_password(PASSWORD)
        user.save()
        sign_in(browser, user.email)
        browser.post(reverse("account_logout"))

    assert len(browser.cookies[settings.DEVICE_COOKIE_NAME].value) < 2000


def test_a_mark_that_was_made_for_a_former_address_does_not_know_the_new_one(owner):
    browser = Client()
    sign_in(browser, owner.email)
    browser.post(reverse("account_logout"))
    owner.email = "uusi@example.org"
    owner.save()
    use_up(owner.email)

    sign_in(browser, owner.email)

    assert not is_in(browser)


def test_one_password_on_many_accounts_from_one_address_is_slowed(owner):
    for n in range(guessing.FROM_AN_ADDRESS.burst):
        guess(f"someone{n}@example.org", 1)
    browser = Client()

    sign_in(browser, owner.email, address="10.0.0.9")

    assert not is_in(browser)


def test_a_known_browser_at_that_address_gets_in(owner):
    browser = Client()
    sign_in(browser, owner.email, address="10.0.0.9")
    browser.post(reverse("account_logout"))
    for n in range(guessing.FROM_AN_ADDRESS.burst):
        guess(f"someone{n}@example.org", 1)

    sign_in(browser, owner.email, address="10.0.0.9")

    assert is_in(browser)


def test_who_signs_in_rightly_uses_up_nothing(owner):
    for _n in range(guessing.ON_AN_ACCOUNT_FROM_AN_ADDRESS.burst + 2):
        browser = Client()
        sign_in(browser, owner.email)

    assert is_in(browser)


def test_a_new_password_by_letter_opens_the_account_for_its_owner(owner):
    use_up(owner.email)

    guessing.forget(owner.email)

    browser = Client()
    sign_in(browser, owner.email, address="10.0.0.2")
    assert is_in(browser)


def test_the_log_says_whose_account_was_tried(owner):
    guess(owner.email.upper(), 1)

    event = AuditEvent.objects.get(action=Action.SIGN_IN_FAILED.value)
    assert (event.target, event.by_id) == (f"accounts.user:{owner.pk}", None)


def test_the_log_says_nothing_of_an_address_that_nobody_has():
    guess("nobody@example.org", 1)

    event = AuditEvent.objects.get(action=Action.SIGN_IN_FAILED.value)
    assert (event.target, event.details) == ("", {})


def test_the_owner_is_told_once_a_day_that_somebody_guesses(owner):
    guess(owner.email, guessing.ON_AN_ACCOUNT_FROM_AN_ADDRESS.burst + 3)

    deliver(now=timezone.now() + dt.timedelta(seconds=1))

    assert [letter.to for letter in mail.outbox] == [[owner.email]]


def test_nobody_is_told_of_an_address_that_nobody_has():
    guess("nobody@example.org", guessing.ON_AN_ACCOUNT_FROM_AN_ADDRESS.burst + 1)

    deliver(now=timezone.now() + dt.timedelta(seconds=1))

    assert mail.outbox == []


def test_no_letter_is_written_to_each_address_that_a_stranger_makes_up():
    for n in range(guessing.FROM_AN_ADDRESS.burst + 5):
        guess(f"someone{n}@example.org", 1)

    assert not Mail.objects.exists()


def test_letters_that_only_look_alike_to_the_database_write_no_second_letter(owner):
    owner.email = "sissi.susi@example.org"
    owner.save()
    for login in [owner.email, "ſissi.susi@example.org", "siſsi.susi@example.org"]:
        guess(login, guessing.ON_AN_ACCOUNT_FROM_AN_ADDRESS.burst + 1)

    deliver(now=timezone.now() + dt.timedelta(seconds=1))

    assert [letter.to for letter in mail.outbox] == [[owner.email]]
