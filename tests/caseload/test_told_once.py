"""Notices and real processes: several clocks and workers, and a broker that is down."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from accounts.models import User
from caseload.reminders.sweep import remind
from config.local_servers import give_to_service_user, running_valkey
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from referrals.models import Referral
from tests.config.conftest import open_to_all
from tests.factories import CountyFactory, PrisonOfficerFactory
from tests.factories.plans import PlanFactory
from tests.referrals.answers import receiving_municipality
from tests.referrals.test_sending import ready_draft, send
from tests.waiting import wait_for, wait_for_more

pytestmark = [pytest.mark.slow, pytest.mark.integration]


def letters(folder: Path) -> list[str]:
    """What was mailed: one entry for each receiver and letter."""
    texts = [path.read_text() for path in folder.glob("*")] if folder.exists() else []
    return [line for text in texts for line in text.splitlines() if line.startswith("To: ")]


def test_two_sweeps_two_workers_and_two_clocks_tell_each_notice_once(start_celery, tmp_path):
    today = timezone.localdate()
    plans = [
        PlanFactory(agreed=True, on=today - dt.timedelta(days=90), review_on=today)
        for _ in range(6)
    ]
    start_celery("beat")
    start_celery("beat", "-s", str(tmp_path / "other_beat"), log="other_beat")
    start_celery("worker", "-n", "one@%h", log="one")
    start_celery("worker", "-n", "two@%h", log="two")

    def sweep() -> None:
        remind(today=today)
        connection.close()

    sweeps = [threading.Thread(target=sweep) for _ in range(2)]
    for thread in sweeps:
        thread.start()
    for thread in sweeps:
        thread.join()

    due = Notice.objects.filter(kind=NoticeKind.REVIEW_DUE)
    mailed = due.filter(mailed_at__isnull=False)
    wait_for(lambda: mailed.count() == len(plans), "a letter for each notice")
    # More rounds of both clocks and both workers.
    logs = {name: tmp_path / f"{name}.log" for name in ("beat", "other_beat", "one", "two")}
    deliver = "notifications.tasks.deliver_due_notices"
    wait_for_more(f"Sending due task {deliver}", [logs["beat"], logs["other_beat"]])
    wait_for_more(f"Task {deliver}", [logs["one"], logs["two"]])
    assert due.count() == len(plans)
    receivers = [f"To: {plan.case.responsible.email}" for plan in plans]
    assert sorted(letters(tmp_path / "mail")) == sorted(receivers)


@pytest.fixture
def own_valkey(tmp_path_factory, monkeypatch):
    """A broker of this test's own, which it may stop: gives the folder of its socket."""
    folder = tmp_path_factory.mktemp("valkey")
    open_to_all(folder)
    give_to_service_user(folder)
    address = f"redis+socket://{folder}/valkey.sock"
    # For the web process of this test, and for the clock and worker that it starts.
    monkeypatch.setenv("CELERY_BROKER_WRITE_URL", address)
    monkeypatch.setattr(settings, "CELERY_BROKER_URL", address)
    return folder


def test_a_contact_is_acknowledged_while_the_broker_is_down_and_told_when_it_is_back(
    own_valkey, start_celery, tmp_path
):
    municipality = receiving_municipality(CountyFactory(code="oma"))
    intake = User.objects.get(unit_memberships__role="intake")
    officer = PrisonOfficerFactory()
    browser = Browser()
    browser.force_login(officer)
    draft = ready_draft(browser, officer, municipality)

    response = send(browser, draft)

    draft.refresh_from_db()
    assert (response.status_code, draft.status) == (302, Referral.Status.SENT)
    assert letters(tmp_path / "mail") == []

    with running_valkey(own_valkey):
        start_celery("beat")
        start_celery("worker")
        # One letter for all that waits.
        wait_for(lambda: not Notice.objects.filter(mailed_at=None).exists(), "every letter")
        assert letters(tmp_path / "mail") == [f"To: {intake.email}"]
