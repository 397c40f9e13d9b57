"""The bell is rung once for each transaction, and its message reaches the broker."""

import contextlib
import socket
import threading

import pytest
from django.db import transaction
from django.utils import timezone

from notifications.bell import Bell
from notifications.outbox import post_letter, ring
from notifications.tasks import deliver


@contextlib.contextmanager
def queue_of_the_worker():
    app = deliver.app
    with app.connection_for_write() as connection:
        queue = connection.SimpleQueue(app.conf.task_default_queue)
        queue.clear()
        yield queue
        queue.clear()
        queue.close()


def test_ring_puts_one_message_on_the_queue():
    with queue_of_the_worker() as queue:
        ring()

        assert queue.qsize() == 1


@pytest.mark.django_db
def test_many_written_in_one_transaction_ring_the_bell_once():
    with transaction.atomic():
        for n in range(3):
            letter = {"subject": "x", "text": "x", "now": timezone.now()}
            post_letter(key=f"letter|{n}", to=f"{n}@example.org", **letter)
        rings = [entry for entry in transaction.get_connection().run_on_commit if ring in entry]

    assert len(rings) == 1


@pytest.fixture
def broker_that_hangs_up(tmp_path, monkeypatch):
    """Answers nobody: gives the list of the calls it has had."""
    calls, address = [], str(tmp_path / "broker.sock")
    server = socket.socket(socket.AF_UNIX)
    server.bind(address)
    server.listen()

    def hang_up():
        # Closing the server ends the loop.
        with contextlib.suppress(OSError):
            while True:
                call, _address = server.accept()
                calls.append(call)
                call.close()

    thread = threading.Thread(target=hang_up)
    thread.start()
    monkeypatch.setenv("CELERY_BROKER_WRITE_URL", f"redis+socket://{address}")
    yield calls
    server.shutdown(socket.SHUT_RDWR)
    thread.join()
    server.close()


@pytest.fixture
def bell():
    bell = Bell()
    yield bell
    bell.hang_up()


def test_a_person_does_not_wait_for_a_broker_that_hangs_up(bell, broker_that_hangs_up):
    bell.ring()

    assert len(broker_that_hangs_up) == 1


def test_the_bell_keeps_its_connection(bell):
    with queue_of_the_worker() as queue:
        bell.ring()
        [first] = bell.kept
        bell.ring()

        assert queue.qsize() == 2
    assert list(bell.kept) == [first]


def test_the_bell_rings_where_the_kept_connection_has_been_cut(bell):
    with queue_of_the_worker() as queue:
        bell.ring()
        [first] = bell.kept
        queue.channel.client.client_kill_filter(_id=first.channel.client.client_id())
        bell.ring()

        assert queue.qsize() == 2


def test_the_bell_connects_anew_where_what_it_keeps_is_of_no_use(bell):
    with queue_of_the_worker() as queue:
        bell.ring()
        [first] = bell.kept
        first.publish = refuse
        bell.ring()

        assert queue.qsize() == 2
    assert list(bell.kept) != [first]


def refuse(*_args, **_options):
    raise OSError
