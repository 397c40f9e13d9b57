"""How long it has been, and how long there is: law and target, which never look alike.

The law sets no number of days for an adult of working age: begun without delay, finished
without undue delay (SHL 36 §). The day is what is kept as due in the case.
"""

import datetime as dt
from dataclasses import dataclass

from assessments.models import Assessment
from timing.models import Due
from timing.vocabulary import DueKind


@dataclass(frozen=True)
class LeadTime:
    """The days of one assessment, counted from today."""

    days_since_initiation: int
    release_on: dt.date | None
    days_to_release: int | None
    target_on: dt.date | None
    days_to_target: int | None

    @property
    def weeks_to_release(self) -> int | None:
        """Whole weeks, or None without a coming release."""
        if self.days_to_release is None or self.days_to_release < 0:
            return None
        return self.days_to_release // 7

    @property
    def days_late(self) -> int:
        """Days past the target; 0 while there is time or no target."""
        return max(0, -(self.days_to_target or 0))


def lead_time(assessment: Assessment, today: dt.date) -> LeadTime:
    """The days of a draft as they stand on `today`."""
    release_on = assessment.case.release_on
    due = Due.objects.present().filter(case_id=assessment.case_id, kind=DueKind.ASSESSMENT).first()
    target = due.day if due else None
    return LeadTime(
        days_since_initiation=(today - assessment.initiated_on).days,
        release_on=release_on,
        days_to_release=(release_on - today).days if release_on else None,
        target_on=target,
        days_to_target=(target - today).days if target else None,
    )
