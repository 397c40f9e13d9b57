"""Agreeing on a plan, and ending it."""

import datetime as dt
import hashlib

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import touch
from cases.models import Case
from notifications.telling import cancel_notices
from notifications.vocabulary import HANG_ON_REVIEW, NoticeKind
from plans.models import Goal, Plan, PlanService, Step
from records.states import IllegalTransition
from records.versions import StaleVersion


class CannotAgree(Exception):
    """Something that an agreed plan must have is missing; `why` is its code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


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

    The client's answer is recorded as it is; a plan is in force also without consent to
    all of it. `seen` is `contents_of` the plan as it was read: StaleVersion if it differs.
    """
    case = Case.objects.lock(plan.case_id)
    refuse_closed(case)
    plan.refresh_from_db()
    if seen is not None and seen != contents_of(plan):
        raise StaleVersion(plan)
    if not plan.can_enter(Plan.Status.AGREED):
        raise IllegalTransition(f"{plan!r} is {plan.status}")
    replaced = Plan.objects.in_force().filter(case=case).first()
    missing = [key for key, held in conditions_for_agreement(plan).items() if not held]
    why_not = [*missing, *_wrong_day(plan, replaced, on)]
    if why_not:
        raise CannotAgree(why_not[0])
    if replaced is not None:
        end_plan(plan=replaced, by=by, on=on)
    plan.enter(Plan.Status.AGREED)
    plan.agreed_on, plan.agreed_by = on, by
    plan.agreement, plan.agreement_reason = agreement, reason
    plan.copies_to = copies_to
    plan.save(
        update_fields=[
            "status",
            "agreed_on",
            "agreed_by",
            "agreement",
            "agreement_reason",
            "copies_to",
        ]
    )
    touch(case)
    cancel_notices(case_id=case.pk, kinds=(NoticeKind.PLAN_WANTED,))
    record(Action.PLAN_AGREED, by=by, case=case, target=plan, details={"answer": agreement})


@transaction.atomic
def end_plan(*, plan: Plan, by: User, on: dt.date | None = None) -> None:
    """End a plan in force: a new version replaces it, or the case closes."""
    case = Case.objects.lock(plan.case_id)
    plan.refresh_from_db()
    plan.enter(Plan.Status.ENDED)
    plan.ended_on, plan.ended_by = on or timezone.localdate(), by
    plan.save(update_fields=["status", "ended_on", "ended_by"])
    cancel_notices(case_id=case.pk, kinds=HANG_ON_REVIEW)
    record(Action.PLAN_ENDED, by=by, case=case, target=plan)


def conditions_for_agreement(plan: Plan) -> dict[str, bool]:
    """What an agreed plan must have, and whether the saved draft has it."""
    saved = Plan.objects.get(pk=plan.pk)
    return {
        "goal": plan.goals.exists(),
        "step": Step.objects.filter(goal__plan=plan).exists(),
        "review": saved.review_on is not None,
    }


def contents_of(plan: Plan) -> str:
    """A short mark that changes with every save in the plan."""
    parts = [
        list(kind.order_by("pk").values_list("pk", "version"))
        for kind in (
            Plan.objects.filter(pk=plan.pk),
            Goal.objects.filter(plan=plan),
            Step.objects.filter(goal__plan=plan),
            PlanService.objects.filter(plan=plan),
        )
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _wrong_day(plan: Plan, replaced: Plan | None, on: dt.date) -> list[str]:
    """A day that is ahead, before the plan in force, or not before the review."""
    if on > timezone.localdate():
        return ["future"]
    if replaced is not None and replaced.agreed_on and on < replaced.agreed_on:
        return ["before_former"]
    return ["review_passed"] if plan.review_on and plan.review_on <= on else []
