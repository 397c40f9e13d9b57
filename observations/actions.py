"""Writing an observation, a statement because of them, and the answer to it."""

import datetime as dt
import uuid

from django.db import connection, transaction
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, User
from audit.recording import record
from audit.vocabulary import Action
from observations.models import Observation, Statement
from records.refused import Refused

# Any constant that no other advisory lock of this database uses.
SHUFFLING_LOCK = 50_2026

# All rows of a county leave the table and come back in another order, with one transaction's mark.
SHUFFLED = """
    WITH taken AS (DELETE FROM {table} WHERE county_id = %s RETURNING *)
    INSERT INTO {table} SELECT * FROM taken ORDER BY random()
"""


class AnsweredAlready(Refused):
    """The answer stands, and is not written over."""

    words = gettext_lazy(
        "Somebody has written the answer already. It is on the page of the report."
    )


@transaction.atomic
def write_observation(observation: Observation) -> None:
    """Keep it so that nothing tells when it was written: no line of the log, no order, no mark.

    With a key that is there already it is the same press again, and nothing happens.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SHUFFLING_LOCK])
        Observation.objects.bulk_create([observation], ignore_conflicts=True)
        table = Observation._meta.db_table
        cursor.execute(SHUFFLED.format(table=table), [observation.county_id])


def key_of_press(form_key: str, content: object) -> uuid.UUID:
    """What makes two presses of one form the same; random, because the form's own key is."""
    try:
        return uuid.uuid5(uuid.UUID(form_key), repr(content))
    except ValueError:
        return uuid.uuid4()


@transaction.atomic
def make_statement(*, statement: Statement, county: Organisation, by: User) -> Statement:
    """Keep what was said to somebody because of the observations."""
    statement.county, statement.written_by = county, by
    statement.save()
    record(Action.STATEMENT_MADE, by=by, target=statement)
    return statement


@transaction.atomic
def answer_statement(*, statement: Statement, answer: str, answered_on: dt.date, by: User) -> None:
    """Keep what they answered. Raises AnsweredAlready."""
    found = Statement.objects.select_for_update().get(pk=statement.pk)
    if found.answered_on is not None:
        raise AnsweredAlready
    found.answer, found.answered_on, found.answer_written_by = answer, answered_on, by
    found.save(update_fields=["answer", "answered_on", "answer_written_by"])
    record(Action.STATEMENT_ANSWERED, by=by, target=found)
