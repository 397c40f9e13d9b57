"""The former version's base, restored and migrated once for the tests of this folder."""

import datetime as dt
import gzip
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from tests.conftest import as_owner

# Some minutes after the dump was made, on the same day.
NOON = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
DUMP = Path(__file__).with_name("base.sql.gz")
# A new database has these from template1, and the dump brings its own at its end.
NO_DEFAULT_RIGHTS = """
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM jatkumo_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM jatkumo_app;
"""


# What stood in the plans that are now moved to the case.
SERVICES = """
    SELECT plan.case_id, plan.status, service.name, service.provider, service.place,
           service.state, service.starts_on, service.ends_on, service.applied_on, service.interim
    FROM plans_planservice service
    JOIN plans_plan plan ON plan.id = service.plan_id
    JOIN cases_case c ON c.id = plan.case_id
    WHERE plan.status = 'draft' OR plan.status = 'agreed' AND c.status = 'open'
    ORDER BY service.id
"""


# What the client said of life areas, of final assessments and of drafts.
WORDS = """
    SELECT id, client_words FROM assessments_lifeareaentry WHERE client_words <> '' ORDER BY id
"""


class PlannedService(NamedTuple):
    """A service as a plan of the former version kept it."""

    case: int
    plan: str
    name: str
    provider: str
    place: str
    state: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    applied_on: dt.date | None
    interim: str


class Migrated(NamedTuple):
    """How many rows each table had before the migrations, and has after them.

    `services` are those of plans in force and of drafts before the migrations.
    """

    before: dict[str, int]
    after: dict[str, int]
    services: list[PlannedService]
    # What the client had said, by the key of the life area.
    words: list[tuple[int, str]]


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
            services, words = _services(), _words()
            # On the day on which the pages are read: what is carried over keeps that day.
            with time_machine.travel(NOON, tick=False):
                call_command("migrate", verbosity=0)
                after = _rows()
                # As an operator does after an upgrade.
                call_command("derive", stdout=StringIO())
        connection.close()
    yield Migrated(before, after, services, words)
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


def _services() -> list[PlannedService]:
    with connection.cursor() as cursor:
        cursor.execute(SERVICES)
        return [PlannedService(*row) for row in cursor.fetchall()]


def _words() -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(WORDS)
        return list(cursor.fetchall())


def _rows() -> dict[str, int]:
    counts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts
