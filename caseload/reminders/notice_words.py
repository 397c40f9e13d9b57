"""What a notice of something due says: never a name, a prison or the day of a release."""

import datetime as dt
from typing import Any

from django.urls import reverse

from cases.models import Case
from notifications.vocabulary import NoticeKind
from referrals.models import Referral
from timing.acts import act_of
from timing.calendar import week_of
from timing.models import Due
from timing.reminder_days import Telling
from timing.vocabulary import Anchor, DueKind


def kind_of(due: Due, telling: Telling, today: dt.date) -> NoticeKind:
    """Before its day, on it, after it; or for the supervisor."""
    if telling.escalates:
        return NoticeKind.DUE_ESCALATED
    if due.is_at_once or due.day == today:
        return NoticeKind.DUE_NOW
    return NoticeKind.DUE_LATE if due.is_late_on(today) else NoticeKind.DUE_NEAR


def parameters_of(due: Due, case: Case | None, referral: Referral | None) -> dict[str, Any]:
    """Codes, numbers and days; `notifications.reading` says them in the reader's language."""
    return {"what": due.kind} | _about(case, referral) | _day(due, case)


def _about(case: Case | None, referral: Referral | None) -> dict[str, str]:
    """The case by its number, the contact by its reference."""
    if case is not None:
        return {"case": case.number}
    assert referral is not None
    return {"contact": referral.reference}


def _day(due: Due, case: Case | None) -> dict[str, Any]:
    """A day that counts from the release, or falls on it, is told as its week.

    It would tell the day of the release to who may not know it.
    """
    if due.day is None:
        return {}
    on_the_gate = case is not None and due.day in case.gate_days
    if on_the_gate or due.rule is not None and due.rule.anchor == Anchor.GATE:
        return {"on_week": week_of(due.day).number}
    return {"day": due.day.isoformat()}


def link_of(due: Due, case: Case | None, *, in_team: bool) -> str:
    """To the case; a supervisor names the worker, or states a purpose first."""
    if case is None:
        return act_of(due).where(due)
    if in_team:
        return case.get_absolute_url()
    name = "cases:worker_assign"
    if due.kind != DueKind.PERSONAL_WORKER:
        name = "cases:case_open_for_purpose"
    return reverse(name, kwargs={"case_pk": case.pk})
