"""The clock and the workers: real processes on a real broker."""

import signal

import pytest
from django.conf import settings

from audit.models import AuditEvent, AuditSeal
from config.celery import app
from tests.waiting import wait_for, wait_for_more


def test_everything_on_the_clock_is_a_task():
    app.loader.import_default_modules()

    assert {entry["task"] for entry in app.conf.beat_schedule.values()} - set(app.tasks) == set()


def test_a_sweep_that_came_too_late_is_dropped():
    sweeps = [entry for entry in app.conf.beat_schedule.values() if "options" in entry]

    assert {entry["options"]["expires"] for entry in sweeps} == {settings.SWEEP.total_seconds()}


def test_a_task_outlives_the_worker_that_took_it():
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.accept_content == ["json"]


@pytest.mark.slow
@pytest.mark.integration
def test_beat_and_worker_seal_the_log_and_go_on_after_a_crash(start_celery):
    AuditEvent.objects.create(action="first")
    beat = start_celery("beat")
    worker = start_celery("worker")
    wait_for(lambda: AuditSeal.objects.count() == 1, "the first seal")

    worker.send_signal(signal.SIGKILL)
    worker.wait()
    AuditEvent.objects.create(action="second")
    start_celery("worker", log="next_worker")

    wait_for(lambda: AuditSeal.objects.count() == 2, "the second seal")
    assert beat.poll() is None


@pytest.mark.slow
@pytest.mark.integration
def test_two_clocks_at_once_seal_each_event_once(start_celery, tmp_path):
    events = [AuditEvent.objects.create(action=f"event {number}") for number in range(5)]
    start_celery("beat")
    start_celery("beat", "-s", str(tmp_path / "other_beat"), log="other_beat")
    start_celery("worker")

    wait_for(lambda: AuditSeal.objects.count() == len(events), "all seals")
    clocks = [tmp_path / "beat.log", tmp_path / "other_beat.log"]
    wait_for_more("Sending due task audit.tasks.seal_log", clocks)
    wait_for_more("Task audit.tasks.seal_log", [tmp_path / "worker.log"])
    assert AuditSeal.objects.count() == len(events)
