"""What there is to remind of on a day. Each rule reads; nothing is written here.

The spans are the service's own targets for being told in time, not deadlines of law.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format

from assessments.models import Assessment
from cases.calendar import week_of
from cases.custody import Track
from cases.models import Case, CaseRecordQuerySet
from notifications.vocabulary import HANG_ON_REVIEW, NoticeKind
from plans.models import Plan

REVIEW_TOLD_BEFORE = dt.timedelta(days=7)
# A release is told of again each time one of these is reached.
RELEASE_TOLD_BEFORE = (dt.timedelta(days=28), dt.timedelta(days=14), dt.timedelta(days=7))
ASSESSMENT_READY_BEFORE = dt.timedelta(days=28)
PLAN_AGREED_BEFORE = dt.timedelta(days=14)

# On these tracks the contact and the first days are a complete result : a
# planned process does not fit a stay of days, so nothing more is asked for.
REFERRAL_IS_ENOUGH = frozenset({Track.SHORT, Track.FINE_CONVERSION, Track.REMAND})


@dataclass(frozen=True)
class Reminder:
    """One occasion of one case. `about` holds the date, so a moved date is a new occasion."""

    kind: NoticeKind
    case: Case
    about: str
    day: dt.date


def reminders_on(today: dt.date) -> Iterator[Reminder]:
    """All occasions that hold on `today`, told already or not."""
    yield from _reviews(today)
    yield from _releases(today)


def _reviews(today: dt.date) -> Iterator[Reminder]:
    due = Plan.objects.review_due_by(today + REVIEW_TOLD_BEFORE).filter(case__status="open")
    for plan in due.select_related("case__responsible").iterator(chunk_size=1000):
        day = plan.next_review_on
        if day > today:
            kind = NoticeKind.REVIEW_NEAR
        elif day == today:
            kind = NoticeKind.REVIEW_DUE
        else:
            kind = NoticeKind.REVIEW_LATE
        yield Reminder(kind, plan.case, f"plan:{plan.pk}:{day}", day)


def _releases(today: dt.date) -> Iterator[Reminder]:
    near = (
        Case.objects.open()
        .released_between(today, today + max(RELEASE_TOLD_BEFORE))
        .select_related("responsible")
    )
    assessed = _cases_of(Assessment.objects.in_force().filter(case__in=near))
    planned = _cases_of(Plan.objects.in_force().filter(case__in=near))
    for case in near.iterator(chunk_size=1000):
        day = case.release_on
        assert day is not None  # released_between
        left = day - today
        step = min(span for span in RELEASE_TOLD_BEFORE if left <= span)
        about = f"release:{case.pk}:{day}"
        yield Reminder(NoticeKind.RELEASE_NEAR, case, f"{about}:{step.days}", day)
        if case.track in REFERRAL_IS_ENOUGH:
            continue
        if left <= ASSESSMENT_READY_BEFORE and case.pk not in assessed:
            yield Reminder(NoticeKind.ASSESSMENT_WANTED, case, about, day)
        if left <= PLAN_AGREED_BEFORE and case.pk not in planned:
            yield Reminder(NoticeKind.PLAN_WANTED, case, about, day)


def _cases_of(records: CaseRecordQuerySet) -> set[int]:
    return set(records.values_list("case_id", flat=True))


def parameters_of(reminder: Reminder) -> dict[str, str]:
    """What the words of the notice may say: case number, and the day or only the week.

    A release stands outside the case's team as a week, never as a day.
    """
    said = {"number": reminder.case.number}
    if reminder.kind in HANG_ON_REVIEW:
        said["day"] = date_format(reminder.day)
    else:
        _year, week = week_of(reminder.day)
        said["week"] = str(week)
    return said
