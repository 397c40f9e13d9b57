"""A session ends at the latest after ten hours, and leaves nothing in the browser."""

import datetime as dt

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts import sessions
from accounts.tasks import remove_old_sessions
from audit.models import AuditEvent
from audit.vocabulary import Action
from config.clock import schedule
from tests.factories import CaseFactory, WorkerFactory

pytestmark = pytest.mark.django_db

MORNING = dt.datetime(2026, 3, 2, 6, 0, tzinfo=dt.UTC)


def work(client, clock, hours):
    """Open a page each quarter of an hour; the last answer."""
    for _n in range(hours * 4):
        clock.shift(dt.timedelta(minutes=15))
        answer = client.get(reverse("accounts:notice_list"))
    return answer


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


def test_whoever_works_all_day_stays_signed_in(client, clock):
    client.force_login(WorkerFactory())
    client.get(reverse("accounts:notice_list"))

    assert work(client, clock, 10).status_code == 200


def test_after_ten_hours_whoever_is_busy_signs_in_again(client, clock):
    client.force_login(WorkerFactory())
    client.get(reverse("accounts:notice_list"))

    answer = work(client, clock, 11)

    assert answer.url.startswith(reverse(settings.LOGIN_URL))
    assert AuditEvent.objects.filter(action=Action.SIGNED_OUT.value).count() == 1


def test_what_is_sent_after_ten_hours_is_kept_for_its_writer(client, clock):
    case = CaseFactory()
    client.force_login(case.responsible)
    page = reverse("cases:notes", kwargs={"case_pk": case.pk})
    mark = client.get(page).context["written_by"]
    work(client, clock, 10)
    clock.shift(sessions.LONGEST / 10)

    away = client.post(page, {"text": "Jotain tärkeää", "written_by": mark})

    assert "avain" in away.url


def test_a_language_chosen_in_the_last_minute_goes_with_the_session(client, clock):
    client.force_login(WorkerFactory())
    client.get(reverse("accounts:notice_list"))
    work(client, clock, 10)
    client.post(reverse("set_language"), {"language": "sv"})
    clock.shift(dt.timedelta(minutes=1))

    client.get(reverse("accounts:notice_list"))

    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == ""


def test_signing_out_clears_what_the_browser_keeps(client):
    client.force_login(WorkerFactory())

    answer = client.post(reverse("account_logout"))

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_page_of_who_is_signed_in_clears_nothing(client):
    client.force_login(WorkerFactory())

    assert "Clear-Site-Data" not in client.get(reverse("accounts:notice_list")).headers


FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/143.0 Safari/537.36 Edg/143.0"
PASSWORD = "kolme vihreää saapasta"


@pytest.fixture
def twice():
    """One person in two browsers."""
    worker = WorkerFactory()
    worker.set_password(PASSWORD)
    worker.save()
    browsers = [Client(headers={"user-agent": each}) for each in (FIREFOX, EDGE)]
    for browser in browsers:
        sent = {"login": worker.email, "password": PASSWORD}
        browser.post(reverse("account_login"), sent)
    return browsers


def test_the_page_tells_where_one_is_signed_in(twice):
    page = twice[0].get(reverse("usersessions_list")).content.decode()

    assert "Firefox, Windows" in page
    assert "Edge, Windows" in page


def test_the_others_end_and_ones_own_stays(twice):
    here, elsewhere = twice

    here.post(reverse("usersessions_list"))

    page = reverse("accounts:notice_list")
    assert (here.get(page).status_code, elsewhere.get(page).status_code) == (200, 302)


def test_nobody_sees_where_others_are_signed_in(client, twice):
    client.force_login(WorkerFactory())

    assert "Edge" not in client.get(reverse("usersessions_list")).content.decode()


# --- Rows of sessions that are over ----------------------------------------------------


@pytest.fixture
def two_sessions(clock):
    """One that began in the morning and has ended by itself, and a colleague's of now."""
    return [_signed_in_later(clock) for _each in range(2)]


def _signed_in_later(clock):
    """The key of a session that begins when those before it have idled out."""
    clock.shift(settings.SESSION_IDLE + dt.timedelta(minutes=1))
    worker = WorkerFactory()
    worker.set_password(PASSWORD)
    worker.save()
    browser = Client()
    browser.post(reverse("account_login"), {"login": worker.email, "password": PASSWORD})
    return browser.session.session_key


def test_sessions_that_are_over_are_removed_and_others_stay(two_sessions):
    over, present = two_sessions

    remove_old_sessions()

    keys = set(Session.objects.values_list("session_key", flat=True))
    assert (over in keys, present in keys) == (False, True)


def test_where_a_session_was_used_is_removed_with_it(two_sessions):
    _over, present = two_sessions

    remove_old_sessions()

    assert [each.session_key for each in UserSession.objects.all()] == [present]


def test_sessions_are_removed_each_night():
    at = schedule(dt.timedelta(minutes=1))["accounts.tasks.remove_old_sessions"]["schedule"]

    assert (at.hour, len(at.day_of_week)) == ({2}, 7)
