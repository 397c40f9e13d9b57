"""The lists of a supervisor: numbers, workers, phases and weeks; no clients."""

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from caseload.case_list.cells import numbered, worker
from caseload.case_list.filters import (
    BY_PHASE,
    BY_WEEK,
    BY_WHAT_IS_LOOKED_FOR,
    BY_WORKER,
    CaseSet,
    in_set,
)
from caseload.case_list.listings import (
    PHASE_ORDER,
    RELEASE_ORDER,
    WORKER_ORDER,
    leads_a_unit,
    with_release_shown,
)
from caseload.dashboard.cells import assign, review
from cases.models import Case, CaseQuerySet
from cases.templatetags.words import waited
from listings.listing import Listing, Width
from listings.parts import Column, Sort
from listings.values import day, moment, text
from plans.models import Plan
from referrals.models import Referral, ReferralQuerySet


def by_release(cases: CaseQuerySet) -> CaseQuerySet:
    """By the week of release, those without a date last."""
    shown = cases.select_related("responsible", "unit")
    return shown.order_by(F("release_shown").asc(nulls_last=True), "pk")


def with_lateness(cases: list[Case], _user: User) -> list[Case]:
    """Give each case of a page `review_on` (the agreed day) and `late_days`, if it has passed."""
    today = timezone.localdate()
    plans = Plan.objects.in_force().with_next_review().filter(case__in=cases)
    agreed = dict(plans.values_list("case", "next_review"))
    for case in cases:
        on = agreed.get(case.pk)
        case.review_on = on  # type: ignore[attr-defined]
        case.late_days = (today - on).days if on and on < today else 0  # type: ignore[attr-defined]
    return cases


def untouched(cases: CaseQuerySet, _user: User) -> CaseQuerySet:
    """Open cases in which nothing has been written for a while."""
    return in_set(cases, CaseSet.UNTOUCHED)


def longest_silence(cases: CaseQuerySet) -> CaseQuerySet:
    return cases.select_related("responsible").order_by("last_written_at")


def untriaged(referrals: ReferralQuerySet, _user: User) -> ReferralQuerySet:
    """Nobody has decided on them."""
    return referrals.untriaged()


def first_come(referrals: ReferralQuerySet) -> ReferralQuerySet:
    return referrals.order_by("sent_at")


NEXT_REVIEW = Subquery(
    Plan.objects.in_force().with_next_review().filter(case=OuterRef("pk")).values("next_review")[:1]
)

CASE = Column(
    name="case",
    heading=_("Case"),
    cell=numbered,
    sort=Sort("asia", ("number",)),
    css="nowrap",
    is_key=True,
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
    prepared=with_lateness,
    filters=(BY_WHAT_IS_LOOKED_FOR, BY_PHASE, BY_WORKER, BY_WEEK),
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
        Column(
            name="review",
            heading=_("Review agreed for"),
            cell=review,
            sort=Sort("tarkistus", (NEXT_REVIEW,)),
        ),
        Column(
            name="week",
            heading=_("Week of release"),
            cell=day("release_on", "WEEK_FORMAT"),
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

UNTOUCHED = Listing(
    name="untouched_cases",
    page="caseload:dashboard_list",
    caption=_("Nothing written for 30 days"),
    width=Width.BARE,
    seen_by=leads_a_unit,
    right=Case.objects.led_by,
    about=untouched,
    ordered=longest_silence,
    columns=(
        CASE,
        Column(
            name="worker",
            heading=_("Personal worker"),
            cell=text("responsible"),
            labelled=False,
        ),
        Column(
            name="last_written",
            heading=_("Last written"),
            cell=day("last_written_at"),
            css="r num",
            labelled=False,
        ),
    ),
)

UNTRIAGED = Listing(
    name="untriaged",
    page="caseload:untriaged_list",
    caption=_("Contacts waiting for triage"),
    width=Width.BARE,
    seen_by=leads_a_unit,
    right=Referral.objects.listable_to,
    about=untriaged,
    ordered=first_come,
    usual_sort="saapunut",
    columns=(
        Column(
            name="reference",
            heading=_("Reference"),
            cell=text("reference"),
            css="num",
            is_key=True,
        ),
        Column(
            name="arrived",
            heading=_("Arrived"),
            cell=moment("sent_at"),
            sort=Sort("saapunut", ("sent_at",)),
            css="num",
            labelled=False,
        ),
        Column(
            name="waited",
            heading=_("Waited"),
            cell=lambda referral: waited(referral.sent_at),
            labelled=False,
        ),
    ),
)
