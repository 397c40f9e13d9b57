"""What follows a release by itself: what is due, derived once with each of the two days."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseload.course.order import NO_TASK
from caseload.moved_release.move import Move
from cases.models import Case
from timing import moves
from timing.acts import act_of
from timing.deriving import CASE, what_is_due
from timing.models import Due
from timing.vocabulary import DueKind

# These are due by each gate, whose place among the gates they name.
OF_EACH_GATE = (DueKind.RELEASE, DueKind.RELEASE_PASSED, DueKind.RELEASE_UNSURE)


@dataclass(frozen=True)
class Follower:
    """A date that moves with the release: what it is, its former day and its new one."""

    title: str
    before: str
    now: str
    url: str = ""


def followers(move: Move, today: dt.date) -> list[Follower]:
    """What moves by itself with the gate that moved."""
    if not move.case_now.is_open:
        return []
    before, now = move.case_before, move.case_now
    found = [
        Follower(_("Pace of the work"), before.get_track_display(), now.get_track_display()),
        *_dues(_due_in(before, move.place), _due_in(now, move.place), today),
    ]
    return [each for each in found if each.before != each.now]


def _due_in(case: Case, place: int) -> dict[DueKind, Due]:
    """What would be due by the gate at that place among the gates of the case."""
    found = what_is_due(CASE, [case], moves.CUSTODY)
    return {
        DueKind(due.kind): due
        for due in found
        if due.object_id == (place if due.kind in OF_EACH_GATE else 0)
    }


def _dues(
    before: dict[DueKind, Due], now: dict[DueKind, Due], today: dt.date
) -> Iterator[Follower]:
    yield from _reminders(before.get(DueKind.RELEASE), now.get(DueKind.RELEASE), today)
    for kind in DueKind:
        was, is_now = before.get(kind), now.get(kind)
        if kind in (*NO_TASK, DueKind.RELEASE_PASSED) or not (was or is_now):
            continue
        named = is_now or was
        assert named is not None
        act = act_of(named)
        yield Follower(
            str(kind.label), _day(was), _day(is_now), act.where(named) if act.button else ""
        )


def _reminders(before: Due | None, now: Due | None, today: dt.date) -> Iterator[Follower]:
    spans = {span for due in (before, now) if due and due.rule for span in due.rule.told_before}
    for span in sorted(spans, reverse=True):
        title = ngettext(
            "Reminder %(days)s day before the release",
            "Reminder %(days)s days before the release",
            span,
        ) % {"days": span}
        yield Follower(title, _reminder(before, span, today), _reminder(now, span, today))


def _reminder(due: Due | None, span: int, today: dt.date) -> str:
    """When one reminder comes, in words: its day, at once, or that its day is past."""
    if due is None or due.day is None or due.rule is None or span not in due.rule.told_before:
        return _("no day")
    day = due.day - dt.timedelta(days=span)
    if day > today:
        return date_format(day)
    reached = [each for each in due.rule.told_before if (due.day - today).days <= each]
    if due.day >= today and span == min(reached):
        return _("at once")
    return _("%(day)s, past") % {"day": date_format(day)}


def _day(due: Due | None) -> str:
    if due is None:
        return _("not asked for")
    return date_format(due.day) if due.day else _("no day")
