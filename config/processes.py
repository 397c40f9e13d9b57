"""Child processes that never outlive the process that started them."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from typing import TypedDict

ROOT = Path(__file__).resolve().parent.parent
# A child that ended is noticed at once; one that is only slow is waited for.
PATIENCE = 300
PR_SET_PDEATHSIG = 1


class ServiceError(Exception):
    """A process could not be started; the text says what to do."""


class Identity(TypedDict, total=False):
    """The user that a child process runs as."""

    user: int
    group: int
    extra_groups: list[str | int]


@contextmanager
def running(
    command: Sequence[str],
    *,
    log: Path,
    stop: signal.Signals = signal.SIGTERM,
    user: pwd.struct_passwd | None = None,
    environment: dict[str, str] | None = None,
) -> Iterator["Popen[bytes]"]:
    """A child process, stopped when the block ends, or by the system if we are killed."""
    with log.open("ab") as output:
        child = Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=ROOT if user is None else "/",
            env=environment,
            # Ctrl-C in a terminal reaches us alone, and we end the others in order.
            start_new_session=True,
            preexec_fn=dies_with_parent(stop),
            **as_user(user),
        )
    try:
        yield child
    finally:
        end(child, stop)


def end(child: "Popen[bytes]", stop: signal.Signals) -> None:
    """Ask a child to end, and insist after ten seconds."""
    if child.poll() is None:
        child.send_signal(stop)
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def wait_until(
    ready: Callable[[], bool], what: str, log: Path, child: "Popen[bytes] | None" = None
) -> None:
    """Wait for `ready`, or tell why it did not come: the end of the log says it."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline or (child and child.poll() is not None):
            raise ServiceError(f"{what} did not start. The end of {log}:\n{end_of(log)}")
        time.sleep(0.03)


def end_of(log: Path) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])


def stop_on_signals() -> None:
    """Leave in order on the signals that mean "end", and only once."""
    # A shell that starts us in the background has us ignore SIGINT: it ends us all the same.
    signals = [signal.SIGINT, signal.SIGTERM]
    # Who started us with nohup wants us to outlive the terminal.
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signals.append(signal.SIGHUP)

    def leave(number: int, _frame: object) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        print("\nStopping …", file=sys.stderr, flush=True)
        sys.exit(0 if number == signal.SIGINT else 128 + number)

    for each in signals:
        signal.signal(each, leave)


def as_user(user: pwd.struct_passwd | None) -> Identity:
    """What a child process is told to become."""
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def dies_with_parent(stop: signal.Signals) -> Callable[[], None] | None:
    """What a child does first: ask Linux for a signal should its parent be killed."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, int(stop))
