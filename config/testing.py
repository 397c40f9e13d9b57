"""`manage.py test` and `manage.py scratch`: services for one run, and then nothing left."""

import base64
import os
import secrets
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen

from config.local_servers import give_to_service_user, running_services
from config.processes import ROOT, ServiceError, dies_with_parent

# A busy machine is slow, and that is no failure.
PATIENCE_MS = "600000"


def run(arguments: Sequence[str]) -> int:
    """Run pytest; without `--all` the slow tests stay out.

    The whole suite runs in as many processes as there are cores, each with a database
    of its own; a part of it in one, which starts sooner.
    """
    chosen = [word for word in arguments if word != "--all"]
    if not chosen:
        chosen = ["-n", "auto", "--dist", "worksteal"]
    if "--all" not in arguments:
        chosen = ["-m", "not slow", *chosen]
    with environment_with_services() as environment:
        return call(["-m", "pytest", *chosen], environment)


def scratch(arguments: Sequence[str]) -> int:
    """Run a Django command as the owner of a new, empty database."""
    with environment_with_services() as environment:
        as_owner = {"DATABASE_URL": environment["OWNER_DATABASE_URL"]}
        return call(["manage.py", *arguments], environment | as_owner)


@contextmanager
def environment_with_services() -> Iterator[dict[str, str]]:
    """The environment of a run with services of its own."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="jatkumo-test-"))
        give_to_service_user(Path(folder))
        try:
            addresses = stack.enter_context(running_services(Path(folder), durable=False))
        except ServiceError as problem:
            sys.exit(f"\n{problem}\n")
        yield {
            **os.environ,
            **addresses.as_environment(),
            "DJANGO_SETTINGS_MODULE": "config.settings_test",
            "SECRET_KEY": "only-for-tests-" + "x" * 50,
            "HTTPS": "no",
            "DEMO_DATA_ALLOWED": "yes",
            "ARTIFICIAL_IDENTITY_CODES": "yes",
            "SWEEP_SECONDS": "1",
            "ATTACHMENTS_FOLDER": str(Path(folder) / "attachments"),
            "ATTACHMENTS_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
            "DATABASE_STATEMENT_TIMEOUT_MS": PATIENCE_MS,
            "DATABASE_LOCK_TIMEOUT_MS": PATIENCE_MS,
            "DATABASE_IDLE_MS": PATIENCE_MS,
        }


def call(arguments: Sequence[str], environment: dict[str, str]) -> int:
    """Run Python and wait; whatever ends us ends it first, and in order."""
    child = Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        preexec_fn=dies_with_parent(signal.SIGTERM),
    )

    def pass_on(_number: int, _frame: object) -> None:
        child.send_signal(signal.SIGINT)

    # Ctrl-C reaches the child by itself, for it shares our terminal.
    signal.signal(signal.SIGINT, lambda *_: None)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pass_on)
    return child.wait()
