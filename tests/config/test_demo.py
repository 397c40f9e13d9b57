"""The demo from its first start to its end, as somebody sees it who has just cloned it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from config.processes import ROOT
from tests.waiting import PATIENCE

pytestmark = [pytest.mark.slow, pytest.mark.integration]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".jatkumo", "__pycache__", ".*_cache", "tests", "node_modules"
)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def checkout(tmp_path):
    """A copy of the project with the environment that runs these tests."""
    copy = tmp_path / "checkout"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    (copy / ".venv").symlink_to(sys.prefix)
    return copy


@pytest.fixture
def manage(checkout):
    """Runs or starts `manage.py` in the copy; what was started ends with the test."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.endswith("_URL") and name not in {"SECRET_KEY", "DJANGO_SETTINGS_MODULE"}
    }
    started = []

    def start(*arguments):
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=checkout,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start

    for process in started:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=PATIENCE)


def wait_for_line(process, text):
    seen = []
    for line in process.stdout:
        seen.append(line)
        if text in line:
            return
    pytest.fail("".join(seen))


def test_demo_serves_keeps_its_data_and_leaves_nothing_running(manage):
    port = free_port()
    demo = manage("demo", "--port", str(port))
    wait_for_line(demo, "Press Ctrl-C")

    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as page:
        assert (page.status, "/kirjautuminen/" in page.url) == (200, True)
    keep = (
        "from django.contrib.sessions.models import Session; from django.utils import timezone;"
        "Session.objects.create(session_key='kept', expire_date=timezone.now())"
    )
    assert manage("shell", "-c", keep).wait(PATIENCE) == 0
    again, _ = manage("demo", "--port", str(free_port())).communicate(timeout=PATIENCE)
    assert f"The demo already runs: http://127.0.0.1:{port}/" in again

    demo.send_signal(signal.SIGINT)
    assert demo.wait(PATIENCE) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0

    demo = manage("demo", "--port", str(port))
    wait_for_line(demo, "Press Ctrl-C")
    ask = "from django.contrib.sessions.models import Session as S; print(S.objects.get(pk='kept'))"
    told, _ = manage("shell", "-v", "0", "-c", ask).communicate(timeout=PATIENCE)
    assert told.strip() == "kept"


def test_demo_on_a_port_in_use_says_so_before_it_starts_anything(manage):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        told, _ = manage("demo", "--port", str(port)).communicate(timeout=PATIENCE)

    assert f"Port {port} is in use." in told
    assert "Starting the database" not in told
