"""The minute's sweeps with nothing new, as JSON; run in a world's environment.

With `first` they do what is to do, so that there is nothing new afterwards.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable

from django.db import connection

from audit.chain import seal_new_events
from benchmarks.cpu import seconds_of
from caseload.tasks import remind

TIMES = 7


def main(only: str = "") -> None:
    """Bring them up to date; print what they cost then unless `only` is first."""
    first()
    if only != "first":
        json.dump({"remind": cost_of(remind), "seal": cost_of(seal_new_events)}, sys.stdout)


def first() -> None:
    """All that is to be told and sealed."""
    remind()
    while seal_new_events():
        pass


def cost_of(sweep: Callable[[], object]) -> dict[str, float]:
    """Median milliseconds of CPU: of the process, and of the database behind it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [backend] = cursor.fetchone()
    own, database = [], []
    for _turn in range(TIMES):
        before, before_of_database = time.process_time(), seconds_of(backend)
        sweep()
        time.sleep(0.01)
        own.append(time.process_time() - before)
        database.append(seconds_of(backend) - before_of_database)
    return {
        "python_ms": 1000 * statistics.median(own),
        "database_ms": 1000 * statistics.median(database),
    }
