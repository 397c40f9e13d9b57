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
from cases.models import Case
from timing.deriving import CASE, compare
from timing.repair import AT_ONCE
from timing.tasks import derive_waiting

TIMES = 7
# Of these the nightly check and `derive --check` of any number can be told.
COMPARED = 1000


def main(only: str = "") -> None:
    """Bring them up to date; print what they cost then unless `only` is first."""
    first()
    if only != "first":
        sweeps: dict[str, Callable[[], object]] = {
            "remind": remind,
            "derive what waits": derive_waiting,
            "seal": seal_new_events,
            f"compare {COMPARED:,} cases": comparing(COMPARED),
        }
        json.dump({name: cost_of(sweep) for name, sweep in sweeps.items()}, sys.stdout)


def first() -> None:
    """All that is to be told and sealed."""
    remind()
    derive_waiting()
    while seal_new_events():
        pass


def comparing(count: int) -> Callable[[], object]:
    """What is kept in some cases, from all years alike, compared with the records."""
    keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    some = keys[:: max(len(keys) // count, 1)][:count]

    def compare_some() -> None:
        for start in range(0, len(some), AT_ONCE):
            compare(CASE, list(Case.objects.filter(pk__in=some[start : start + AT_ONCE])))

    return compare_some


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
