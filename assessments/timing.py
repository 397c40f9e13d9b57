"""How long it has been, and how long there is: law and target, which never look alike."""

import datetime as dt
from dataclasses import dataclass

from assessments.models import Assessment


@dataclass(frozen=True)
class Target:
    """The service's own aim from a day on: ready so long before the release."""

    valid_from: dt.date
    ready_before_release: dt.timedelta


# The law sets no number of days for an adult of working age: begun without delay,
# finished without undue delay (SHL 36 §). The target is our own.
TARGETS = (Target(valid_from=dt.date(2025, 1, 1), ready_before_release=dt.timedelta(weeks=4)),)


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
    """The days of a draft as they stand on `today`; moves by itself with the release date."""
    release_on = assessment.case.release_on
    target = target_on(release_on, today) if release_on and release_on >= today else None
    return LeadTime(
        days_since_initiation=(today - assessment.initiated_on).days,
        release_on=release_on,
        days_to_release=(release_on - today).days if release_on else None,
        target_on=target,
        days_to_target=(target - today).days if target else None,
    )


def target_on(release_on: dt.date, today: dt.date) -> dt.date | None:
    """The day by which the assessment is aimed to be ready, by the target of `today`."""
    in_force = [target for target in TARGETS if target.valid_from <= today]
    return release_on - in_force[-1].ready_before_release if in_force else None
