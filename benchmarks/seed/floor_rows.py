"""What the floor's page shows: rows of everybody, so that its index has work."""

import datetime as dt

from django.db import connection
from django.utils import timezone

from benchmarks.models import FloorRow
from benchmarks.seed.copying import copy_in
from benchmarks.seed.people import People

ROWS_OF_A_USER = 100


def make_floor_rows(people: People) -> None:
    """Make the table, which no migration knows, and fill it."""
    with connection.schema_editor() as editor:
        editor.create_model(FloorRow)
    today = timezone.localdate()
    users = [*people.supervisors, *people.intake]
    users += [pk for unit in people.workers for pk in unit[0]]
    users += [pk for prison in people.officers for pk in prison]
    rows = (
        {
            "owner_id": user,
            "due_on": today + dt.timedelta(days=n * 13 % 97),
            "number": f"2026-{n:06d}",
            "title": f"Rivi {n}",
            "state": "open",
            "changed_on": today,
        }
        for n in range(ROWS_OF_A_USER)
        for user in users
    )
    copy_in(FloorRow, rows)
