"""What the application's role may and may not do."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection
from django.utils import timezone


def test_tests_run_as_the_role_of_the_application(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls"
            " FROM pg_roles WHERE rolname = current_user"
        )

        assert cursor.fetchone() == (settings.APP_ROLE, False, False, False, False)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE anything (id int)",
        "ALTER TABLE django_session ADD COLUMN anything int",
        "DROP TABLE django_session",
        "TRUNCATE django_session",
        "CREATE ROLE anybody",
        "SET ROLE jatkumo_owner",
    ],
)
def test_application_cannot_change_the_schema(db, statement):
    with connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_commits_is_gone_before_the_next(turn):
    assert not Session.objects.exists()

    Session.objects.create(session_key=turn, expire_date=timezone.now())
