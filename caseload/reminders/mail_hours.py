"""When mail leaves: the hours of the daily one, and what comes before it.

No mail on weekends and Finnish holidays, nor before the morning of a working day. What
falls due by law, and a release, comes by mail before its day whatever somebody chose: in
the daily mail if one is in time, otherwise at once. On a day off only a release that
comes before the next morning of work is mailed.
"""

import datetime as dt

from django.utils import timezone

from notifications.models import MailChoice
from notifications.models.mail_choice import USUAL_TIME
from timing.calendar import DAY, is_working_day
from timing.models import Due
from timing.vocabulary import Basis, DueKind

# Further ahead than the longest row of days off.
LOOKED_AHEAD = 21
GATES = (DueKind.RELEASE, DueKind.RELEASE_PASSED)


def moment(day: dt.date, at: dt.time = dt.time.min) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, at))


def days_off(today: dt.date) -> list[dt.date]:
    """Of the days to come those on which no mail leaves."""
    ahead = [today + n * DAY for n in range(LOOKED_AHEAD)]
    return [day for day in ahead if not is_working_day(day)]


def daily_mail_on(day: dt.date, choice: MailChoice) -> dt.datetime | None:
    """The hour of the daily mail, where there is one on this day."""
    chosen = day.weekday() in choice.weekdays and is_working_day(day)
    return moment(day, choice.at) if chosen else None


def next_daily_mail(choice: MailChoice, now: dt.datetime) -> dt.datetime | None:
    today = timezone.localdate(now)
    hours = (daily_mail_on(today + n * DAY, choice) for n in range(LOOKED_AHEAD))
    return next((hour for hour in hours if hour is not None and hour > now), None)


def next_morning(now: dt.datetime) -> dt.datetime:
    """The first morning of work after the day of `now`."""
    return moment(_working_day_from(timezone.localdate(now) + DAY), USUAL_TIME)


def cannot_wait(matters_by: dt.datetime, choice: MailChoice, now: dt.datetime) -> bool:
    """Whether the daily mail would come too late for it, and a mail may leave by now."""
    coming = next_daily_mail(choice, now)
    if coming is not None and coming <= matters_by:
        return False
    today = timezone.localdate(now)
    if now < moment(today, USUAL_TIME):
        return False
    return is_working_day(today) or matters_by < next_morning(now)


def matters_by(due: Due, today: dt.date) -> dt.datetime | None:
    """Until when its receiver has to know; None where the daily mail is soon enough.

    A release before its day begins; what is due by law, or has passed, before the end of
    its day, or of the first working day if it fell on none or is past.
    """
    if due.kind == DueKind.RELEASE and due.day is not None and due.day > today:
        return moment(due.day)
    if due.basis == Basis.LAW or due.kind in GATES:
        return moment(_working_day_from(max(due.day or today, today)) + DAY)
    return None


def _working_day_from(day: dt.date) -> dt.date:
    return next(d for n in range(LOOKED_AHEAD) if is_working_day(d := day + n * DAY))
