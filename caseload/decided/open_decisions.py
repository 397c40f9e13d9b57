"""Decisions of which nobody has said yet which need they concern."""

from cases.models import Case
from cases.offers import Offer, unanswered
from networks.models import MeetingDecision

KIND = "need"


def offer_of(decision: MeetingDecision) -> Offer:
    """By which it is known that the question was answered."""
    return Offer("service", decision.text, "", told=f"decision:{decision.first_pk}")


def open_decisions(case: Case) -> list[MeetingDecision]:
    """Of minutes in force, not done, and not answered; each is asked once."""
    decided = MeetingDecision.objects.in_force().open().filter(minutes__case=case)
    found = list(decided.select_related("minutes", "member").order_by("pk"))
    left = {each.key for each in unanswered(case.pk, KIND, map(offer_of, found))}
    return [each for each in found if offer_of(each).key in left]
