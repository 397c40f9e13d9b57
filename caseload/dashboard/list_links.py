"""The addresses of the lists behind the figures."""

from functools import lru_cache

from caseload.case_list.filters import (
    BY_LATE_KIND,
    BY_LATENESS,
    BY_PHASE,
    BY_READINESS,
    BY_WEEK,
    BY_WHAT_IS_LOOKED_FOR,
    BY_WORKER,
    CaseSet,
)
from caseload.dashboard.listings import LED_CASES

FILTERS = {
    "worker": BY_WORKER,
    "phase": BY_PHASE,
    "week": BY_WEEK,
    "readiness": BY_READINESS,
    "late_kind": BY_LATE_KIND,
    "days_late": BY_LATENESS,
}


@lru_cache(maxsize=5000)
def list_of(case_set: CaseSet = CaseSet.OPEN, **narrowed: str) -> str:
    """The page of led cases, narrowed by FILTERS. Kept: a page asks for some two hundred."""
    chosen = {FILTERS[name].name: value for name, value in narrowed.items()}
    return LED_CASES.url_of({BY_WHAT_IS_LOOKED_FOR.name: case_set.value} | chosen)
