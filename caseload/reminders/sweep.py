"""The sweep that tells once of what is due, and starts again where it was interrupted.

It takes the dues that are to be told of by now, a few hundred at a time, each behind its
lock: a second sweep at the same moment takes others. A day on which nothing ran is made
up for at the next run. What nobody can be told is an error in the program's log once; it
is tried again each day, and the log then says how many such there are. What cannot be
written is an error, too.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Sequence

from django.db import Error, transaction
from django.utils import timezone

from accounts.models import User
from caseload.course.receivers import Receivers
from caseload.reminders.mail_hours import matters_by
from caseload.reminders.notice_words import kind_of, link_of, parameters_of
from cases.models import Case
from notifications.models import Notice
from notifications.telling import notice_key
from referrals.models import Referral
from timing.models import Due
from timing.reminder_days import Telling, next_telling, told_on

logger = logging.getLogger(__name__)

AT_ONCE = 500
DAY = dt.timedelta(days=1)


def remind(*, now: dt.datetime) -> int:
    """Order the notices that `now` asks for; return how many were ordered."""
    today, ordered, still_untold = timezone.localdate(now), 0, 0
    while True:
        with transaction.atomic():
            dues = _take(today)
            if not dues:
                break
            written, untold = _tell(dues, now)
            ordered, still_untold = ordered + written, still_untold + untold
    if still_untold:
        logger.warning("Nobody can be told of %s dues still", still_untold)
    return ordered


def _take(today: dt.date) -> list[Due]:
    """Some of what is to be told of, for this sweep alone."""
    waiting = Due.objects.to_be_told(today).select_for_update(of=("self",), skip_locked=True)
    return list(waiting.select_related("rule").order_by("pk")[:AT_ONCE])


def _tell(dues: Sequence[Due], now: dt.datetime) -> tuple[int, int]:
    """How many notices were ordered, and how many dues nobody can be told of once more."""
    today, still_untold = timezone.localdate(now), 0
    cases = Case.objects.in_bulk({due.case_id for due in dues if due.case_id is not None})
    referrals = (
        Referral.objects.without_texts()
        .select_related("holder", "holder_organisation")
        .in_bulk({due.referral_id for due in dues if due.referral_id is not None})
    )
    receivers = Receivers(cases.values(), referrals.values(), today=today)
    wanted: list[Notice] = []
    for due in dues:
        tellings = told_on(due, today)
        notices = [
            _notice(due, telling, receiver, receivers, now)
            for telling in tellings
            for receiver in _whom(due, telling, receivers)
        ]
        if tellings and not notices:
            if due.tell_on in {telling.on for telling in tellings}:
                logger.error("Nobody can be told of %s, due %s", due.kind, due.pk)
            else:  # tried before
                still_untold += 1
        due.told_on = today if notices else due.told_on
        due.tell_on = _next(due, today) if notices or not tellings else today + DAY
        wanted += notices
    _write(wanted)
    Due.objects.bulk_update(dues, ["told_on", "tell_on"])
    return len(wanted), still_untold


def _next(due: Due, today: dt.date) -> dt.date | None:
    """When it is looked at next: also on the day on which what rests comes back."""
    coming = [next_telling(due, today), due.rests_until if due.rests_on(today) else None]
    return min((day for day in coming if day), default=None)


def _whom(due: Due, telling: Telling, receivers: Receivers) -> list[User]:
    return receivers.escalated_to(due) if telling.escalates else receivers.of(due)


def _notice(
    due: Due, telling: Telling, receiver: User, receivers: Receivers, now: dt.datetime
) -> Notice:
    case = receivers.cases.get(due.case_id or 0)
    referral = receivers.referrals.get(due.referral_id or 0)
    in_team = case is not None and receivers.is_in_team(case, receiver)
    kind = kind_of(due, telling, timezone.localdate(now))
    return Notice(
        kind=kind,
        key=notice_key(kind, f"due:{due.pk}:{due.day}:{telling.name}", receiver),
        receiver=receiver,
        case_id=due.case_id,
        referral_id=due.referral_id,
        due_id=due.pk,
        parameters=parameters_of(due, case, referral),
        link=link_of(due, case, in_team=in_team),
        due_at=now,
        matters_by=matters_by(due, timezone.localdate(now)),
    )


def _write(notices: Iterable[Notice]) -> None:
    """In the order of their keys, so that two who write never wait for each other in a ring.

    One that cannot be written is logged and keeps no other from its way.
    """
    ordered = sorted(notices, key=lambda notice: notice.key)
    try:
        with transaction.atomic():
            Notice.objects.bulk_create(ordered, ignore_conflicts=True)
    except Error:
        for notice in ordered:
            _write_one(notice)


def _write_one(notice: Notice) -> None:
    try:
        with transaction.atomic():
            Notice.objects.bulk_create([notice], ignore_conflicts=True)
    except Error:
        logger.exception("%s of case %s could not be told", notice.kind, notice.case_id)
