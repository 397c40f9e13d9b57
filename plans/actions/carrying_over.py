"""Taking what the assessment and network meetings tell into a plan, or declining it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.answering_offers import note_answer, text_with
from cases.actions.facts import written
from cases.actions.written_texts import save_texts_over
from cases.offers import Offer
from plans.actions.drafting import open_draft
from plans.actions.parts import add_goal, add_step
from plans.decided_in_meetings import KIND_OF_STEP, DecisionOffer
from plans.known_from_assessment import KIND, KIND_OF_GOAL
from plans.models import Goal, Plan, Step
from records.refused import Refused
from timing import moves


class DecisionAnswered(Refused):
    """The decision with which the step began is a step already, or was left out."""

    words = _(
        "Somebody else has made a step of this decision meanwhile, or left it out. Look at the "
        "steps of the plan. Your text is still here: save it again if it is another step."
    )


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
def add_goal_from(*, goal: Goal, offers: Iterable[Offer], by: User) -> None:
    """Add the unsaved `goal`; the words with which it began are not offered again."""
    add_goal(goal=goal, by=by)
    for offer in offers:
        note_answer(offer, document=goal.plan, kind=KIND_OF_GOAL, is_taken=True, by=by)


@transaction.atomic
def add_step_from(*, step: Step, offer: DecisionOffer | None, by: User) -> None:
    """Add the unsaved `step`; the decision with which it began is not offered again.

    Raises DecisionAnswered where somebody else has made a step of it meanwhile.
    """
    if offer is not None and offer.decision is not None:
        step.decision_id = offer.decision.first_pk
    add_step(step=step, by=by)
    if offer is not None:
        plan = step.goal.plan
        if not note_answer(offer, document=plan, kind=KIND_OF_STEP, is_taken=True, by=by):
            raise DecisionAnswered(offer.key)


@transaction.atomic
def decline_step(*, plan: Plan, offer: Offer, by: User) -> None:
    """The decision is no step of the plan; it stays due as it was decided."""
    case = open_draft(plan)
    if note_answer(offer, document=plan, kind=KIND_OF_STEP, is_taken=False, by=by):
        written(case, *moves.PLAN)
        details = {"left_out": KIND_OF_STEP}
        record(Action.PLAN_EDITED, by=by, case=case, target=plan, details=details)


@transaction.atomic
def decline_goal(*, plan: Plan, offer: Offer, by: User) -> None:
    """No goal begins with these words."""
    case = open_draft(plan)
    if note_answer(offer, document=plan, kind=KIND_OF_GOAL, is_taken=False, by=by):
        written(case, *moves.PLAN)
        details = {"left_out": KIND_OF_GOAL}
        record(Action.PLAN_EDITED, by=by, case=case, target=plan, details=details)
