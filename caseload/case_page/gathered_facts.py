"""What the overview of one case reads of its records, besides what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.db.models import QuerySet

from assessments.models import Assessment
from assessments.readiness import missing_from
from cases.models import Case, CaseClosure, CustodyFact
from continuity.needs_known import NeedRecords, records_of
from networks.models import Meeting, NetworkMember
from plans.models import Plan, Review
from records.imprint import Imprinted, read_signers
from timing.missing import Missing

M = TypeVar("M", bound=Imprinted)
# Enough for the former release; the timeline shows fewer.
CUSTODY_FACTS = 50
MEETING = ("case", "kind", "status", "on", "begins", "ends", "channel")
MEMBER = ("case", "name", "organisation_name", "ended_on", "end_reason", "successor")
PLAN = ("case", "number", "status", "review_on", "agreed_on", "agreed_by", "drafted_on", "imprint")
REVIEW = ("plan", "reviewed_on", "reviewed_by", "next_review_on", "imprint")
ASSESSMENT = (
    "case",
    "status",
    "started_on",
    "finalised_at",
    "finalised_by",
    "saved_at",
    "corrects",
    "makes_plan",
    "imprint",
)


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
    needs: NeedRecords = NeedRecords()
    assessment: Assessment | None = None
    assessment_draft: Assessment | None = None
    missing: tuple[Missing, ...] = ()
    plan: Plan | None = None
    plan_draft: Plan | None = None

    @cached_property
    def network(self) -> dict[int, NetworkMember]:
        """Those who have left, too, by key: for what is told of them in a line."""
        return NetworkMember.objects.filter(case=self.case).only(*MEMBER).linked()

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Those to come first, for what is told of them in a line."""
        return list(Meeting.objects.filter(case=self.case).only(*MEETING))

    @property
    def next_meeting(self) -> Meeting | None:
        return next((each for each in reversed(self.meetings) if each.is_ahead), None)

    @property
    def closure(self) -> CaseClosure | None:
        """The last one."""
        return self.closures[0] if self.closures else None


def facts_of(case: Case) -> CaseFacts:
    """The facts of one case, each kind of record in one query."""
    of_case = Assessment.objects.filter(case=case).order_by("-pk")
    assessments = _signed(of_case.only(*ASSESSMENT), "finalised_by")
    # What is missing from it is seen in its texts.
    is_drafted = any(each.is_draft for each in assessments)
    draft = Assessment.objects.drafts().filter(case=case).first() if is_drafted else None
    plans = _signed(Plan.objects.filter(case=case).with_reviewed().only(*PLAN), "agreed_by")
    reviews = Review.objects.filter(plan__case=case).only(*REVIEW)
    is_reviewed = any(plan.is_reviewed for plan in plans)
    closures = CaseClosure.objects.filter(case=case).order_by("-pk")
    custody = CustodyFact.objects.of_case(case)[:CUSTODY_FACTS]
    return CaseFacts(
        case=case,
        assessments=assessments,
        plans=plans,
        reviews=_signed(reviews, "reviewed_by") if is_reviewed else (),
        closures=_signed(closures, "closed_by") if case.has_closures else (),
        custody=_signed(custody, "recorded_by"),
        needs=records_of([case.pk]),
        assessment=_in_force(assessments),
        assessment_draft=draft,
        missing=tuple(missing_from(draft)) if draft else (),
        plan=next((plan for plan in plans if plan.is_in_force), None),
        plan_draft=next((plan for plan in plans if plan.is_draft), None),
    )


def _signed(records: "QuerySet[M]", role: str) -> list[M]:
    """The records with the names of who did it."""
    found = list(records)
    read_signers(found, role)
    return found


def _in_force(assessments: Sequence[Assessment]) -> Assessment | None:
    """As `AssessmentQuerySet.in_force`: the newest final one that no final one corrects."""
    final = [each for each in assessments if not each.is_draft]
    corrected = {each.corrects_id for each in final}
    return next((each for each in final if each.pk not in corrected), None)
