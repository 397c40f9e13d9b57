"""What a client of the demo estimated from 0 to 10, by the keys of the questions."""

import datetime as dt
from collections.abc import Mapping

from assessments.actions.estimating import record_estimates
from assessments.models import Moment
from caseload.demo.stage import worker_of
from cases.models import Case

FIRST = {"wellbeing": 4, "belonging": 3, "agency": 5, "housing": 1, "finances": 2} | {
    "health": 6,
    "substances": 7,
    "relationships": 5,
    "everyday": 4,
    "digital": 3,
}
# Some are left out, and one is new.
LATER = {"wellbeing": 6, "belonging": 5, "agency": 7, "housing": 4, "finances": 4} | {
    "substances": 6,
    "everyday": 5,
    "work": 3,
}


def estimate_twice(case: Case, first: dt.date, later: dt.date) -> None:
    """In the assessment, and before the release."""
    _estimate(case, Moment.ASSESSMENT, first, FIRST)
    _estimate(case, Moment.BEFORE_RELEASE, later, LATER)


def _estimate(case: Case, moment: Moment, on: dt.date, answers: Mapping[str, int]) -> None:
    by = worker_of(case)
    record_estimates(case=case, moment=moment, answers=answers, told_on=on, heard_by=by, by=by)
