"""Noting that a step of the plan in force is done."""

import datetime as dt

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from plans.models import Step, StepDone
from records.refused import Refused
from timing import moves


class NotInForce(Refused):
    """Only the plan in force is carried out and reviewed."""

    words = _(
        "The plan is in force no more, so nothing was saved. Your text is "
        "still here: copy it, and open the plan that is in force now."
    )


@transaction.atomic
def mark_step_done(*, step: Step, by: User, on: dt.date) -> None:
    """Note the day on which `step` was done. A step that is done already stays so."""
    case = _open_in_force(step)
    if _present(step).exists():
        return
    StepDone.objects.create(step=step, done_on=on, recorded_by=by)
    written(case, *moves.STEP)
    record(Action.PLAN_STEP_DONE, by=by, case=case, target=step)


@transaction.atomic
def take_back_step(*, step: Step, by: User) -> None:
    """Note that `step` is not done after all; the mistaken note stays on record."""
    case = _open_in_force(step)
    if _present(step).update(taken_back_at=timezone.now(), taken_back_by=by):
        written(case, *moves.STEP)
        record(Action.PLAN_STEP_TAKEN_BACK, by=by, case=case, target=step)


def _open_in_force(step: Step) -> Case:
    case = Case.objects.lock(step.goal.plan.case_id)
    refuse_closed(case)
    step.goal.plan.refresh_from_db(fields=["status"])
    if not step.goal.plan.is_in_force:
        raise NotInForce(str(step.goal.plan))
    return case


def _present(step: Step) -> "models.QuerySet[StepDone]":
    return StepDone.objects.filter(step=step, taken_back_at=None)
