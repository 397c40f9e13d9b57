"""What the overview of one case reads of its records, besides what is due."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from assessments.models import Assessment
from assessments.readiness import missing_from
from cases.dues import last_contacts
from cases.models import Case, CaseClosure, CustodyFact
from plans.models import Plan, Review
from timing.missing import Missing

M = TypeVar("M", bound=Model)
# Enough for the former release; the timeline shows fewer.
CUSTODY_FACTS = 50
PLAN = ("case", "number", "status", "review_on", "agreed_on", "drafted_on")
ASSESSMENT = ("case", "status", "started_on", "finalised_at", "saved_at", "corrects")


@dataclass(frozen=True)
class CaseFacts:
    """One case and the records that decide where on the path it is.

    `assessment` is the one in force and `assessment_draft` the one being written, with
    what is `missing` from it; likewise the plans. The lists have all of each kind, the
    newest first, and without the texts that were written.
    """

    case: Case
    assessments: Sequence[Assessment] = ()
    plans: Sequence[Plan] = ()
    reviews: Sequence[Review] = ()
    closures: Sequence[CaseClosure] = ()
    custody: Sequence[CustodyFact] = ()
    last_contact_on: dt.date | None = None
    assessment: Assessment | None = None
    assessment_draft: Assessment | None = None
    missing: tuple[Missing, ...] = ()
    plan: Plan | None = None
    plan_draft: Plan | None = None

    @property
    def closure(self) -> CaseClosure | None:
        """The last one."""
        return self.closures[0] if self.closures else None


def facts_of(case: Case) -> CaseFacts:
    """The facts of one case, each kind of record in one query."""
    of_case = Assessment.objects.filter(case=case).order_by("-pk")
    assessments = list(_with_name(of_case, "finalised_by", ASSESSMENT))
    # What is missing from it is seen in its texts.
    is_drafted = any(each.is_draft for each in assessments)
    draft = Assessment.objects.drafts().filter(case=case).first() if is_drafted else None
    plans = list(_with_name(Plan.objects.filter(case=case).with_next_review(), "agreed_by", PLAN))
    reviewed = ("plan", "reviewed_on")
    return CaseFacts(
        case=case,
        assessments=assessments,
        plans=plans,
        reviews=list(_with_name(Review.objects.filter(plan__case=case), "reviewed_by", reviewed)),
        closures=list(
            CaseClosure.objects.filter(case=case).select_related("closed_by").order_by("-pk")
        ),
        custody=list(
            CustodyFact.objects.of_case(case).select_related("recorded_by")[:CUSTODY_FACTS]
        ),
        last_contact_on=last_contacts([case]).get(case.pk),
        assessment=_in_force(assessments),
        assessment_draft=draft,
        missing=tuple(missing_from(draft)) if draft else (),
        plan=next((plan for plan in plans if plan.is_in_force), None),
        plan_draft=next((plan for plan in plans if plan.is_draft), None),
    )


def _with_name(records: "QuerySet[M]", user: str, fields: Sequence[str]) -> "QuerySet[M]":
    """Only some fields, and of who did it what the name is made of."""
    named = (f"{user}__{name}" for name in ("first_name", "last_name", "email"))
    return records.select_related(user).only(*fields, *named)


def _in_force(assessments: Sequence[Assessment]) -> Assessment | None:
    """As `AssessmentQuerySet.in_force`: the newest final one that no final one corrects."""
    final = [each for each in assessments if not each.is_draft]
    corrected = {each.corrects_id for each in final}
    return next((each for each in final if each.pk not in corrected), None)
