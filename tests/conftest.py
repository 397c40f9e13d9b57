"""What every test stands on: a migrated database, used as the application's role.

The owner makes and migrates the database; tests connect as the role that the
application has in life, so that nothing passes here that would be refused there.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import TransactionTestCase

from config import env


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the owner of the database, and afterwards as the application again."""
    owner = env.database("OWNER_DATABASE_URL")
    application = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update({key: owner[key] for key in application})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(application)


def copy_database(source: str, target: str) -> None:
    """Put a copy of the database `source` in the place of `target`."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_modify_db_settings: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """A migrated database, and a clean copy to which tests with commits return.

    Emptying the tables instead would need a right that the application's role has
    not, and would lose what migrations have written.
    """
    with django_db_blocker.unblock(), as_owner():
        first_name = connection.settings_dict["NAME"]
        name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        connection.close()
        copy_database(name, f"{name}_clean")

    def restore(_test: TransactionTestCase) -> None:
        with as_owner():
            copy_database(f"{name}_clean", name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield

    with django_db_blocker.unblock(), as_owner():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}_clean"')
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        connection.settings_dict["NAME"] = first_name
