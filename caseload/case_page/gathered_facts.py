"""What is known of cases, gathered for any number of them in the same few queries."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Exists, Max, OuterRef

from assessments.models import Assessment
from assessments.readiness import Missing, missing_from
from cases.models import Case, CaseClosure, CaseRecord, CustodyFact, Note
from desistance.models import Checklist
from desistance.occasions import Occasion
from networks.models import NetworkWalkthrough
from plans.conditions import Condition, conditions, first_missing
from plans.models import Goal, Plan, Review, Step
from referrals.models import CustodyReport

R = TypeVar("R", bound=CaseRecord)


@dataclass(frozen=True)
class CaseFacts:
    """One case and the records that decide what is next in it.

    `assessment` is the one in force and `assessment_draft` the one being written, with
    what is `missing` from it; likewise the plans. `custody` is the newest fact.
    """

    case: Case
    last_note_on: dt.date | None = None
    first_days_gone_through: bool = False
    network_gone_through: bool = False
    assessment: Assessment | None = None
    assessment_draft: Assessment | None = None
    missing: tuple[Missing, ...] = ()
    plan: Plan | None = None
    plan_draft: Plan | None = None
    plan_draft_lacks: Condition | None = None
    plan_reviewed: bool = False
    custody: CustodyFact | None = None
    report_waits: bool = False
    closure: CaseClosure | None = None


def facts_of(cases: Sequence[Case]) -> list[CaseFacts]:
    """The facts of each case, in the same order."""
    keys = [case.pk for case in cases]
    notes = dict(
        Note.objects.filter(case__in=keys)
        .order_by()
        .values_list("case")
        .annotate(newest=Max("occurred_on"))
    )
    first_days = set(
        Checklist.objects.of_occasion(Occasion.CONTACT)
        .filter(case__in=keys)
        .order_by()
        .values_list("case", flat=True)
    )
    networks = set(
        NetworkWalkthrough.objects.answering()
        .filter(case__in=keys)
        .order_by()
        .values_list("case", flat=True)
    )
    finals = _by_case(Assessment.objects.in_force().filter(case__in=keys).order_by("pk"))
    drafts = _by_case(Assessment.objects.drafts().filter(case__in=keys).prefetch_related("areas"))
    plans = _by_case(Plan.objects.in_force().filter(case__in=keys).with_next_review())
    plan_drafts = _by_case(_plan_drafts(keys))
    reviewed = set(Review.objects.filter(plan__case__in=keys).values_list("plan__case", flat=True))
    custody = _by_case(CustodyFact.objects.filter(case__in=keys).order_by("pk"))
    reports = CustodyReport.objects.waiting().filter(referral__triage__case__in=keys)
    reported = set(reports.order_by().values_list("referral__triage__case", flat=True))
    closures = _by_case(CaseClosure.objects.filter(case__in=keys).order_by("pk"))
    return [
        CaseFacts(
            case=case,
            last_note_on=notes.get(case.pk),
            first_days_gone_through=case.pk in first_days,
            network_gone_through=case.pk in networks,
            assessment=finals.get(case.pk),
            assessment_draft=drafts.get(case.pk),
            missing=_missing(drafts.get(case.pk), walked=case.pk in networks),
            plan=plans.get(case.pk),
            plan_draft=plan_drafts.get(case.pk),
            plan_draft_lacks=_lacks(plan_drafts.get(case.pk)),
            plan_reviewed=case.pk in reviewed,
            custody=custody.get(case.pk),
            report_waits=case.pk in reported,
            closure=closures.get(case.pk),
        )
        for case in cases
    ]


def facts_of_one(case: Case) -> CaseFacts:
    return facts_of([case])[0]


def _by_case(records: "Iterable[R]") -> "dict[int, R]":
    """The last record of each case."""
    return {record.case_id: record for record in records}


def _missing(draft: Assessment | None, *, walked: bool) -> tuple[Missing, ...]:
    return tuple(missing_from(draft, walked=walked)) if draft else ()


def _plan_drafts(keys: list[int]) -> Iterable[Plan]:
    goals = Goal.objects.filter(plan=OuterRef("pk"))
    steps = Step.objects.filter(goal__plan=OuterRef("pk"))
    found: Iterable[Plan] = (
        Plan.objects.drafts()
        .filter(case__in=keys)
        .annotate(has_goal=Exists(goals), has_step=Exists(steps))
    )
    return found


def _lacks(draft: Any) -> Condition | None:
    """The first condition for agreeing that a draft of `_plan_drafts` does not meet."""
    if draft is None:
        return None
    met = conditions(goal=draft.has_goal, step=draft.has_step, review_date=draft.review_on)
    return first_missing(met)
