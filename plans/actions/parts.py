"""Writing the goals and steps of a draft."""

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import written
from cases.actions.written_texts import note_written, save_texts_over, texts_of
from cases.models import Case
from plans.actions.drafting import open_draft
from plans.models import Goal, Plan, Step
from timing import moves

GOAL_WRITTEN = ["words", "description", "scale", "factors"]
GOAL_TEXTS = ["words", "description"]
STEP_TEXTS = ["text", "actor"]
STEP_WRITTEN = ["text", "actor", "member", "due_on", "is_continuous"]


@transaction.atomic
def add_goal(*, goal: Goal, by: User) -> None:
    """Add an unsaved `goal` as the last of its draft."""
    case = open_draft(goal.plan)
    goal.position = _next_position(Goal.objects.filter(plan=goal.plan_id))
    goal.words_on = timezone.localdate()
    goal.save(force_insert=True)
    _note_new(goal, goal.plan, GOAL_TEXTS, by)
    _note(goal.plan, case, goal, by)


@transaction.atomic
def edit_goal(*, goal: Goal, by: User, seen: int) -> None:
    """Save the goal over the version that the writer saw, or StaleVersion."""
    case = open_draft(goal.plan)
    if not Goal.objects.filter(pk=goal.pk, words=goal.words).exists():
        goal.words_on = timezone.localdate()
    fields = [*GOAL_WRITTEN, "words_on"]
    save_texts_over(goal, seen, fields=fields, document=goal.plan, by=by)
    _note(goal.plan, case, goal, by)


@transaction.atomic
def remove_goal(*, goal: Goal, by: User) -> None:
    """Take the goal and its steps out of the draft."""
    case = open_draft(goal.plan)
    key, former = goal.pk, texts_of(Goal, [goal.pk], GOAL_TEXTS)
    steps = texts_of(Step, goal.steps.values_list("pk", flat=True), STEP_TEXTS)
    goal.delete()
    goal.pk = key
    gone = {Goal(pk=key): former.get(key, {})} | {Step(pk=pk): steps[pk] for pk in steps}
    note_written(gone, document=goal.plan, by=by)
    _note(goal.plan, case, goal, by, removed=True)


@transaction.atomic
def add_step(*, step: Step, by: User) -> None:
    """Add an unsaved `step` as the last of its goal."""
    case = open_draft(step.goal.plan)
    step.position = _next_position(Step.objects.filter(goal=step.goal_id))
    step.save(force_insert=True)
    _note_new(step, step.goal.plan, STEP_TEXTS, by)
    _note(step.goal.plan, case, step, by)


@transaction.atomic
def edit_step(*, step: Step, by: User, seen: int) -> None:
    """Save the step over the version that the writer saw, or StaleVersion."""
    case = open_draft(step.goal.plan)
    save_texts_over(step, seen, fields=STEP_WRITTEN, document=step.goal.plan, by=by)
    _note(step.goal.plan, case, step, by)


@transaction.atomic
def remove_step(*, step: Step, by: User) -> None:
    case = open_draft(step.goal.plan)
    key, former = step.pk, texts_of(Step, [step.pk], STEP_TEXTS)
    step.delete()
    step.pk = key
    note_written({Step(pk=key): former.get(key, {})}, document=step.goal.plan, by=by)
    _note(step.goal.plan, case, step, by, removed=True)


def _note_new(part: Goal | Step, plan: Plan, texts: list[str], by: User) -> None:
    """Whose the words of a new part are, so that another who changes them replaces none unkept."""
    note_written({part: dict.fromkeys(texts, "")}, document=plan, by=by)


def _next_position(siblings: "QuerySet[Goal] | QuerySet[Step]") -> int:
    last: int | None = siblings.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _note(plan: Plan, case: Case, part: Goal | Step, by: User, *, removed: bool = False) -> None:
    """Note who wrote last. The plan's own version stays: its texts were not touched."""
    Plan.objects.filter(pk=plan.pk).update(saved_by=by, saved_at=timezone.now())
    written(case, *moves.PLAN)
    details = {"removed": True} if removed else None
    record(Action.PLAN_EDITED, by=by, case=case, target=part, details=details)
