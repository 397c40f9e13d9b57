"""Restoring a dump into a new database, and saying whether everything came back.

The database that is in use is never touched: whoever restores looks at what is said, and
then renames the two.
"""

import datetime as dt
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from audit.checking import fault_of_the_chain
from caseload.reminders.mailing import set_aside_after_restore
from config.backups import dumps
from config.backups.dumps import BackupFailed
from config.backups.portrait import Portrait, differences, portrait
from notifications.models import Mail

SHOWN = 20


@dataclass(frozen=True)
class Restored:
    """What came back: its portrait, and how many mails may have left since the dump."""

    portrait: Portrait
    uncertain_mails: int


def restore_into(name: str, file: Path, now: dt.datetime) -> Restored:
    """Make the database `name` from the dump. BackupFailed: there is no such database then.

    It is brought up to date, and what may have been mailed since the dump was made is set
    aside in it, so that no worker who meets it sends anything twice.
    """
    wanted = dumps.read_portrait(file)
    _make_database(name)
    try:
        _fill(name, file)
        with connected_to(name):
            found = portrait()
            _hold_to_be_alike(wanted, found)
            # A dump from before an update: the program of today reads it from here on.
            call_command("migrate", verbosity=0)
            _hold_log_to_be_whole()
            set_aside_after_restore(now=now)
            uncertain = Mail.objects.set_aside().filter(failure="restored").count()
    except BaseException:
        drop(name)
        raise
    return Restored(found, uncertain)


def drop(name: str) -> None:
    """Remove a database that was made here. The connected one cannot be dropped."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")


def _make_database(name: str) -> None:
    role = connection.ops.quote_name(settings.APP_ROLE)
    try:
        with connection.cursor() as cursor:
            # The first template is as PostgreSQL made it: all that is ours comes with the dump.
            cursor.execute(f"CREATE DATABASE {_quoted(name)} TEMPLATE template0")
            cursor.execute(f"REVOKE CONNECT ON DATABASE {_quoted(name)} FROM PUBLIC")
            cursor.execute(f"GRANT CONNECT ON DATABASE {_quoted(name)} TO {role}")
    except DatabaseError as error:
        raise BackupFailed(f"No new database could be made: {str(error).strip()}") from error


def _fill(name: str, file: Path) -> None:
    command = [dumps.postgres_program("pg_restore"), "--single-transaction", "-d", name]
    with dumps.opened(file) as dump:
        answer = subprocess.run(command, stdin=dump, env=dumps.way_to_database(name))
    if answer.returncode:
        raise BackupFailed(f"{file.name} cannot be restored: see what pg_restore says above.")


def _hold_to_be_alike(wanted: Portrait, found: Portrait) -> None:
    if lines := differences(wanted, found):
        shown = "\n".join(lines[:SHOWN])
        raise BackupFailed(f"{len(lines)} things did not come back as they were:\n{shown}")


def _hold_log_to_be_whole() -> None:
    if fault := fault_of_the_chain():
        raise BackupFailed(fault)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Everything that asks the database asks this one, until the block ends."""
    first = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = first


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
