"""The fourteen factors, talked over at the contact of each planned case."""

import datetime as dt
from collections.abc import Iterator

from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.histories import History
from desistance.factors import OUR_TASKS, Factor, client_factors
from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import ClientStanding, Occasion, TaskState


def make_checklists(histories: list[History]) -> None:
    """One for each open case with a plan."""
    talked = [h for h in histories if h.worker is not None and h.is_open and h.is_planned]
    keys = reserve(Checklist, len(talked))
    copy_in(
        Checklist,
        (
            {
                "id": pk,
                "case_id": history.case,
                "occasion": Occasion.CONTACT.value,
                "filled_by_id": history.worker,
                "filled_at": history.opened_at + dt.timedelta(days=1),
            }
            for pk, history in zip(keys, talked, strict=True)
        ),
    )
    copy_in(ChecklistEntry, _entries(keys))


def _entries(keys: list[int]) -> Iterator[Row]:
    of_client = frozenset(client_factors()) - OUR_TASKS
    for pk in keys:
        for factor in Factor:
            yield {
                "checklist_id": pk,
                "factor": factor.value,
                "standing": ClientStanding.NEED.value if factor in of_client else "",
                "task": TaskState.UNDER_WAY.value if factor.is_our_task else "",
                "note": "Puhuttu ensi tapaamisella.",
            }
