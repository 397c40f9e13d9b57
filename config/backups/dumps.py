"""Dumps as files: sealed with age while they are written, never in the clear on a disk.

Beside each lies the portrait of the same moment, with which a restored one is compared.
"""

import datetime as dt
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, transaction

from config.backups.portrait import Portrait, portrait
from config.local_servers import postgres_binaries

KEPT = dt.timedelta(days=14)
ENDING = ".dump.age"
STAMP = "jatkumo-%Y%m%dT%H%M%SZ"


class BackupFailed(Exception):
    """The text says to the operator what did not work."""


def write(now: dt.datetime) -> Path:
    """Dump the connected database into BACKUP_FOLDER, and remove what is older than kept."""
    if not settings.BACKUP_FOLDER or not settings.BACKUP_RECIPIENT:
        raise BackupFailed("BACKUP_FOLDER and BACKUP_RECIPIENT must be set in the environment.")
    file = Path(settings.BACKUP_FOLDER) / f"{now.astimezone(dt.UTC):{STAMP}}{ENDING}"
    unfinished = file.with_suffix(".unfinished")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            drawn = portrait()
            _dump(snapshot, unfinished)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    portrait_of(file).write_text(json.dumps(drawn, indent=1))
    unfinished.rename(file)
    _remove_older_than(now - KEPT)
    return file


def _dump(snapshot: str, target: Path) -> None:
    dump = [postgres_program("pg_dump"), "-Fc", f"--snapshot={snapshot}"]
    seal = [_age(), "-r", settings.BACKUP_RECIPIENT, "-o", str(target)]
    with subprocess.Popen(dump, stdout=subprocess.PIPE, env=way_to_database()) as dumping:
        sealing = subprocess.run(seal, stdin=dumping.stdout)
    if dumping.returncode or sealing.returncode:
        raise BackupFailed("The dump was not written: see what pg_dump and age say above.")
    with target.open("rb") as written:
        os.fsync(written)


def _remove_older_than(moment: dt.datetime) -> None:
    for file in all_dumps():
        if made_at(file) < moment:
            portrait_of(file).unlink(missing_ok=True)
            file.unlink()


@contextmanager
def opened(file: Path) -> Iterator[IO[bytes]]:
    """The dump in the clear, as a pipe. BackupFailed at its end where the file is not whole."""
    command = [_age(), "-d", "-i", settings.BACKUP_IDENTITY_FILE, str(file)]
    if not settings.BACKUP_IDENTITY_FILE:
        raise BackupFailed("BACKUP_IDENTITY_FILE must be set in the environment.")
    with subprocess.Popen(command, stdout=subprocess.PIPE) as opening:
        assert opening.stdout is not None
        yield opening.stdout
        # What the reader left over: without it age would not come to the end of the file.
        while opening.stdout.read(1024 * 1024):
            pass
    if opening.returncode:
        raise BackupFailed(f"{file.name} does not open with this key, or is not whole.")


def all_dumps() -> Sequence[Path]:
    """Those in BACKUP_FOLDER, the oldest first."""
    return sorted(Path(settings.BACKUP_FOLDER).glob(f"jatkumo-*{ENDING}"))


def made_at(file: Path) -> dt.datetime:
    """The moment that the name tells."""
    return dt.datetime.strptime(file.name, STAMP + ENDING).replace(tzinfo=dt.UTC)


def portrait_of(file: Path) -> Path:
    """Where the portrait of this dump lies."""
    return file.with_name(file.name.removesuffix(ENDING) + ".json")


def read_portrait(file: Path) -> Portrait:
    """The portrait that was drawn when the dump was made."""
    try:
        drawn: Portrait = json.loads(portrait_of(file).read_text())
    except (OSError, ValueError):
        raise BackupFailed(
            f"{portrait_of(file).name} is missing or spoilt: the dump cannot be compared with it."
        ) from None
    return drawn


def postgres_program(name: str) -> str:
    """A program of PostgreSQL's, of the server's own version."""
    return str(postgres_binaries() / name)


def way_to_database(name: str | None = None) -> dict[str, str]:
    """The environment in which PostgreSQL's programs find the connected database, or another."""
    place = connection.settings_dict
    told = {
        "PGHOST": place["HOST"],
        "PGPORT": place["PORT"],
        "PGUSER": place["USER"],
        "PGPASSWORD": place["PASSWORD"],
        "PGDATABASE": name or place["NAME"],
        "PGSSLMODE": place["OPTIONS"].get("sslmode", ""),
        "PGSSLROOTCERT": place["OPTIONS"].get("sslrootcert", ""),
    }
    return os.environ | {name: str(value) for name, value in told.items() if value}


def _age() -> str:
    if found := shutil.which("age"):
        return found
    raise BackupFailed("The program age is not installed (Debian: apt-get install age).")
