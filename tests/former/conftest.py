"""The former version's base, restored and migrated once for the tests of this folder."""

import gzip
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.db import connection

from tests.conftest import as_owner

DUMP = Path(__file__).with_name("base.sql.gz")
# A new database has these from template1, and the dump brings its own at its end.
NO_DEFAULT_RIGHTS = """
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM jatkumo_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM jatkumo_app;
"""


class Migrated(NamedTuple):
    """How many rows each table had before the migrations, and has after them."""

    before: dict[str, int]
    after: dict[str, int]


@pytest.fixture(scope="module")
def migrated(django_db_setup: None, django_db_blocker: Any) -> Iterator[Migrated]:
    """The base as it is after `migrate`; the module's tests are connected to it."""
    usual = connection.settings_dict["NAME"]
    former = f"{usual}_former"
    with django_db_blocker.unblock():
        with as_owner():
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{former}" WITH (FORCE)')
                cursor.execute(f'CREATE DATABASE "{former}"')
            connection.settings_dict["NAME"] = former
            _restore()
            before = _rows()
            call_command("migrate", verbosity=0)
            after = _rows()
            # As an operator does after an upgrade.
            call_command("derive", stdout=StringIO())
        connection.close()
    yield Migrated(before, after)
    with django_db_blocker.unblock(), as_owner():
        connection.settings_dict["NAME"] = usual
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{former}" WITH (FORCE)')


def _restore() -> None:
    with connection.cursor() as cursor:
        cursor.execute(NO_DEFAULT_RIGHTS)
        cursor.execute(gzip.decompress(DUMP.read_bytes()).decode())
    # The dump has changed the settings of the session.
    connection.close()


def _rows() -> dict[str, int]:
    counts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts
