"""The minute's sweeps with nothing new, as JSON; run in a world's environment.

With `first` they do what is to do, so that there is nothing new afterwards.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Collection, Sequence

from django.db import connection

from audit.chain import seal_new_events
from benchmarks.cpu import seconds_of
from benchmarks.report import CHECK, GAPS
from caseload.tasks import remind
from cases.models import Case, CaseQuerySet
from timing.deriving import CASE, compare
from timing.repair import AT_ONCE
from timing.tasks import derive_waiting
from timing.vocabulary import DueKind

TIMES = 7
# From so many cases the nightly check and `derive --check` of any number can be told.
COMPARED = 1000


def main(only: str = "") -> None:
    """Bring them up to date; print what they cost then unless `only` is first."""
    first()
    if only != "first":
        sweeps: dict[str, Callable[[], object]] = {
            "remind": remind,
            "derive what waits": derive_waiting,
            "seal": seal_new_events,
        }
        costs = {name: cost_of(sweep) for name, sweep in sweeps.items()}
        costs[CHECK] = cost_of_comparing(some_of(Case.objects.all()))
        costs[GAPS] = cost_of_comparing(some_of(Case.objects.open()), {DueKind.GAP})
        json.dump(costs, sys.stdout)


def first() -> None:
    """All that is to be told and sealed."""
    remind()
    derive_waiting()
    while seal_new_events():
        pass


def some_of(cases: CaseQuerySet) -> list[int]:
    """The keys of some, from all years alike."""
    keys = list(cases.order_by("pk").values_list("pk", flat=True))
    return keys[:: max(len(keys) // COMPARED, 1)][:COMPARED]


def cost_of_comparing(
    keys: Sequence[int], kinds: Collection[DueKind] | None = None
) -> dict[str, float]:
    """What is kept in the cases compared with their records: of one case."""

    def compare_them() -> None:
        for start in range(0, len(keys), AT_ONCE):
            found = list(Case.objects.filter(pk__in=keys[start : start + AT_ONCE]))
            compare(CASE, found, kinds)

    return {name: cost / len(keys) for name, cost in cost_of(compare_them).items()}


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
