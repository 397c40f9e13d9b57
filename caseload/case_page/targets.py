"""The service's own targets for the next action. They are no deadlines of law.

For a working-age client the law sets no day for the assessment (SHL 36 §: without
delay). Where a release is too near for a target, a week of working days is left.
"""

import datetime as dt

from django.utils import timezone

from caseload.reminders.rules import ASSESSMENT_READY_BEFORE, PLAN_AGREED_BEFORE
from cases.calendar import add_working_days
from cases.models import Case, CustodyFact

FIRST_MEETING_WITHIN = 7
RELEASE_SURE_BEFORE = dt.timedelta(days=28)
RELEASE_ASKED_EVERY = dt.timedelta(days=28)
# A task is shown this long before its day.
ASKED_AHEAD = dt.timedelta(days=14)


def first_meeting(case: Case) -> dt.date:
    """By when client and worker have met or talked."""
    return add_working_days(case.opened_on, FIRST_MEETING_WITHIN)


def assessment_ready(case: Case) -> dt.date | None:
    """By when the assessment is final."""
    return _before_release(case, ASSESSMENT_READY_BEFORE)


def plan_agreed(case: Case) -> dt.date | None:
    """By when a plan is in force."""
    return _before_release(case, PLAN_AGREED_BEFORE)


def release_asked(case: Case, newest: CustodyFact | None, today: dt.date) -> dt.date | None:
    """By when to ask for a release date that is not known or not sure; None after release."""
    if case.release_on is not None:
        return case.release_on - RELEASE_SURE_BEFORE if case.release_on >= today else None
    asked_on = timezone.localdate(newest.recorded_at) if newest else case.opened_on
    return asked_on + RELEASE_ASKED_EVERY


def _before_release(case: Case, span: dt.timedelta) -> dt.date | None:
    if case.release_on is None:
        return None
    soonest = min(first_meeting(case), case.release_on)
    return max(case.release_on - span, soonest)
