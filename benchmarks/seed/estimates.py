"""The clients' own estimates: six occasions in each planned case, every question answered."""

import datetime as dt
from collections.abc import Iterator

from assessments.instruments import IN_USE
from assessments.models import Estimate, EstimateSet, Moment
from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.histories import History

OCCASIONS = 6


def make_estimates(histories: list[History]) -> None:
    """For each open case with a plan; they are kept only when their answers are there."""
    told = [h for h in histories if h.worker is not None and h.is_open and h.is_planned]
    keys = reserve(EstimateSet, len(told) * OCCASIONS)
    copy_in(EstimateSet, _sets(told, keys))
    copy_in(Estimate, _answers(keys))
    EstimateSet.objects.update(status=EstimateSet.Status.KEPT)


def _sets(told: list[History], keys: list[int]) -> Iterator[Row]:
    for place, pk in enumerate(keys):
        history, number = told[place // OCCASIONS], place % OCCASIONS
        on = history.opened_at + dt.timedelta(days=number)
        yield {
            "id": pk,
            "case_id": history.case,
            "status": EstimateSet.Status.RECORDING.value,
            "instrument": IN_USE.code,
            "instrument_version": IN_USE.version,
            "moment": Moment.OTHER.value,
            "told_on": on.date(),
            "heard_by_id": history.worker,
            "written_by_id": history.worker,
            "written_at": on,
        }


def _answers(keys: list[int]) -> Iterator[Row]:
    for pk in keys:
        for number, question in enumerate(IN_USE.questions):
            yield {
                "estimate_set_id": pk,
                "question": question.key,
                "value": (pk + number) % 11,
            }
