"""Putting back into a draft what somebody else had written in a place."""

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import written
from cases.actions.written_texts import place_of, save_texts_over
from cases.models import WrittenText
from plans.actions.drafting import open_draft
from plans.models import Goal, Plan, Step
from timing import moves


def parts_of(plan: Plan) -> list[models.Model]:
    """The records whose texts are the plan's."""
    return [plan, *plan.goals.all(), *Step.objects.filter(goal__plan=plan).select_related("goal")]


@transaction.atomic
def put_text_back(*, plan: Plan, text: WrittenText, shown: str, by: User) -> None:
    """Put a replaced text back into its place; what stands there is kept in turn.

    `shown` is the print of what the page showed in the place.
    """
    case = open_draft(plan)
    plan.read_anew()
    part = place_of(text, parts_of(plan), shown=shown)
    assert isinstance(part, Plan | Goal | Step)
    setattr(part, text.field, text.former)
    fields = [text.field]
    if isinstance(part, Goal) and text.field == "words":
        part.words_on = text.former_on
        fields.append("words_on")
    if isinstance(part, Step) and text.field == "actor":
        # It names somebody else than the member of the network who is chosen now.
        part.member = None
        fields.append("member")
    save_texts_over(part, part.version, fields=fields, document=plan, by=by, keep_own=True)
    Plan.objects.filter(pk=plan.pk).update(saved_by=by, saved_at=timezone.now())
    written(case, *moves.PLAN)
    record(Action.PLAN_EDITED, by=by, case=case, target=part, details={"put_back": text.pk})
