"""The environment is made once, by one process, and from the lock that is there."""

import fcntl
import multiprocessing
import sys
import threading

import pytest

import bootstrap
from tests.waiting import PATIENCE


@pytest.fixture
def venv(tmp_path):
    """An environment as it is after it has been made for the demo."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / "installed").write_text(bootstrap._stamp("demo"))
    return tmp_path


def test_environment_for_the_demo_is_not_enough_for_a_developer(venv):
    assert bootstrap._is_complete(venv, "demo")
    assert not bootstrap._is_complete(venv, "dev")


def test_environment_of_a_developer_is_enough_for_the_demo(venv):
    (venv / "installed").write_text(bootstrap._stamp("dev"))

    assert bootstrap._is_complete(venv, "demo")


def test_changed_lock_is_installed_again(venv, monkeypatch, tmp_path_factory):
    changed = tmp_path_factory.mktemp("checkout")
    (changed / "requirements").mkdir()
    for kind in ("demo", "dev"):
        (changed / "requirements" / f"{kind}.txt").write_text("django==9.9\n")
    monkeypatch.setattr(bootstrap, "ROOT", changed)

    assert not bootstrap._is_complete(venv, "demo")


def test_environment_of_another_python_is_made_again(venv, monkeypatch):
    monkeypatch.setattr(bootstrap, "_version", lambda: (3, 99))

    assert not bootstrap._is_complete(venv, "demo")


def test_environment_that_was_not_finished_is_made_again(venv):
    (venv / "installed").unlink()

    assert not bootstrap._is_complete(venv, "demo")


def test_half_made_environment_is_replaced(tmp_path, monkeypatch):
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").write_text("half")
    monkeypatch.setattr(bootstrap, "_pip", lambda: [sys.executable, "-c", ""])
    monkeypatch.setattr(bootstrap, "_provide_pdf_libraries", lambda: None)

    bootstrap._make(venv, "demo")

    assert bootstrap._runs(str(venv / "bin" / "python"), "-c", "import json")
    assert bootstrap._is_complete(venv, "demo")


def test_failed_installation_leaves_no_stamp_and_tells_why(venv, monkeypatch):
    monkeypatch.setattr(
        bootstrap, "_pip", lambda: [sys.executable, "-c", "raise SystemExit('no network')"]
    )

    with pytest.raises(SystemExit, match="Could not install the packages:\nno network"):
        bootstrap._make(venv, "dev")

    assert not (venv / "installed").exists()


def test_without_pip_it_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    monkeypatch.setattr(sys, "_base_executable", "/bin/false")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SystemExit, match="apt-get install python3-pip"):
        bootstrap._pip()


def test_old_python_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (9, 9))

    with pytest.raises(SystemExit, match=r"Jatkumo needs Python 3\.11 or newer"):
        bootstrap.ensure("demo")


def test_somebody_elses_environment_is_left_alone(monkeypatch):
    monkeypatch.setenv("JATKUMO_BOOTSTRAP", "no")
    monkeypatch.setattr(bootstrap, "ensure", lambda kind: pytest.fail("made an environment"))

    bootstrap.enter("demo")


def test_read_only_checkout_keeps_its_files_with_the_user(monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap.os, "access", lambda path, mode: False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert bootstrap.writable_folder(".venv").relative_to(tmp_path).parts[0] == "jatkumo"


def hold(lock_path, held, release):
    with open(lock_path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        held.set()
        release.wait(PATIENCE)


def test_second_start_waits_for_the_first(tmp_path, capsys):
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    other = context.Process(target=hold, args=(tmp_path / "venv.lock", held, release))
    other.start()
    assert held.wait(PATIENCE)
    context_of_waiting = bootstrap._alone(tmp_path / "venv")

    timer = threading.Timer(0.3, release.set)
    timer.start()
    with context_of_waiting:
        entered_after_release = release.is_set()
    other.join()
    timer.join()

    assert entered_after_release
    assert "waiting for it" in capsys.readouterr().err
