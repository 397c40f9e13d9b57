"""What lists of cases are narrowed by. The values stand in addresses."""

import datetime as dt
import re

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseQuerySet
from cases.phases import Phase
from listings.parts import Filter
from plans.models import Plan

UNTOUCHED_AFTER = dt.timedelta(days=30)
RELEASE_SOON = dt.timedelta(weeks=4)
NOBODY = "-"
WEEK = re.compile(r"([0-9]{4})-([0-9]{2})")


class CaseSet(models.TextChoices):
    """Which cases: by their state, or by what a supervisor looks for among the open ones."""

    OPEN = "avoimet", _("Open cases")
    CLOSED = "paattyneet", _("Closed cases")
    ALL = "kaikki", _("All cases")
    UNASSIGNED = "nimeamatta", _("Without a personal worker")
    LATE = "myohassa", _("Plan review late")
    RELEASED_SOON = "vapautuvat", _("Released within four weeks")
    UNTOUCHED = "koskematta", _("Nothing written for 30 days")


def in_set(cases: CaseQuerySet, value: str) -> CaseQuerySet:
    today = timezone.localdate()
    match CaseSet(value):
        case CaseSet.ALL:
            return cases
        case CaseSet.CLOSED:
            return cases.filter(status=Case.Status.CLOSED)
        case CaseSet.UNASSIGNED:
            return cases.open().filter(responsible=None)
        case CaseSet.LATE:
            late = Plan.objects.review_due_by(today - dt.timedelta(days=1))
            return cases.open().filter(pk__in=late.values("case_id"))
        case CaseSet.RELEASED_SOON:
            return cases.open().released_between(today, today + RELEASE_SOON)
        case CaseSet.UNTOUCHED:
            return cases.open().filter(last_written_at__lt=timezone.now() - UNTOUCHED_AFTER)
    return cases.open()


def in_phase(cases: CaseQuerySet, value: str) -> CaseQuerySet:
    return cases.filter(phase=value)


def carried_by(cases: CaseQuerySet, value: str) -> CaseQuerySet:
    """The cases of one personal worker (its key), or of nobody."""
    return cases.filter(responsible=None if value == NOBODY else int(value))


def released_in(cases: CaseQuerySet, value: str) -> CaseQuerySet:
    """The cases whose release falls in an ISO week written 2026-51."""
    monday = monday_of(value)
    assert monday is not None  # what the filter accepts
    return cases.released_between(monday, monday + dt.timedelta(days=6))


def monday_of(week: str) -> dt.date | None:
    """The Monday of an ISO week written 2026-51, or None."""
    found = WEEK.fullmatch(week)
    if found is None:
        return None
    try:
        monday = dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    # The calendar ends within the last week of the year 9999.
    return monday if monday <= dt.date.max - dt.timedelta(days=6) else None


def week_key(day: dt.date) -> str:
    """The ISO week of a day, written 2026-51."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-{week:02d}"


def _is_worker(text: str) -> bool:
    return text == NOBODY or (text.isascii() and text.isdecimal() and len(text) < 18)


def _set_filter(*offered: CaseSet) -> Filter:
    choices = tuple((each.value, each.label) for each in offered)
    return Filter(
        name="lista", label=_("Show"), narrow=in_set, choices=choices, default=CaseSet.OPEN
    )


BY_STATE = _set_filter(CaseSet.OPEN, CaseSet.CLOSED, CaseSet.ALL)
BY_WHAT_IS_LOOKED_FOR = _set_filter(
    CaseSet.OPEN, CaseSet.UNASSIGNED, CaseSet.LATE, CaseSet.RELEASED_SOON, CaseSet.UNTOUCHED
)
BY_PHASE = Filter(
    name="vaihe",
    label=_("Phase"),
    narrow=in_phase,
    choices=(("", _("All phases")), *((each.value, each.short_label) for each in Phase)),
)
BY_WORKER = Filter(
    name="tyontekija", label=_("Personal worker"), narrow=carried_by, accepts=_is_worker
)
BY_WEEK = Filter(
    name="viikko",
    label=_("Week of release"),
    narrow=released_in,
    accepts=lambda week: monday_of(week) is not None,
)
