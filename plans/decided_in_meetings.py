"""What was decided in network meetings, offered as steps of a draft."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.offers import Offer, unanswered
from networks.models import MeetingDecision
from plans.models import Plan

KIND_OF_STEP = "step"


@dataclass(frozen=True)
class DecisionOffer(Offer):
    """`place` is the words of a step; the decision says also who does it and by when."""

    decision: MeetingDecision | None = None


def step_offers_for(plan: Plan) -> list[DecisionOffer]:
    """Decisions in force that are not done; what was taken or left out once is not offered."""
    if not plan.is_draft:
        return []
    decided = MeetingDecision.objects.in_force().open().filter(minutes__case=plan.case_id)
    offers = [_offer(each) for each in decided.select_related("minutes").order_by("pk")]
    left = {each.key for each in unanswered(plan.case_id, KIND_OF_STEP, offers)}
    return [each for each in offers if each.key in left]


def _offer(decision: MeetingDecision) -> DecisionOffer:
    day = date_format(decision.minutes.on)
    by = date_format(decision.due_on) if decision.due_on else ""
    return DecisionOffer(
        place="text",
        value=decision.text,
        source=_("network meeting, %(day)s") % {"day": day},
        # A correction that changes the words is the same decision.
        told=f"decision:{decision.first_pk}",
        shown=", ".join(part for part in (decision.text, decision.actor, by) if part),
        decision=decision,
    )
