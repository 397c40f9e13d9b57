"""Taking what the assessment tells into the first plan, or declining it."""

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.answering_offers import OfferDoesNotFit, note_answer
from cases.actions.facts import written
from cases.actions.written_texts import save_texts_over
from cases.offers import Offer
from plans.actions.drafting import open_draft
from plans.known_from_assessment import KIND
from plans.models import Plan
from timing import moves


@transaction.atomic
def answer_offer(*, plan: Plan, offer: Offer, is_taken: bool, by: User) -> None:
    """Write the fact into its field below what stands there, or note that it is left out."""
    case = open_draft(plan)
    plan.read_anew()
    if is_taken:
        field = Plan._meta.get_field(offer.place)
        assert isinstance(field, models.CharField | models.TextField)
        text = offer.added_to(getattr(plan, offer.place), field)
        if field.max_length is not None and len(text) > field.max_length:
            raise OfferDoesNotFit(offer.place)
        setattr(plan, offer.place, text)
        plan.saved_by, plan.saved_at = by, timezone.now()
        fields = [offer.place, "saved_by", "saved_at"]
        save_texts_over(plan, plan.version, fields=fields, document=plan, by=by)
    note_answer(offer, document=plan, kind=KIND, is_taken=is_taken, by=by)
    written(case, *moves.PLAN)
    details = {"taken" if is_taken else "left_out": offer.place}
    record(Action.PLAN_EDITED, by=by, case=case, target=plan, details=details)
