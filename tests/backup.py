"""A dump of the database and its restoring, by the commands of docs/deploy.md."""

import os
import subprocess
from pathlib import Path

from django.db import connection

from config.local_servers import postgres_binaries
from tests.conftest import as_owner


def dump(to: Path) -> None:
    """Everything that is committed now."""
    _run("pg_dump", "-Fc", "-f", str(to))


def restore(dumped: Path) -> None:
    """Put what was dumped in the place of what is there."""
    _run("pg_restore", "--clean", "--if-exists", "-d", _address()["PGDATABASE"], str(dumped))


def _run(program: str, *arguments: str) -> None:
    with as_owner():
        command = [str(postgres_binaries() / program), *arguments]
        answer = subprocess.run(
            command, env=os.environ | _address(), capture_output=True, text=True
        )
    assert answer.returncode == 0, answer.stderr


def _address() -> dict[str, str]:
    """Of the database to which the test is connected, as libpq reads it."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    told = {variable: str(connection.settings_dict[name]) for variable, name in names.items()}
    return {"PGDATABASE": connection.settings_dict["NAME"]} | {k: v for k, v in told.items() if v}
