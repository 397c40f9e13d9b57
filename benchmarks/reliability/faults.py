"""What is made to fail while the requests go on, and how it is put right again."""

import contextlib
import signal
from collections.abc import Callable
from dataclasses import dataclass

import psycopg

from benchmarks.reliability.front import WEBS
from benchmarks.reliability.stack import Stack
from benchmarks.worlds import Cluster

SPARE = "127.0.0.4"
# More than it keeps in advance.
FILES_OF_THE_LOG = 100


@dataclass(frozen=True)
class Fault:
    """How it is made and mended; both may take time themselves, and requests go on meanwhile."""

    key: str
    words: str
    make: Callable[[Stack], None]
    mend: Callable[[Stack], None] = lambda _stack: None
    wants_disk: str = ""


def _restart_database(how: signal.Signals) -> Callable[[Stack], None]:
    def make(stack: Stack) -> None:
        stack.database.end(how)
        stack.database.start()

    return make


def _kill_worker(stack: Stack) -> None:
    stack.worker.end(signal.SIGKILL, whole_group=True)


def _fill_database(stack: Stack) -> None:
    """First no row can be added; then nothing can be written down at all, and the server ends."""
    stack.disks["database"].fill()
    stack.wait(8)
    with (
        contextlib.suppress(psycopg.OperationalError),
        Cluster(stack.sockets).connect() as connection,
    ):
        # Its log begins one file after the other until there is no room for a new one.
        for _file in range(FILES_OF_THE_LOG):
            connection.execute("SELECT pg_logical_emit_message(false, 'full', 'full'::text)")
            connection.execute("SELECT pg_switch_wal()")


def _fill(name: str) -> Callable[[Stack], None]:
    return lambda stack: stack.disks[name].fill()


def _empty(name: str) -> Callable[[Stack], None]:
    return lambda stack: stack.disks[name].empty()


def _replace_web(stack: Stack) -> None:
    """As docs/deploy.md says: a new one beside the old ones, then the old one ends."""
    stack.webs[SPARE].start()
    stack.front.webs.append(SPARE)
    stack.wait(3)
    stack.webs[WEBS[0]].end()
    stack.front.webs.remove(WEBS[0])


def _put_web_back(stack: Stack) -> None:
    stack.webs[WEBS[0]].start()
    stack.front.webs.append(WEBS[0])
    stack.wait(3)
    stack.webs[SPARE].end()
    stack.front.webs.remove(SPARE)


FAULTS = [
    Fault("nothing", "nothing fails", lambda _stack: None),
    Fault(
        "relay",
        "mail relay down",
        lambda stack: stack.relay.end(),
        lambda stack: stack.relay.start(),
    ),
    Fault(
        "worker",
        "worker killed (SIGKILL), started again later",
        _kill_worker,
        lambda stack: stack.worker.start(),
    ),
    Fault("database", "database restarted (fast)", _restart_database(signal.SIGINT)),
    Fault("database-crash", "database restarted (immediate)", _restart_database(signal.SIGQUIT)),
    Fault(
        "database-away",
        "database away",
        lambda stack: stack.database.end(signal.SIGQUIT),
        lambda stack: stack.database.start(),
    ),
    Fault(
        "valkey",
        "Valkey killed, back later",
        lambda stack: stack.valkey.end(signal.SIGKILL),
        lambda stack: stack.valkey.start(),
    ),
    Fault(
        "disk-attachments",
        "disk of the attachments full",
        _fill("attachments"),
        _empty("attachments"),
        wants_disk="attachments",
    ),
    Fault(
        "disk-proxy",
        "disk of the proxy full",
        _fill("proxy"),
        _empty("proxy"),
        wants_disk="proxy",
    ),
    Fault(
        "disk-database",
        "disk of the database full",
        _fill_database,
        _empty("database"),
        wants_disk="database",
    ),
    Fault("web", "one of two webs replaced, and back", _replace_web, _put_web_back),
    Fault(
        "web-killed",
        "one of two webs killed (SIGKILL), started again later",
        lambda stack: stack.webs[WEBS[1]].end(signal.SIGKILL, whole_group=True),
        lambda stack: stack.webs[WEBS[1]].start(),
    ),
]
