"""What the overview of one case reads of its records, besides what is due."""

import datetime as dt
from dataclasses import dataclass

from assessments.models import Assessment
from assessments.readiness import missing_from
from cases.dues import last_contacts
from cases.models import Case, CaseClosure
from plans.models import Plan, Review
from timing.missing import Missing


@dataclass(frozen=True)
class CaseFacts:
    """One case and the records that decide where on the path it is.

    `assessment` is the one in force and `assessment_draft` the one being written, with
    what is `missing` from it; likewise the plans.
    """

    case: Case
    last_contact_on: dt.date | None = None
    assessment: Assessment | None = None
    assessment_draft: Assessment | None = None
    missing: tuple[Missing, ...] = ()
    plan: Plan | None = None
    plan_draft: Plan | None = None
    plan_reviewed: bool = False
    closure: CaseClosure | None = None


def facts_of(case: Case) -> CaseFacts:
    """The facts of one case."""
    draft = Assessment.objects.drafts().filter(case=case).first()
    in_force = Plan.objects.in_force().filter(case=case)
    return CaseFacts(
        case=case,
        last_contact_on=last_contacts([case]).get(case.pk),
        assessment=Assessment.objects.in_force().filter(case=case).order_by("-pk").first(),
        assessment_draft=draft,
        missing=tuple(missing_from(draft)) if draft else (),
        plan=in_force.with_next_review().first(),
        plan_draft=Plan.objects.drafts().filter(case=case).first(),
        plan_reviewed=Review.objects.filter(plan__case=case).exists(),
        closure=CaseClosure.objects.filter(case=case).order_by("-pk").first(),
    )
