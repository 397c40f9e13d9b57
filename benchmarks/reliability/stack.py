"""Everything that `docker-compose.yml` starts, on this machine, with parts that can be ended.

What ends by itself is started again, as compose does; what was ended on purpose stays away
until it is wanted. A child dies with the thread that started it, so only the main thread
starts any.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen

from benchmarks.mail_server import MailServer, mail_server
from benchmarks.reliability.disk import Disk, small_disk
from benchmarks.reliability.front import NAME, WEBS, Front, free_port, running_front
from benchmarks.worlds import Cluster, collect_static, environment_of
from config.local_servers import give_to_service_user, running_postgres, running_valkey
from config.processes import ServiceError, running, wait_until

# What compose gives a web to end, and how long it waits before it starts something again.
GRACE, AGAIN_AFTER = 30, 1
DATABASE = "jatkumo"
# The disk of compose's server is larger; a small one is full sooner.
DATABASE_DISK, SMALL_DISK = 1500, 64


class Service:
    """One process, or none; `make` starts it and yields it when it can be used."""

    def __init__(self, make: Callable[[], AbstractContextManager["Popen[bytes]"]]) -> None:
        self.make = make
        self.is_wanted = False
        self.process: Popen[bytes] | None = None
        self._stack = ExitStack()
        self._tried = 0.0

    def start(self) -> None:
        """Now, and again whenever it ends by itself."""
        self.is_wanted, self._tried = True, time.monotonic()
        self.process = self._stack.enter_context(self.make())

    def end(self, how: signal.Signals = signal.SIGTERM, *, whole_group: bool = False) -> None:
        """With a signal, and wait; it stays away until it is started."""
        self.is_wanted = False
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if whole_group else os.kill)(self.process.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(GRACE)
        self._forget()

    def keep_up(self) -> None:
        """Start it again where it has ended though it is wanted."""
        if not self.is_wanted or (self.process and self.process.poll() is None):
            return
        if time.monotonic() - self._tried < AGAIN_AFTER:
            return
        self._forget()
        # As long as it cannot start, it is tried again.
        with contextlib.suppress(ServiceError):
            self.start()

    def _forget(self) -> None:
        self._stack.close()
        self.process = None


class Relay:
    """The mail relay: all that it has taken, over all its lives."""

    def __init__(self) -> None:
        self.port = free_port()
        self._stack = ExitStack()
        self._lives: list[MailServer] = []

    def start(self) -> None:
        """Listen at the same port as before."""
        self._lives.append(self._stack.enter_context(mail_server(self.port)))

    def end(self) -> None:
        """Whoever connects now is refused."""
        self._stack.close()

    @property
    def taken(self) -> list[str]:
        """The receiver of each letter that was taken."""
        return [receiver for life in self._lives for receiver in life.taken]


class Stack:
    """The parts by name."""

    def __init__(self, folder: Path, logs: Path, disks: dict[str, Disk]) -> None:
        self.folder, self.logs, self.disks = folder, logs, disks
        self.sockets = folder / "sockets"
        self.sockets.mkdir()
        give_to_service_user(self.sockets)
        self.front = Front(folder, disks["proxy"].folder)
        self.relay = Relay()
        self.environment = self._environment()
        self.database, self.valkey = Service(self._postgres), Service(self._valkey)
        self.webs = {host: Service(self._web(host)) for host in (*WEBS, "127.0.0.4")}
        self.worker = Service(self._celery("worker", "-c", "2", "--without-gossip"))
        book = str(folder / "beat")
        self.beat = Service(self._celery("beat", "-s", book, "--pidfile="))

    @property
    def services(self) -> list[Service]:
        """All but the proxy and the relay, in the order in which they are started."""
        return [self.database, self.valkey, *self.webs.values(), self.worker, self.beat]

    def wait(self, seconds: float) -> None:
        """Let time pass, and keep up what is wanted."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for service in self.services:
                service.keep_up()
            time.sleep(0.1)

    def call(self, module: str, *arguments: str, as_owner: bool = False, given: str = "") -> str:
        """What a module of ours prints, run beside the application."""
        environment = self.environment | {"DATABASE_STATEMENT_TIMEOUT_MS": "0"}
        if as_owner:
            owner = Cluster(self.sockets).address("jatkumo_owner", DATABASE)
            environment |= {"DATABASE_URL": owner, "DATABASE_IDLE_MS": "0"}
        command = [sys.executable, "-m", "benchmarks.inside", module, *arguments]
        answer = subprocess.run(
            command, env=environment, input=given, stdout=subprocess.PIPE, text=True, check=False
        )
        if answer.returncode:
            raise ServiceError(f"`{' '.join(command[1:])}` failed, see above.")
        return answer.stdout

    def _environment(self) -> dict[str, str]:
        """That of compose, as far as there can be one without its network."""
        environment = environment_of(Cluster(self.sockets), DATABASE, self.folder)
        del environment["EMAIL_FOLDER"], environment["BIND"]
        return environment | {
            "ALLOWED_HOSTS": ",".join([NAME, *WEBS, "127.0.0.4"]),
            "ATTACHMENTS_FOLDER": str(self.disks["attachments"].folder),
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.relay.port),
        }

    def _postgres(self) -> AbstractContextManager["Popen[bytes]"]:
        data = self.disks["database"].folder / "postgres"
        return running_postgres(data, self.sockets, durable=True)

    def _valkey(self) -> AbstractContextManager["Popen[bytes]"]:
        return running_valkey(self.sockets)

    def _web(self, host: str) -> Callable[[], AbstractContextManager["Popen[bytes]"]]:
        command = ["gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
        port = self.front.web_port
        bind = {"BIND": f"{host}:{port}"}

        @contextmanager
        def made() -> Iterator["Popen[bytes]"]:
            with self._python(f"web-{host}", command, bind) as child:
                log = self.logs / f"web-{host}.log"
                wait_until(lambda: _lives(host, port), "The web server", log, child)
                yield child

        return made

    def _celery(self, *words: str) -> Callable[[], AbstractContextManager["Popen[bytes]"]]:
        timeout = {"DATABASE_STATEMENT_TIMEOUT_MS": "60000"} if words[0] == "worker" else {}
        command = ["celery", "-q", "-A", "config", words[0], "-l", "INFO", *words[1:]]
        return lambda: self._python(words[0], command, timeout)

    def _python(
        self, name: str, command: Sequence[str], more: dict[str, str]
    ) -> AbstractContextManager["Popen[bytes]"]:
        return running(
            [sys.executable, "-m", *command],
            log=self.logs / f"{name}.log",
            environment=self.environment | more,
        )


@contextmanager
def running_stack(folder: Path, logs: Path) -> Iterator[Stack]:
    """All of it but what uses the database, which has no tables yet."""
    with ExitStack() as on_end:
        disks = {
            name: on_end.enter_context(small_disk(folder / name, size))
            for name, size in [
                ("database", DATABASE_DISK),
                ("attachments", SMALL_DISK),
                ("proxy", SMALL_DISK),
            ]
        }
        give_to_service_user(disks["database"].folder)
        stack = Stack(folder, logs, disks)
        on_end.callback(_end_all, stack)
        stack.database.start()
        stack.valkey.start()
        collect_static(Cluster(stack.sockets))
        on_end.enter_context(running_front(stack.front))
        stack.relay.start()
        yield stack


def _end_all(stack: Stack) -> None:
    for service in reversed(stack.services):
        how = signal.SIGINT if service is stack.database else signal.SIGTERM
        service.end(how)
    stack.relay.end()


def _lives(host: str, port: int) -> bool:
    """It answers; whether the database does, it need not know."""
    try:
        with urllib.request.urlopen(f"http://{host}:{port}/terveys/elossa/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
