"""Notices and real processes: several clocks and workers, and a broker that is down."""

import datetime as dt
import signal
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from caseload.reminders.sweep import remind
from config.local_servers import give_to_service_user, running_valkey
from notifications.delivery import deliver
from notifications.models import Mail, MailKind, MailState, Notice
from notifications.models.mail import UNCERTAIN_AFTER
from notifications.outbox import post_letter
from notifications.vocabulary import NoticeKind
from referrals.models import Referral
from tests.config.conftest import open_to_all
from tests.factories import CountyFactory, PrisonOfficerFactory
from tests.factories.plans import PlanFactory
from tests.mail_server import mail_server
from tests.referrals.answers import receiving_municipality
from tests.referrals.test_sending import ready_draft, send
from tests.waiting import PATIENCE, wait_for, wait_for_more

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
        remind(now=timezone.now())
        connection.close()

    sweeps = [threading.Thread(target=sweep) for _ in range(2)]
    for thread in sweeps:
        thread.start()
    for thread in sweeps:
        thread.join()

    due = Notice.objects.filter(kind=NoticeKind.DUE_NOW)
    wait_for(lambda: due.count() == len(plans), "all notices")
    receivers = [f"{n}@example.org" for n in range(20)]
    for to in receivers:
        post_letter(key=f"letter|{to}", to=to, subject="x", text="x", now=timezone.now())
    sent = Mail.objects.filter(state=MailState.SENT, address__in=receivers)
    wait_for(lambda: sent.count() == len(receivers), "each letter")
    # More rounds of both clocks and both workers.
    logs = {name: tmp_path / f"{name}.log" for name in ("beat", "other_beat", "one", "two")}
    task = "notifications.tasks.deliver"
    wait_for_more(f"Sending due task {task}", [logs["beat"], logs["other_beat"]])
    wait_for_more(f"Task {task}", [logs["one"], logs["two"]])
    assert due.count() == len(plans)
    mailed = [to for to in letters(tmp_path / "mail") if to[4:] in receivers]
    assert sorted(mailed) == sorted(f"To: {to}" for to in receivers)


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


def test_a_contact_is_acknowledged_while_the_broker_is_down_and_mail_leaves_when_it_is_back(
    own_valkey, start_celery, tmp_path
):
    municipality = receiving_municipality(CountyFactory(code="oma"))
    officer = PrisonOfficerFactory()
    browser = Browser()
    browser.force_login(officer)
    draft = ready_draft(browser, officer, municipality)

    response = send(browser, draft)
    Browser().post(reverse("account_reset_password"), {"email": officer.email})

    draft.refresh_from_db()
    assert (response.status_code, draft.status) == (302, Referral.Status.SENT)
    assert letters(tmp_path / "mail") == []

    with running_valkey(own_valkey):
        start_celery("beat")
        start_celery("worker")
        sent = Mail.objects.filter(kind=MailKind.PASSWORD_RESET, state=MailState.SENT)
        wait_for(sent.exists, "the letter")
        assert f"To: {officer.email}" in letters(tmp_path / "mail")


def test_a_worker_killed_among_fifty_letters_loses_nothing_and_doubles_nothing(
    start_celery,
):
    receivers = [f"{n}@example.org" for n in range(50)]
    for to in receivers:
        post_letter(key=f"letter|{to}", to=to, subject="x", text="x", now=timezone.now())
    with mail_server() as server:
        host, port = server.server_address
        mail = {"EMAIL_HOST": host, "EMAIL_PORT": str(port)}
        reached = threading.Event()

        def wait_at_the_twentieth(_receiver: str) -> str:
            if len(server.taken) == 19 and not reached.is_set():
                reached.set()
                dead.wait(timeout=PATIENCE)
            return "250 ok"

        dead = threading.Event()
        server.answers["END"] = wait_at_the_twentieth
        start_celery("beat")
        worker = start_celery("worker", mail=mail)
        reached.wait(timeout=PATIENCE)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        dead.set()
        start_celery("worker", log="next_worker", mail=mail)

        sent = Mail.objects.filter(state=MailState.SENT, address__in=receivers)
        wait_for(lambda: sent.count() == 49, "all but one")
        deliver(now=timezone.now() + 2 * UNCERTAIN_AFTER)

    assert sorted(server.taken) == sorted(receivers)
    assert Mail.objects.set_aside().count() == 1
