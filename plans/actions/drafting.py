"""Starting a plan and writing its texts."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.actions.written_texts import save_texts_over
from cases.models import Case
from plans.models import Goal, GoalOutcome, Plan, Step
from records.refused import Refused
from timing import moves

SETTLED = (GoalOutcome.Outcome.REACHED, GoalOutcome.Outcome.NOT_RELEVANT)


class DraftExists(Refused):
    """The case has a draft already; `draft` is that one."""

    words = _("There is a draft already. Write on in it.")

    def __init__(self, draft: Plan) -> None:
        super().__init__(str(draft))
        self.draft = draft


class PlanFrozen(Refused):
    """The plan is agreed or ended: it is changed by a new version only."""

    words = _(
        "The plan was agreed meanwhile, so nothing was saved. Your text is "
        "still here: copy it, and start a new version."
    )


@transaction.atomic
def draft_plan(*, case: Case, by: User) -> Plan:
    """Start the case's next version, with what is still open in the former one.

    Raises DraftExists where somebody has started one.
    """
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    plans = Plan.objects.filter(case=case)
    draft = plans.drafts().first()
    if draft is not None:
        raise DraftExists(draft)
    former = plans.order_by("-number").first()
    newest = plans.aggregate(newest=Max("number"))["newest"] or 0
    plan = Plan(
        case=case,
        number=newest + 1,
        based_on=former,
        drafted_by=by,
        saved_by=by,
        saved_at=timezone.now(),
    )
    for name in Plan.TEXTS if former else ():
        setattr(plan, name, getattr(former, name))
    plan.save(force_insert=True)
    if former is not None:
        _carry_over(former, plan)
    written(case, *moves.PLAN)
    record(Action.PLAN_DRAFTED, by=by, case=case, target=plan)
    return plan


@transaction.atomic
def edit_plan(*, plan: Plan, by: User, seen: int) -> None:
    """Save the texts of a draft over the version that the writer saw, or StaleVersion."""
    case = open_draft(plan)
    plan.saved_by, plan.saved_at = by, timezone.now()
    fields = [*Plan.WRITTEN, "saved_by", "saved_at"]
    save_texts_over(plan, seen, fields=fields, document=plan, by=by)
    written(case, *moves.PLAN)
    record(Action.PLAN_EDITED, by=by, case=case, target=plan)


def open_draft(plan: Plan) -> Case:
    """Lock the plan's case; refuse a closed case, and a plan that is not a draft any more."""
    case = Case.objects.lock(plan.case_id)
    refuse_closed(case)
    if not Plan.objects.drafts().filter(pk=plan.pk).exists():
        raise PlanFrozen(str(plan))
    return case


def _carry_over(former: Plan, plan: Plan) -> None:
    """Copy the goals that are not settled, and their open steps."""
    for goal in former.goals.order_by("position"):
        last = goal.outcomes.order_by("-pk").first()
        if last is not None and last.outcome in SETTLED:
            continue
        copy = Goal.objects.create(
            plan=plan,
            position=goal.position,
            words=goal.words,
            words_on=goal.words_on or former.agreed_on,
            description=goal.description,
            scale=goal.scale,
            factors=goal.factors,
            carried_from=goal,
        )
        undone = goal.steps.exclude(done__taken_back_at=None, done__isnull=False)
        Step.objects.bulk_create(_unsaved(step, goal=copy) for step in undone)


def _unsaved(record: Step, **changes: Any) -> Step:
    kept = {
        field.name: getattr(record, field.name)
        for field in record._meta.concrete_fields
        if field.name not in ("id", "version")
    }
    return Step(**kept | changes)
