"""The lists of a supervisor's cases: numbers, workers, phases and weeks; no clients."""

from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from caseload.case_list.cells import bare_due, numbered, worker
from caseload.case_list.filters import (
    BY_LATE_KIND,
    BY_LATENESS,
    BY_PHASE,
    BY_READINESS,
    BY_WEEK,
    BY_WHAT_IS_LOOKED_FOR,
    BY_WORKER,
    CaseSet,
    gaps_by_now,
    in_set,
)
from caseload.case_list.listings import (
    DUE_ORDER,
    PHASE_ORDER,
    RELEASE_ORDER,
    WORKER_ORDER,
    leads_a_unit,
    with_release_shown,
)
from caseload.case_list.next_due import add_next_dues
from caseload.dashboard.cells import assign, choose
from cases.dues import last_contacts
from cases.models import Case, CaseQuerySet
from listings.listing import Listing, Width
from listings.parts import Column, Sort
from listings.values import day, text
from timing.models import Due
from timing.vocabulary import DueKind


def by_release(cases: CaseQuerySet) -> CaseQuerySet:
    """By the week of release, those without a date last."""
    shown = cases.select_related("responsible", "unit")
    return shown.order_by(F("release_shown").asc(nulls_last=True), "pk")


def with_dues(cases: list[Any], _user: User) -> list[Any]:
    """Each with what is due next in it."""
    add_next_dues(cases, timezone.localdate())
    return cases


def silent(cases: CaseQuerySet, _user: User) -> CaseQuerySet:
    """Open cases without a contact that reached the client within the target."""
    return in_set(cases, CaseSet.SILENT)


def with_gaps(cases: CaseQuerySet, user: User) -> Any:
    """Open cases with gaps at the gate, and how many; of what stays in the team."""
    of_case = gaps_by_now(timezone.localdate()).filter(case_id=OuterRef("pk")).order_by()
    counted = of_case.values("case_id").annotate(count=Count("pk")).values("count")
    found: Any = with_release_shown(in_set(cases, CaseSet.WITH_GAPS), user)
    return found.annotate(gap_count=Subquery(counted))


def longest_silence(cases: CaseQuerySet) -> CaseQuerySet:
    due = Due.objects.present().filter(kind=DueKind.SILENCE, case_id=OuterRef("pk"))
    silent_since = Subquery(due.values("day")[:1])
    return cases.select_related("responsible").order_by(silent_since, "pk")


def with_contacts(cases: list[Any], _user: User) -> list[Any]:
    """Each with the day of the last contact that reached the client."""
    reached = last_contacts(cases)
    for case in cases:
        case.last_contact_on = reached.get(case.pk)
    return cases


CASE = Column(
    name="case",
    heading=_("Case"),
    cell=numbered,
    sort=Sort("asia", ("number",)),
    css="nowrap",
    is_key=True,
)

CHOOSE = Column(
    name="choose",
    heading=_("Choose"),
    cell=choose,
    css="full",
    heading_hidden=True,
)

LED_CASES = Listing(
    name="led_cases",
    page="caseload:dashboard_list",
    caption=_("Cases of my units"),
    width=Width.BARE,
    seen_by=leads_a_unit,
    right=Case.objects.led_by,
    about=with_release_shown,
    ordered=by_release,
    usual_sort=RELEASE_ORDER.word,
    prepared=with_dues,
    choosing=CHOOSE,
    filters=(
        BY_WHAT_IS_LOOKED_FOR,
        BY_PHASE,
        BY_LATE_KIND,
        BY_LATENESS,
        BY_WORKER,
        BY_WEEK,
        BY_READINESS,
    ),
    columns=(
        CASE,
        Column(
            name="worker",
            heading=_("Personal worker"),
            cell=worker,
            sort=WORKER_ORDER,
            labelled=False,
        ),
        Column(
            name="phase",
            heading=_("Phase"),
            cell=text("phase_label"),
            sort=PHASE_ORDER,
            labelled=False,
        ),
        Column(name="due", heading=_("Due next"), cell=bare_due, sort=DUE_ORDER, css="full"),
        Column(
            name="week",
            heading=_("Week of release"),
            cell=day("next_gate_on", "WEEK_FORMAT"),
            sort=RELEASE_ORDER,
            css="r num",
        ),
        Column(
            name="actions",
            heading=_("Actions"),
            cell=assign,
            css="r",
            labelled=False,
            heading_hidden=True,
        ),
    ),
)

SILENT = Listing(
    name="silent_cases",
    page="caseload:dashboard_list",
    caption=_("No contact within the target"),
    width=Width.BARE,
    seen_by=leads_a_unit,
    right=Case.objects.led_by,
    about=silent,
    ordered=longest_silence,
    prepared=with_contacts,
    columns=(
        CASE,
        Column(
            name="worker",
            heading=_("Personal worker"),
            cell=text("responsible"),
            labelled=False,
        ),
        Column(
            name="last_contact",
            heading=_("Last contact"),
            cell=day("last_contact_on"),
            css="r num",
            labelled=False,
        ),
    ),
)

GAPS = Listing(
    name="gap_cases",
    page="caseload:gap_list",
    caption=_("Gaps at the gate"),
    width=Width.BARE,
    seen_by=leads_a_unit,
    right=Case.objects.led_by,
    about=with_gaps,
    ordered=by_release,
    columns=(
        CASE,
        Column(
            name="worker",
            heading=_("Personal worker"),
            cell=text("responsible"),
            sort=WORKER_ORDER,
            labelled=False,
        ),
        Column(name="gaps", heading=_("Gaps"), cell=text("gap_count"), css="r num"),
        Column(
            name="week",
            heading=_("Week of release"),
            cell=day("next_gate_on", "WEEK_FORMAT"),
            sort=RELEASE_ORDER,
            css="r num",
        ),
    ),
)
