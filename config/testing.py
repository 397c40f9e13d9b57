"""`manage.py test` and `manage.py scratch`: services for one run, and then nothing left."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from config.services import ROOT, give_to_service_user, running_services


@contextmanager
def test_environment() -> Iterator[dict[str, str]]:
    """The environment of a run with services of its own."""
    with tempfile.TemporaryDirectory(prefix="jatkumo-test-") as folder:
        give_to_service_user(Path(folder))
        with running_services(Path(folder), durable=False) as addresses:
            yield {
                **os.environ,
                **addresses.as_environment(),
                "SECRET_KEY": "only-for-tests-" + "x" * 50,
                "HTTPS": "no",
                # A busy machine is slow, and that is no failure.
                "DATABASE_STATEMENT_TIMEOUT_MS": "60000",
                "DEMO_DATA_ALLOWED": "yes",
                "ARTIFICIAL_IDENTITY_CODES": "yes",
            }


def run(arguments: Sequence[str]) -> int:
    """Run pytest; without `--all` the slow tests stay out."""
    chosen = [word for word in arguments if word != "--all"]
    if "--all" not in arguments:
        chosen = ["-m", "not slow", *chosen]
    with test_environment() as environment:
        return subprocess.call([sys.executable, "-m", "pytest", *chosen], cwd=ROOT, env=environment)


def scratch(arguments: Sequence[str]) -> int:
    """Run a Django command as the owner of a new, empty database."""
    with test_environment() as environment:
        environment["DATABASE_URL"] = environment["OWNER_DATABASE_URL"]
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.call(command, cwd=ROOT, env=environment)
