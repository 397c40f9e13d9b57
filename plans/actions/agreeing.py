"""Agreeing on a plan, and ending it."""

import datetime as dt
from typing import Self

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.actions.written_texts import end_written_texts
from cases.letterhead import kept_letterhead
from cases.models import Case
from networks.meetings.actions.deciding import end_within
from networks.models import DecisionEnd
from plans.citing import cite, read_living
from plans.conditions import Condition, conditions, first_missing
from plans.contents import mark_of
from plans.models import Plan, PlanService, Step
from records.imprint import imprint_of
from records.refused import Refused
from records.versions import StaleVersion
from timing import moves


class AgreedAlready(Refused):
    """Somebody has agreed on the plan: it is no draft any more."""

    words = gettext_lazy("The plan has been agreed already. Open it to see how.")


class PlanChanged(StaleVersion):
    """Something in the plan or in what it cites was saved after it was read."""

    words = gettext_lazy(
        "The plan, or a need or service in it, was changed after you opened this page. It is "
        "shown below as it is now. Read it, and agree again."
    )


class PlanIncomplete(Refused):
    """The draft lacks `condition`."""

    def __init__(self, condition: Condition) -> None:
        super().__init__(str(condition.line))
        self.condition = condition

    @property
    def words(self) -> Promise:
        return self.condition.refusal


class WrongDay(Refused):
    """The day of the agreement is ahead, before the former agreement or after the review."""

    field = "on"

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.why = words

    @property
    def words(self) -> str:
        return self.why

    @classmethod
    def ahead(cls) -> Self:
        return cls(_("The day of the agreement is ahead. Write today or an earlier day."))

    @classmethod
    def before_former(cls, day: dt.date) -> Self:
        """The plan in force was agreed on a later day, `day`."""
        words = _("The plan in force was agreed on %(day)s. Write that day or a later one.")
        return cls(words % {"day": date_format(day)})

    @classmethod
    def review_passed(cls, day: dt.date) -> Self:
        """The plan would be reviewed on `day`, before it is in force."""
        words = _("The review date %(day)s has passed. Write a new one in the draft first.")
        return cls(words % {"day": date_format(day)})


@transaction.atomic
def agree_plan(
    *,
    plan: Plan,
    by: User,
    on: dt.date,
    agreement: str = Plan.Agreement.AGREED,
    reason: str = "",
    copies_to: str = "",
    seen: str | None = None,
) -> None:
    """Put `plan` in force, and end the plan it replaces, if there is one.

    The needs and services of the case are cited as they stand, and stay so in the plan.
    The client's answer is recorded as it is; a plan is in force also without consent to
    all of it. `seen` is `mark_of` the plan as it was read: PlanChanged if it differs.
    """
    case = Case.objects.lock(plan.case_id)
    refuse_closed(case)
    plan.read_anew()
    if not plan.is_draft:
        raise AgreedAlready
    if seen is not None and seen != mark_of(plan):
        raise PlanChanged(plan)
    _refuse_incomplete(plan)
    replaced = Plan.objects.in_force().filter(case=case).first()
    _refuse_wrong_day(plan, replaced, on)
    if replaced is not None:
        end_plan(plan=replaced, by=by, on=on)
    PlanService.objects.bulk_create(cite(plan, read_living(case.pk)))
    plan.enter(Plan.Status.AGREED)
    plan.agreed_on, plan.agreed_by = on, by
    plan.agreement, plan.agreement_reason = agreement, reason
    plan.copies_to = copies_to
    plan.identity_code = case.client.identity_code
    plan.imprint = imprint_of(agreed_by=by) | {"letterhead": kept_letterhead(case)}
    plan.save(
        update_fields=[
            "status",
            "agreed_on",
            "agreed_by",
            "agreement",
            "agreement_reason",
            "copies_to",
            "identity_code",
            "imprint",
        ]
    )
    end_written_texts(plan)
    _go_on_as_steps(plan, by=by, on=on)
    written(case, *moves.PLAN, *moves.DECISION)
    record(Action.PLAN_AGREED, by=by, case=case, target=plan, details={"answer": agreement})


@transaction.atomic
def end_plan(*, plan: Plan, by: User, on: dt.date | None = None) -> None:
    """End a plan in force: a new version replaces it, or the case closes."""
    case = Case.objects.lock(plan.case_id)
    plan.read_anew()
    plan.enter(Plan.Status.ENDED)
    plan.ended_on, plan.ended_by = on or timezone.localdate(), by
    plan.save(update_fields=["status", "ended_on", "ended_by"])
    record(Action.PLAN_ENDED, by=by, case=case, target=plan)


def _go_on_as_steps(plan: Plan, *, by: User, on: dt.date) -> None:
    """A decision of a meeting that is a step of the plan is due as the step, and only so."""
    steps = Step.objects.filter(goal__plan=plan, decision__isnull=False)
    for step in steps.select_related("decision"):
        assert step.decision is not None
        how = DecisionEnd.How.STEP
        if end_within(step.decision, how=how, on=on, by=by):
            details = {"how": str(how)}
            record(
                Action.MEETING_DECISION_ENDED,
                by=by,
                case=plan.case,
                target=step.decision,
                details=details,
            )


def _refuse_incomplete(plan: Plan) -> None:
    steps = Step.objects.filter(goal__plan=plan)
    met = conditions(goal=plan.goals.exists(), step=steps.exists(), review_date=plan.review_on)
    missing = first_missing(met)
    if missing is not None:
        raise PlanIncomplete(missing)


def _refuse_wrong_day(plan: Plan, replaced: Plan | None, on: dt.date) -> None:
    former = replaced.agreed_on if replaced is not None else None
    if on > timezone.localdate():
        raise WrongDay.ahead()
    if former is not None and on < former:
        raise WrongDay.before_former(former)
    if plan.review_on is not None and plan.review_on <= on:
        raise WrongDay.review_passed(plan.review_on)
