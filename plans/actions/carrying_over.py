"""Taking what the assessment tells into the first plan, or declining it."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.answering_offers import note_answer, text_with
from cases.actions.facts import written
from cases.actions.written_texts import save_texts_over
from cases.offers import Offer
from plans.actions.drafting import open_draft
from plans.actions.parts import add_goal
from plans.known_from_assessment import KIND, KIND_OF_GOAL
from plans.models import Goal, Plan
from timing import moves


@transaction.atomic
def answer_offer(*, plan: Plan, offer: Offer, is_taken: bool, by: User) -> None:
    """Write the fact into its field below what stands there, or note that it is left out.

    What somebody else has answered meanwhile stays as it is. Raises OfferDoesNotFit.
    """
    case = open_draft(plan)
    plan.read_anew()
    if not note_answer(offer, document=plan, kind=KIND, is_taken=is_taken, by=by):
        return
    if is_taken:
        setattr(plan, offer.place, text_with(offer, record=plan, name=offer.place))
        plan.saved_by, plan.saved_at = by, timezone.now()
        fields = [offer.place, "saved_by", "saved_at"]
        save_texts_over(plan, plan.version, fields=fields, document=plan, by=by)
    written(case, *moves.PLAN)
    details = {"taken" if is_taken else "left_out": offer.place}
    record(Action.PLAN_EDITED, by=by, case=case, target=plan, details=details)


@transaction.atomic
def add_goal_from(*, goal: Goal, offer: Offer | None, by: User) -> None:
    """Add the unsaved `goal`; the words with which it began are not offered again."""
    add_goal(goal=goal, by=by)
    if offer is not None:
        note_answer(offer, document=goal.plan, kind=KIND_OF_GOAL, is_taken=True, by=by)


@transaction.atomic
def decline_goal(*, plan: Plan, offer: Offer, by: User) -> None:
    """No goal begins with these words."""
    case = open_draft(plan)
    if note_answer(offer, document=plan, kind=KIND_OF_GOAL, is_taken=False, by=by):
        written(case, *moves.PLAN)
        details = {"left_out": KIND_OF_GOAL}
        record(Action.PLAN_EDITED, by=by, case=case, target=plan, details=details)
