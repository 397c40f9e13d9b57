"""Writing the goals and steps of a draft."""

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import written
from cases.models import Case
from plans.actions.drafting import open_draft
from plans.models import Goal, Plan, Step
from timing import moves

GOAL_WRITTEN = ["words", "description", "scale", "factors"]
STEP_WRITTEN = ["text", "actor", "member", "due_on", "is_continuous"]


@transaction.atomic
def add_goal(*, goal: Goal, by: User) -> None:
    """Add an unsaved `goal` as the last of its draft."""
    case = open_draft(goal.plan)
    goal.position = _next_position(Goal.objects.filter(plan=goal.plan_id))
    goal.save(force_insert=True)
    _note(goal.plan, case, goal, by)


@transaction.atomic
def edit_goal(*, goal: Goal, by: User, seen: int) -> None:
    """Save the goal over the version that the writer saw, or StaleVersion."""
    case = open_draft(goal.plan)
    goal.save_over(seen, fields=GOAL_WRITTEN)
    _note(goal.plan, case, goal, by)


@transaction.atomic
def remove_goal(*, goal: Goal, by: User) -> None:
    """Take the goal and its steps out of the draft."""
    case = open_draft(goal.plan)
    key = goal.pk
    goal.delete()
    goal.pk = key
    _note(goal.plan, case, goal, by, removed=True)


@transaction.atomic
def add_step(*, step: Step, by: User) -> None:
    """Add an unsaved `step` as the last of its goal."""
    case = open_draft(step.goal.plan)
    step.position = _next_position(Step.objects.filter(goal=step.goal_id))
    step.save(force_insert=True)
    _note(step.goal.plan, case, step, by)


@transaction.atomic
def edit_step(*, step: Step, by: User, seen: int) -> None:
    """Save the step over the version that the writer saw, or StaleVersion."""
    case = open_draft(step.goal.plan)
    step.save_over(seen, fields=STEP_WRITTEN)
    _note(step.goal.plan, case, step, by)


@transaction.atomic
def remove_step(*, step: Step, by: User) -> None:
    case = open_draft(step.goal.plan)
    key = step.pk
    step.delete()
    step.pk = key
    _note(step.goal.plan, case, step, by, removed=True)


def _next_position(siblings: "QuerySet[Goal] | QuerySet[Step]") -> int:
    last: int | None = siblings.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _note(plan: Plan, case: Case, part: Goal | Step, by: User, *, removed: bool = False) -> None:
    """Note who wrote last. The plan's own version stays: its texts were not touched."""
    Plan.objects.filter(pk=plan.pk).update(saved_by=by, saved_at=timezone.now())
    written(case, *moves.PLAN)
    details = {"removed": True} if removed else None
    record(Action.PLAN_EDITED, by=by, case=case, target=part, details=details)
