"""What lists of cases are narrowed by. The values stand in addresses."""

import datetime as dt
import re
from typing import Any

from django.db import models
from django.db.models import CharField, F, Min, OuterRef, Q, Subquery, Value
from django.db.models.lookups import LessThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from caseload.course.order import NO_TASK, late_tasks
from cases.models import Case, CaseQuerySet
from cases.phases import Phase
from listings.parts import Filter
from plans.models import Plan
from timing.models import Due, DueQuerySet
from timing.vocabulary import OF_CONTACTS, DueKind

RELEASE_SOON = dt.timedelta(weeks=4)
NOBODY = "-"
# Days late, in the steps in which the dashboard counts.
AGES = {7: _("Over 7 days"), 30: _("Over 30 days")}
WEEK = re.compile(r"([0-9]{4})-([0-9]{2})")


class CaseSet(models.TextChoices):
    """Which cases: by their state, or by what a supervisor looks for among the open ones."""

    OPEN = "avoimet", _("Open cases")
    CLOSED = "paattyneet", _("Closed cases")
    ALL = "kaikki", _("All cases")
    UNASSIGNED = "nimeamatta", _("Without a personal worker")
    LATE = "myohassa", _("Something is late")
    RELEASE_PASSED = "vahvistamatta", _("Release day passed, not confirmed")
    RELEASED_SOON = "vapautuvat", _("Released within four weeks")
    SILENT = "hiljaa", _("No contact within the target")
    WITH_GAPS = "katkoksia", _("Gaps at the gate")


class Readiness(models.TextChoices):
    """How far the preparation of a release is."""

    READY = "valmis", _("Ready")
    UNDER_WAY = "kesken", _("Under way")
    NOT_BEGUN = "aloittamatta", _("Not begun")


def in_set(cases: CaseQuerySet, value: str) -> CaseQuerySet:
    today = timezone.localdate()
    match CaseSet(value):
        case CaseSet.ALL:
            return cases
        case CaseSet.CLOSED:
            return cases.filter(status=Case.Status.CLOSED)
        case CaseSet.UNASSIGNED:
            return cases.open().carried_by_nobody()
        case CaseSet.LATE:
            return _with_any(cases, late_tasks(today))
        case CaseSet.RELEASE_PASSED:
            return _with_any(cases, Due.objects.begun_by(today).filter(kind=DueKind.RELEASE_PASSED))
        case CaseSet.RELEASED_SOON:
            return cases.open().released_between(today, today + RELEASE_SOON)
        case CaseSet.SILENT:
            return _with_any(cases, Due.objects.late_on(today).filter(kind=DueKind.SILENCE))
        case CaseSet.WITH_GAPS:
            return _with_any(cases, gaps_by_now(today))
    return cases.open()


def gaps_by_now(today: dt.date) -> DueQuerySet:
    """Gaps that are to be closed by now, also where somebody has put one off."""
    return Due.objects.begun_by(today).filter(kind=DueKind.GAP)


def _with_any(cases: CaseQuerySet, dues: DueQuerySet) -> CaseQuerySet:
    """The open cases in which one of `dues` is due."""
    return cases.open().filter(pk__in=dues.filter(referral_id=None).values("case_id"))


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


def late_in(cases: CaseQuerySet, value: str) -> CaseQuerySet:
    """The cases in which something of a kind is late; the row shows that."""
    kind = Value(value, output_field=CharField())
    return _late_since(cases, late_tasks(timezone.localdate()).filter(kind=value)).annotate(
        late_kind=kind
    )


def late_for(cases: CaseQuerySet, value: str) -> CaseQuerySet:
    """The cases in which something is late for more than so many days: of the kind asked for."""
    today = timezone.localdate()
    if "late_since" not in cases.query.annotations:
        cases = _late_since(cases, late_tasks(today))
    late_since: Any = F("late_since")
    return cases.filter(LessThan(late_since, today - dt.timedelta(days=int(value))))


def _late_since(cases: CaseQuerySet, dues: DueQuerySet) -> CaseQuerySet:
    """With the day of what is late longest, and only where anything is."""
    of_case = dues.filter(case_id=OuterRef("pk")).order_by().values("case_id")
    oldest = Subquery(of_case.annotate(oldest=Min("day")).values("oldest"))
    return cases.annotate(late_since=oldest).filter(late_since__isnull=False)


def is_ready() -> Q:
    """The assessment is final and a plan is in force."""
    return Q(phase=Phase.PLAN, pk__in=Plan.objects.in_force().values("case_id"))


def prepared_to(cases: CaseQuerySet, value: str) -> CaseQuerySet:
    """The cases whose preparation is ready, under way, or not begun: in the first phase."""
    match Readiness(value):
        case Readiness.READY:
            return cases.filter(is_ready())
        case Readiness.NOT_BEGUN:
            return cases.filter(phase=Phase.CONTACT)
    return cases.exclude(is_ready()).exclude(phase=Phase.CONTACT)


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
    CaseSet.OPEN,
    CaseSet.UNASSIGNED,
    CaseSet.LATE,
    CaseSet.RELEASE_PASSED,
    CaseSet.RELEASED_SOON,
    CaseSet.WITH_GAPS,
    CaseSet.SILENT,
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
BY_LATE_KIND = Filter(
    name="laji",
    label=_("What is late"),
    narrow=late_in,
    choices=(
        ("", _("Anything")),
        *((kind.value, kind.label) for kind in DueKind if kind not in (*NO_TASK, *OF_CONTACTS)),
    ),
)
# After the kind: of that kind it asks how late it is.
BY_LATENESS = Filter(
    name="yli",
    label=_("How late"),
    narrow=late_for,
    choices=(("", _("Any time")), *((str(days), label) for days, label in AGES.items())),
)
BY_READINESS = Filter(
    name="valmius",
    label=_("Preparation"),
    narrow=prepared_to,
    accepts=lambda value: value in Readiness.values,
)
