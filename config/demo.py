"""`manage.py demo`: the whole application with invented people, on this machine only."""

import argparse
import base64
import fcntl
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen

from bootstrap import writable_folder
from config.local_servers import postgres_folder, running_services
from config.processes import ROOT, ServiceError, end_of, running, stop_on_signals, wait_until

FOLDER = writable_folder(".jatkumo") / "demo"
ENVIRONMENT = FOLDER / "environment"
ATTACHMENTS = FOLDER / "attachments"
# Only the owner of the tables may do these.
OWNERS_COMMANDS = {"migrate", "createcachetable"}
OFFLINE = {"DJANGO_SETTINGS_MODULE": "config.settings_offline"}


class DemoError(Exception):
    """The demo cannot start; the text says what to do."""


def main(arguments: Sequence[str]) -> int:
    """Run until somebody stops it."""
    parser = argparse.ArgumentParser(
        prog="manage.py demo", description="Run Jatkumo with invented people on this machine."
    )
    parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
    parser.add_argument("--reset", action="store_true", help="throw the demo's data away first")
    options = parser.parse_args(arguments)
    stop_on_signals()
    try:
        with alone(options.port):
            serve(options.port, reset=options.reset)
    except (DemoError, ServiceError) as problem:
        print(f"\n{problem}\n", file=sys.stderr)
        return 1
    return 0


def environment_of_running_demo(command: str) -> dict[str, str] | None:
    """How a Django command reaches the demo's database, or None if no demo runs."""
    if not ENVIRONMENT.exists():
        return None
    with (FOLDER / "lock").open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            lines = ENVIRONMENT.read_text().splitlines()
            environment = dict(line.split("=", 1) for line in lines)
            if command in OWNERS_COMMANDS:
                environment["DATABASE_URL"] = environment["OWNER_DATABASE_URL"]
            return environment
    return None


def serve(port: int, *, reset: bool) -> None:
    """Start everything, say where it is, and watch over it."""
    started = time.monotonic()
    if reset:
        forget()
    logs = FOLDER / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        tell("Starting the database …")
        addresses = stack.enter_context(running_services(FOLDER, durable=True))
        own = addresses.as_environment() | own_settings(port)
        environment = os.environ | own
        stack.enter_context(written(own))
        tell("Bringing the tables up to date …")
        manage(
            environment | {"DATABASE_URL": addresses.owner}, "migrate", "-v", "0", "--skip-checks"
        )
        load_people(environment)
        tell("Starting the application …")
        children = {
            name: stack.enter_context(
                running(command, log=logs / f"{name}.log", environment=environment)
            )
            for name, command in commands().items()
        }
        address = f"http://127.0.0.1:{port}/"
        wait_until(lambda: answers(address, children), "The application", logs / "web.log")
        tell(f"Ready in {time.monotonic() - started:.0f} s.\n")
        print(f"Jatkumo is at {address}\n", flush=True)
        if has_command("demo_people"):
            manage(environment, "demo_people")
        print(f"\nMail goes to {FOLDER / 'mail'}, logs to {logs}.", flush=True)
        print("Press Ctrl-C to stop. The data stay for the next time.", flush=True)
        watch(children, logs)


def forget() -> None:
    """Throw the demo's data away."""
    for folder in (ATTACHMENTS, FOLDER / "mail", FOLDER / "logs", postgres_folder(FOLDER)):
        shutil.rmtree(folder, ignore_errors=True)


def own_settings(port: int) -> dict[str, str]:
    """What makes an installation a demo."""
    return {
        "SECRET_KEY": kept_secret("secret_key", secrets.token_urlsafe(50)),
        "ATTACHMENTS_FOLDER": str(ATTACHMENTS),
        "ATTACHMENTS_KEYS": kept_secret(
            "attachments_key", base64.b64encode(secrets.token_bytes(32)).decode()
        ),
        "DEMO": "yes",
        "DEMO_DATA_ALLOWED": "yes",
        "ARTIFICIAL_IDENTITY_CODES": "yes",
        "HTTPS": "no",
        "SESSION_IDLE_MINUTES": "480",
        "SWEEP_SECONDS": "15",
        "EMAIL_FOLDER": str(FOLDER / "mail"),
        "BIND": f"127.0.0.1:{port}",
    }


def kept_secret(name: str, new: str) -> str:
    """The secret of this demo in the file `name`, made the first time."""
    file = FOLDER / name
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(new)
    return file.read_text()


def commands() -> dict[str, list[str]]:
    """The commands of the pages and of the worker, which has the clock inside it."""
    python = [sys.executable, "-m"]
    beat = ["-B", "-s", str(FOLDER / "beat")]
    # For a developer: `DEBUG=yes python3 manage.py demo` takes up changed code by itself.
    reload = ["--reload"] if os.environ.get("DEBUG") == "yes" else []
    return {
        "web": [*python, "gunicorn", "-c", "config/gunicorn.py", *reload, "config.wsgi"],
        "worker": [*python, "celery", "-A", "config", "worker", "-l", "INFO", "-c", "2", *beat],
    }


def load_people(environment: dict[str, str]) -> None:
    """Enter the invented people, once. The note of it goes wherever their data go."""
    loaded = postgres_folder(FOLDER) / "demo_is_loaded"
    if loaded.exists() or not has_command("load_demo"):
        return
    tell("Entering invented people and their cases …")
    manage(environment, "load_demo")
    loaded.touch()


def has_command(name: str) -> bool:
    return any(ROOT.glob(f"*/management/commands/{name}.py"))


def manage(environment: dict[str, str], *arguments: str) -> None:
    """Run a Django command and stop at its failure."""
    command = [sys.executable, "manage.py", *arguments]
    if subprocess.run(command, cwd=ROOT, env=environment).returncode:
        raise DemoError(
            f"`manage.py {arguments[0]}` failed, see above. If the demo's data are older than"
            " the program, start again with --reset."
        )


def answers(address: str, children: dict[str, "Popen[bytes]"]) -> bool:
    """Whether the sign-in page is there."""
    complain_about_ended(children, FOLDER / "logs")
    try:
        with urllib.request.urlopen(f"{address}terveys/valmis/", timeout=5) as answer:
            ready: bool = answer.status == 200
        with urllib.request.urlopen(address, timeout=10) as answer:
            return ready and answer.status == 200
    except urllib.error.HTTPError as error:
        raise DemoError(f"The sign-in page answers {error.code}; see {FOLDER / 'logs'}.") from None
    except OSError:
        return False


def watch(children: dict[str, "Popen[bytes]"], logs: Path) -> None:
    """Wait until we are stopped, or one of the processes ends by itself."""
    while True:
        complain_about_ended(children, logs)
        time.sleep(0.5)


def complain_about_ended(children: dict[str, "Popen[bytes]"], logs: Path) -> None:
    """A process that ended by itself takes the demo with it, and says why."""
    for name, child in children.items():
        if child.poll() is not None:
            log = logs / f"{name}.log"
            raise DemoError(f"The process “{name}” has ended. The end of {log}:\n{end_of(log)}")


@contextmanager
def alone(port: int) -> Iterator[None]:
    """One demo per checkout, and a port that nobody else has."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise DemoError(f"The demo already runs: {lock.read().strip()}") from None
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                another = f"python3 manage.py demo --port {port + 1}"
                raise DemoError(f"Port {port} is in use. Choose another: {another}") from None
        lock.truncate(0)
        lock.write(f"http://127.0.0.1:{port}/ (process {os.getpid()})\n")
        lock.flush()
        yield


@contextmanager
def written(environment: dict[str, str]) -> Iterator[None]:
    """Leave the way to the demo's database for other commands, while it runs."""
    ENVIRONMENT.touch(mode=0o600)
    ENVIRONMENT.write_text("".join(f"{name}={value}\n" for name, value in environment.items()))
    try:
        yield
    finally:
        ENVIRONMENT.unlink(missing_ok=True)


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
