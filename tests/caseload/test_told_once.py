"""Notices and real processes: several clocks and workers, and a broker that is down."""

import datetime as dt
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from benchmarks.mail_server import mail_server
from caseload.reminders.sweep import remind
from config.local_servers import running_valkey
from notifications.delivery import deliver
from notifications.models import Mail, MailKind, MailState, Notice
from notifications.models.mail import UNCERTAIN_AFTER
from notifications.outbox import post_letter
from notifications.vocabulary import NoticeKind
from referrals.models import Referral
from tests.config.conftest import folder_for_a_server
from tests.conftest import environment_of_test
from tests.factories import CaseFactory, CountyFactory, PrisonOfficerFactory
from tests.factories.plans import PlanFactory
from tests.referrals.answers import receiving_municipality
from tests.referrals.test_sending import ready_draft, send
from tests.waiting import PATIENCE, wait_for, wait_for_more
from timing.calendar import noon_of
from timing.models import Due, TimeRule
from timing.vocabulary import DueKind, receiver_of

pytestmark = [pytest.mark.slow, pytest.mark.integration]
Sweeper = Popen[str]


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
def start_sweeper(transactional_db: None, tmp_path: Path) -> Iterator[Callable[[str], Sweeper]]:
    """Starts a process that sweeps when it is told to, with a hash seed of its own."""
    with ExitStack() as stack:

        def start(seed: str) -> Sweeper:
            errors = stack.enter_context((tmp_path / f"sweeper_{seed}.log").open("wb"))
            started = Popen(
                [sys.executable, "-m", "tests.caseload.sweeping"],
                stdin=PIPE,
                stdout=PIPE,
                stderr=errors,
                text=True,
                env=environment_of_test() | {"PYTHONHASHSEED": seed},
            )
            stack.callback(started.communicate)
            return started

        yield start


def say(sweeper: Sweeper, words: str) -> None:
    assert sweeper.stdin is not None
    sweeper.stdin.write(f"{words}\n")
    sweeper.stdin.flush()


def heard(sweeper: Sweeper) -> str:
    assert sweeper.stdout is not None
    return sweeper.stdout.readline().strip()


def test_two_processes_with_other_hash_seeds_tell_a_thousand_notices_ten_times_once(
    start_sweeper, tmp_path
):
    first = timezone.localdate()
    cases = [CaseFactory() for _n in range(20)]
    Due.objects.all().delete()
    rule = TimeRule.objects.filter(kind=DueKind.STEP, county=None).latest("valid_from")
    agreed = {"kind": DueKind.STEP, "act": "do_step", "basis": rule.basis, "rule": rule}
    Due.objects.bulk_create(
        Due(**agreed, case_id=cases[n % 20].pk, object_id=n, receiver=receiver_of(DueKind.STEP))
        for n in range(1000)
    )
    sweepers = [start_sweeper("1"), start_sweeper("2")]
    assert [heard(each) for each in sweepers] == ["ready", "ready"]

    ordered = []
    for number in range(10):
        day = first + dt.timedelta(days=number)
        Due.objects.update(day=day, tell_on=day, told_on=None)
        for each in sweepers:
            say(each, noon_of(day).isoformat())
        ordered.append(sum(int(heard(each)) for each in sweepers))

    told = Notice.objects.filter(due_id__isnull=False)
    assert ordered == [1000] * 10
    assert told.values("due_id", "due_at").distinct().count() == told.count() == 10_000
    assert [(tmp_path / f"sweeper_{seed}.log").read_text() for seed in "12"] == ["", ""]


@pytest.fixture
def own_valkey(monkeypatch):
    """A broker of this test's own, which it may stop: gives the folder of its socket."""
    with folder_for_a_server() as folder:
        address = f"redis+socket://{folder}/valkey.sock"
        # For the web process of this test, and for the clock and worker that it starts.
        monkeypatch.setenv("CELERY_BROKER_WRITE_URL", address)
        monkeypatch.setattr(settings, "CELERY_BROKER_URL", address)
        yield folder


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
