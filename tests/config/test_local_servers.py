"""The launcher starts real services and leaves nothing behind."""

import math
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import psycopg
import pytest

from config import local_servers, processes
from config.local_servers import Addresses, running_services
from config.processes import ROOT, ServiceError
from tests.waiting import PATIENCE, wait_for


@pytest.fixture
def own_services(monkeypatch):
    """As on a machine where nobody has set an address."""
    for name in ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name)


def processes_of(addresses):
    """The processes that use the sockets of these services."""
    sockets = addresses.redis.removeprefix("redis+socket://").removesuffix("/valkey.sock")
    lines = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        lines += [line] if sockets in line else []
    return lines


def test_services_keep_data_and_leave_no_process(own_services, private_folder):
    with running_services(private_folder, durable=True) as first:
        with psycopg.connect(first.owner) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS value")
        assert len(processes_of(first)) == 2
    assert processes_of(first) == []

    with (
        running_services(private_folder, durable=True) as second,
        psycopg.connect(second.database) as connection,
    ):
        row = connection.execute("SELECT value, current_user FROM kept").fetchone()

    assert row == (1, "jatkumo_app")
    assert second.database != first.database


def test_addresses_in_the_environment_replace_the_services(monkeypatch, private_folder):
    monkeypatch.setenv("DATABASE_URL", "postgres://app@elsewhere/jatkumo")
    monkeypatch.setenv("OWNER_DATABASE_URL", "postgres://owner@elsewhere/jatkumo")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")

    with running_services(private_folder, durable=True) as addresses:
        assert list(private_folder.iterdir()) == []

    assert addresses.as_environment() == {
        "DATABASE_URL": "postgres://app@elsewhere/jatkumo",
        "OWNER_DATABASE_URL": "postgres://owner@elsewhere/jatkumo",
        "REDIS_URL": "redis://elsewhere",
    }


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_services_end_with_their_starter_whichever_way_it_ends(
    own_services, private_folder, ending
):
    program = f"""
        import time
        from pathlib import Path
        from config.processes import stop_on_signals
        from config.local_servers import running_services

        stop_on_signals()
        with running_services(Path({str(private_folder)!r}), durable=False) as addresses:
            print(addresses.redis, flush=True)
            time.sleep(100_000)
    """
    starter = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(os.environ),
        # Whoever runs the tests with nohup has every child ignore the signal.
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    )
    addresses = Addresses(database="", owner="", redis=starter.stdout.readline().decode().strip())
    assert len(processes_of(addresses)) == 2

    starter.send_signal(ending)
    starter.wait(PATIENCE)
    starter.stdout.close()

    wait_for(lambda: processes_of(addresses) == [], "the end of the services")


def test_without_any_postgresql_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(local_servers.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(local_servers, "SYSTEM_FOLDERS", [])
    monkeypatch.setattr(local_servers.shutil, "which", lambda name: None)

    with pytest.raises(ServiceError, match="Install requirements/demo.txt"):
        local_servers.postgres_binaries()


def test_a_half_made_cluster_is_made_anew(own_services, private_folder):
    (private_folder / "postgres").mkdir()
    (private_folder / "postgres" / "half").write_text("made")

    with (
        running_services(private_folder, durable=True) as addresses,
        psycopg.connect(addresses.database) as connection,
    ):
        answer = connection.execute("SELECT lower('ÅÄÖ')").fetchone()

    assert answer == ("åäö",)


def test_a_server_that_cannot_start_tells_why_and_is_not_waited_for(
    own_services, private_folder, monkeypatch
):
    with running_services(private_folder, durable=True):
        pass
    (private_folder / "postgres" / "postgresql.conf").write_text("no such setting")

    monkeypatch.setattr(processes, "PATIENCE", math.inf)

    with (
        pytest.raises(ServiceError, match="syntax error in file"),
        running_services(private_folder, durable=True),
    ):
        pass


def test_a_cluster_whose_making_was_interrupted_is_made_anew(own_services, private_folder):
    with running_services(private_folder, durable=True):
        pass
    (private_folder / "postgres" / "made_by_jatkumo").unlink()

    with (
        running_services(private_folder, durable=True) as addresses,
        psycopg.connect(addresses.database) as connection,
    ):
        assert connection.execute("SELECT 1").fetchone() == (1,)
