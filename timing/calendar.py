"""Working days, deadlines in whole months, weeks, and days on which a release is awkward.

The Social Welfare Act (1301/2014, section 36) counts in working days
(arkipäivä) and does not say whether Saturday is one; the Institute for the
Languages of Finland (Kotus) finds both uses. A county chooses its rule for its
own targets. For a limit set by law the earlier of the two answers is shown.

Holidays come from the package `holidays` (Finland) and from nowhere else. It
counts Midsummer Eve and Christmas Eve, which are no holidays in law and no
working days in practice.
"""

import calendar
import datetime as dt
from functools import lru_cache
from typing import NamedTuple

import holidays
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DAY = dt.timedelta(days=1)
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
HOLIDAYS = holidays.country_holidays("FI")


class WorkingDayRule(models.TextChoices):
    """Which weekdays are working days."""

    MON_FRI = "mon_fri", _("Monday to Friday")
    MON_SAT = "mon_sat", _("Monday to Saturday")

    @property
    def last_weekday(self) -> int:
        return SATURDAY if self is WorkingDayRule.MON_SAT else FRIDAY


class AwkwardReleaseDay(models.TextChoices):
    """Why offices, banks or services are shut on the day of release or the day after."""

    HOLIDAY = "holiday", _("Public holiday")
    WEEKEND = "weekend", _("Weekend")
    EVE_OF_HOLIDAY = "eve_of_holiday", _("Eve of a public holiday")
    # With a context: Django’s own weekday names are written in lower case.
    FRIDAY = "friday", pgettext_lazy("awkward release", "Friday")


class Week(NamedTuple):
    """A week as it is numbered in Finland (ISO 8601: begins on Monday)."""

    year: int
    number: int

    @property
    def monday(self) -> dt.date:
        return dt.date.fromisocalendar(self.year, self.number, 1)


def is_holiday(day: dt.date) -> bool:
    return day in HOLIDAYS


def is_working_day(day: dt.date, rule: WorkingDayRule = WorkingDayRule.MON_FRI) -> bool:
    return day.weekday() <= rule.last_weekday and not is_holiday(day)


@lru_cache(maxsize=1000)
def add_working_days(
    day: dt.date, count: int, rule: WorkingDayRule = WorkingDayRule.MON_FRI
) -> dt.date:
    """The count-th working day after the day, which itself is not counted.

    The day of the event is left out as in the Act on the Calculation of
    Prescribed Periods (määräaikalaki 150/1930). A negative count goes back.
    """
    step = DAY if count > 0 else -DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, rule)
    return day


@lru_cache(maxsize=1000)
def working_days_between(
    start: dt.date, end: dt.date, rule: WorkingDayRule = WorkingDayRule.MON_FRI
) -> int:
    """Working days after the start up to and including the end; negative if it is past."""
    if end < start:
        return -working_days_between(end, start, rule)
    span = ((start + n * DAY) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, rule) for day in span)


def warning_date(contacted_on: dt.date, working_days: int) -> dt.date:
    """The day to show for a limit set by law: the earlier answer of the two rules."""
    return min(add_working_days(contacted_on, working_days, rule) for rule in WorkingDayRule)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or the month's last day where there is none.

    So the Act on the Calculation of Prescribed Periods (150/1930) ends a
    period of months.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def noon_of(day: dt.date) -> dt.datetime:
    """The middle of a day of which nobody knows the hour."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def midnight_of(day: dt.date) -> dt.datetime:
    """The first moment of a day."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


@lru_cache(maxsize=5000)
def awkward_release_reason(day: dt.date) -> AwkwardReleaseDay | None:
    """Why support is hard to reach after a release on this day, the worst reason first."""
    if is_holiday(day):
        return AwkwardReleaseDay.HOLIDAY
    if day.weekday() in (SATURDAY, SUNDAY):
        return AwkwardReleaseDay.WEEKEND
    if is_holiday(day + DAY):
        return AwkwardReleaseDay.EVE_OF_HOLIDAY
    if day.weekday() == FRIDAY:
        return AwkwardReleaseDay.FRIDAY
    return None


def week_of(day: dt.date) -> Week:
    """The week of the day; its year may differ from the day's around New Year."""
    year, number, _weekday = day.isocalendar()
    return Week(year, number)
