"""What a plan must have before it can be agreed, with all words that ask for it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, eq=False)
class Condition:
    """One of them: as a line of a list, as a refusal, and as the next thing to do and why.

    `place` is where the draft's page asks for it.
    """

    line: Promise
    refusal: Promise
    next_action: Promise
    missing: Promise
    place: str


GOAL = Condition(
    line=_("A goal in the client’s words"),
    refusal=_("Write at least one goal first."),
    next_action=_("Record the first goal of the plan"),
    missing=_("The plan has no goal yet."),
    place="#goals",
)
STEP = Condition(
    line=_("A step with somebody who does it"),
    refusal=_("Write at least one step for a goal first."),
    next_action=_("Record who does what"),
    missing=_("No goal of the plan has a step yet."),
    place="#goals",
)
REVIEW_DATE = Condition(
    line=_("A review date"),
    refusal=_("Write a review date in the draft first."),
    next_action=_("Agree the review date"),
    missing=_("The plan is not agreed without a review date."),
    place="#div_id_review_on",
)


def conditions(*, goal: object, step: object, review_date: object) -> dict[Condition, bool]:
    """Each condition in the order in which a plan is written, and whether it is met."""
    return {GOAL: bool(goal), STEP: bool(step), REVIEW_DATE: bool(review_date)}


def first_missing(met: dict[Condition, bool]) -> Condition | None:
    """What to write next."""
    return next((condition for condition, held in met.items() if not held), None)
