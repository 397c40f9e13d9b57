"""Reviewing the plan in force."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.attending import joined
from cases.models import Case
from inputs.attendees import NOBODY_NAMED, Attendees
from networks.attendance_rows import rows_of
from plans.actions.doing import NotInForce
from plans.actions.drafting import draft_plan
from plans.models import GoalOutcome, Plan, Review, ReviewAttendance
from records.imprint import imprint_of
from timing import moves


class GoalsNotReviewed(Exception):
    """Each goal of the plan gets exactly one outcome, and no other goal gets any.

    A mistake in the program: the form asks of each goal, and an agreed plan keeps its goals.
    """


@transaction.atomic
def review_plan(
    *,
    review: Review,
    outcomes: Sequence[GoalOutcome],
    by: User,
    attendees: Attendees = NOBODY_NAMED,
) -> Plan | None:
    """Save an unsaved `review` of a plan in force with an unsaved outcome for each goal.

    Returns the draft of the new version where the review leads to one. Its review date is
    then the one agreed now, also where the draft had been begun before; unless somebody
    has written another day in it, which lies ahead: that one stays.
    """
    case = Case.objects.lock(review.plan.case_id)
    refuse_closed(case)
    review.plan.refresh_from_db(fields=["status"])
    if not review.plan.is_in_force:
        raise NotInForce(str(review.plan))
    wanted = sorted(review.plan.goals.values_list("pk", flat=True))
    if sorted(outcome.goal_id for outcome in outcomes) != wanted:
        raise GoalsNotReviewed(str(review.plan))
    review.reviewed_by, review.imprint = by, imprint_of(reviewed_by=by)
    review.save(force_insert=True)
    for outcome in outcomes:
        outcome.review = review
    GoalOutcome.objects.bulk_create(outcomes)
    _keep(review, joined(case, attendees, by))
    record(Action.PLAN_REVIEWED, by=by, case=case, target=review.plan)
    draft = _new_version(review, case, by) if review.leads_to_new_version else None
    written(case, *moves.PLAN)
    return draft


def _keep(review: Review, attendees: Attendees) -> None:
    rows = list(rows_of(attendees, ReviewAttendance))
    for each in rows:
        each.review = review
    ReviewAttendance.objects.bulk_create(rows)


def _new_version(review: Review, case: Case, by: User) -> Plan:
    draft = Plan.objects.drafts().filter(case=case).first() or draft_plan(case=case, by=by)
    if not _is_set_by_hand(draft, review):
        draft.review_on = review.next_review_on
        draft.saved_by, draft.saved_at = by, timezone.now()
        # A new version: whoever has the draft open meets the new day instead of undoing it.
        draft.save_over(draft.version, fields=["review_on", "saved_by", "saved_at"])
        record(Action.PLAN_EDITED, by=by, case=case, target=draft)
    return draft


def _is_set_by_hand(draft: Plan, review: Review) -> bool:
    """Whether the draft's review date lies ahead and comes from no earlier review."""
    if draft.review_on is None or draft.review_on <= timezone.localdate():
        return False
    earlier = Review.objects.filter(plan=review.plan).exclude(pk=review.pk)
    return not earlier.filter(next_review_on=draft.review_on).exists()
