"""The cluster of the benchmarks, its invented worlds, and a web server for each."""

import base64
import fcntl
import hashlib
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import psycopg

from bootstrap import writable_folder
from config.local_servers import (
    give_to_service_user,
    postgres_folder,
    running_postgres,
    running_valkey,
)
from config.processes import ROOT, ServiceError, running, wait_until

FOLDER = writable_folder(".jatkumo") / "bench"
STATIC_ROOT = FOLDER / "static"
# What a county's administrator would set on a machine of two cores and 24 GB. Nothing that
# makes a server forget what it has promised: fsync and the rest stay on, and so does
# autovacuum.
SERVER_SETTINGS = [
    "shared_buffers=2GB",
    "effective_cache_size=8GB",
    "work_mem=16MB",
    "maintenance_work_mem=512MB",
    "max_wal_size=4GB",
    "random_page_cost=1.1",
    # The cost of a statement is that of one process, whose CPU can be told.
    "max_parallel_workers_per_gather=0",
    "shared_preload_libraries=pg_stat_statements",
    "pg_stat_statements.track_utility=off",
]
# A world ages: its waiting contacts were sent at most thirty days before it was made.
FRESH_FOR = 7 * 24 * 60 * 60
HOST = "bench.invalid"


@dataclass(frozen=True)
class Cluster:
    """A running server, reached through the folder of its sockets."""

    sockets: Path

    def address(self, role: str, database: str) -> str:
        """As the application's settings take it."""
        return f"postgres://{role}@/{database}?host={self.sockets}"

    def connect(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        """As the superuser, who may see what others do."""
        return psycopg.connect(
            host=str(self.sockets), user="postgres", dbname=database, autocommit=True
        )


@dataclass(frozen=True)
class World:
    """One scale with its own database and its own web server."""

    scale: str
    cluster: Cluster
    database: str
    environment: dict[str, str]
    socket: Path
    server: "Popen[bytes]"

    def call(self, module: str, *arguments: str) -> str:
        """What a module of ours prints, run in this world's environment."""
        return _called(
            [sys.executable, "-m", "benchmarks.inside", module, *arguments], self.environment
        )


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """PostgreSQL and Valkey of the benchmarks' own, one run at a time."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        lock = stack.enter_context((FOLDER / "lock").open("a+"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ServiceError("Another bench runs in this checkout.") from None
        sockets = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jatkumo-bench-")))
        give_to_service_user(sockets)
        stack.enter_context(
            running_postgres(
                postgres_folder(FOLDER), sockets, durable=True, more_settings=SERVER_SETTINGS
            )
        )
        stack.enter_context(running_valkey(sockets))
        cluster = Cluster(sockets)
        with cluster.connect() as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        yield cluster


@contextmanager
def running_world(cluster: Cluster, scale: str) -> Iterator[World]:
    """A fresh copy of the scale's world and a web server on it; the copy goes afterwards."""
    template = _template(cluster, scale)
    database = f"run_{scale}"
    with cluster.connect() as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        connection.execute(
            f"CREATE DATABASE {database} OWNER jatkumo_owner TEMPLATE {template} STRATEGY FILE_COPY"
        )
    folder = Path(tempfile.mkdtemp(prefix=f"{scale}-", dir=cluster.sockets))
    environment = environment_of(cluster, database, folder)
    socket = folder / "web.sock"
    log = FOLDER / f"web-{scale}.log"
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
    with running(command, log=log, environment=environment) as server:
        wait_until(socket.exists, "The web server", log, server)
        yield World(scale, cluster, database, environment, socket, server)
    with cluster.connect() as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


def _template(cluster: Cluster, scale: str) -> str:
    """The seeded database of the scale, made unless there is a fresh one of this code."""
    name = f"seed_{scale}_{_digest_of_code()}"
    with cluster.connect() as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"seed_{scale}_"]
        ).fetchall()
        for (old,) in found:
            if old != name or not _is_fresh(name):
                connection.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            else:
                return name
        connection.execute("DROP DATABASE IF EXISTS seeding WITH (FORCE)")
        connection.execute("CREATE DATABASE seeding OWNER jatkumo_owner")
    started = time.monotonic()
    tell(f"Making the world of the scale “{scale}” …")
    owner = {"DATABASE_URL": cluster.address("jatkumo_owner", "seeding")}
    patient = {"DATABASE_STATEMENT_TIMEOUT_MS": "0", "DATABASE_IDLE_MS": "0"}
    environment = environment_of(cluster, "seeding", cluster.sockets) | owner | patient
    _called([sys.executable, "-m", "benchmarks.inside", "seed.making", scale], environment)
    with cluster.connect("seeding") as connection:
        # What autovacuum does to a living database in its own time.
        connection.execute("VACUUM (FREEZE, ANALYZE)")
        connection.execute("CHECKPOINT")
    with cluster.connect() as connection:
        connection.execute(f'ALTER DATABASE seeding RENAME TO "{name}"')
    (FOLDER / name).write_text(str(time.time()))
    tell(f"  made in {time.monotonic() - started:.0f} s and kept in {FOLDER}")
    return name


def _is_fresh(name: str) -> bool:
    stamp = FOLDER / name
    return stamp.exists() and time.time() - float(stamp.read_text()) < FRESH_FOR


def _digest_of_code() -> str:
    """Of all migrations and all that seeds: another digest is another world."""
    digest = hashlib.sha256()
    files = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("benchmarks/seed/*.py")]
    files += [ROOT / "benchmarks" / "models.py", ROOT / "audit" / "chain.py"]
    for file in sorted(files):
        digest.update(file.relative_to(ROOT).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def collect_static(cluster: Cluster) -> None:
    """Once for all worlds: the pages link to files with their digest in the name."""
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v", "0"]
    _called(command, environment_of(cluster, "postgres", cluster.sockets))


def environment_of(cluster: Cluster, database: str, folder: Path) -> dict[str, str]:
    """Production settings behind a proxy; of an experiment only the invented codes."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "DATABASE_URL": cluster.address("jatkumo_app", database),
        "REDIS_URL": f"redis+socket://{cluster.sockets}/valkey.sock",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": HOST,
        "TRUSTED_PROXY": "yes",
        "ARTIFICIAL_IDENTITY_CODES": "yes",
        "ATTACHMENTS_FOLDER": str(folder / "attachments"),
        "ATTACHMENTS_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
        "BENCHMARKS_STATIC_ROOT": str(STATIC_ROOT),
        "EMAIL_FOLDER": str(folder / "mail"),
        "BIND": f"unix:{folder / 'web.sock'}",
        "WEB_PROCESSES": "2",
    }


def _called(command: list[str], environment: dict[str, str]) -> str:
    """Its output; its errors go on to the terminal, where progress is told."""
    answer = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if answer.returncode:
        raise ServiceError(f"`{' '.join(command[1:])}` failed, see above.")
    return answer.stdout


def tell(text: str) -> None:
    """Progress."""
    print(text, file=sys.stderr, flush=True)
