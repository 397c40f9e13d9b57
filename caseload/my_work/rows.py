"""A worker's cases with the next action of each."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from caseload.case_page.gathered_facts import CaseFacts, facts_of
from caseload.case_page.next_action import next_action
from caseload.case_page.next_action_shape import NextAction
from cases.custody import ReleaseCertainty
from cases.models import Case
from cases.phases import Phase

SOON = dt.timedelta(weeks=4)
# A next action is a task from this long before its day.
TASK_BEFORE = dt.timedelta(days=14)


class Group(models.TextChoices):
    """The parts of the table, in their order."""

    SOON = "soon", _("Released within four weeks")
    LATER = "later", _("Released later")
    UNKNOWN = "unknown", _("Day not known")
    RELEASED = "released", _("Released")


@dataclass(frozen=True)
class Row:
    """One case."""

    case: Case
    action: NextAction
    last_note_on: dt.date | None
    today: dt.date

    @property
    def group(self) -> Group:
        """Which part of the table: by the day of release."""
        release = self.case.release_on
        if release is None:
            return Group.UNKNOWN
        if release < self.today:
            return Group.RELEASED
        return Group.SOON if release <= self.today + SOON else Group.LATER

    @property
    def days(self) -> int | None:
        """To the release; negative after it."""
        return (self.case.release_on - self.today).days if self.case.release_on else None

    @property
    def days_since(self) -> int | None:
        """Since the release."""
        return -self.days if self.days is not None and self.days < 0 else None

    @property
    def phase_number(self) -> int:
        """For the small path."""
        return Phase(self.case.phase).number

    @property
    def certainty(self) -> str:
        """How sure the day is, in a word: the whole phrase stands on the case's page."""
        return str(ReleaseCertainty(self.case.release_certainty).short_label)

    @property
    def late(self) -> str:
        """How late the next action is, in words."""
        return self.action.late(self.today)

    @property
    def left(self) -> str:
        """How long there is, in words."""
        return self.action.left(self.today)

    @property
    def is_pressing(self) -> bool:
        """Due today or late."""
        left = self.action.days_left(self.today)
        return left is not None and left <= 0

    @property
    def is_task(self) -> bool:
        """Whether there is something to do and its day is near or not set."""
        due = self.action.due_on
        if self.action.waits:
            return due is not None and due <= self.today + TASK_BEFORE
        return True


def rows_from(cases: Sequence[Case], today: dt.date) -> list[Row]:
    """Each case with what is known of it and its next action, in the same order."""
    return [_row(facts, today) for facts in facts_of(cases)]


def _row(facts: CaseFacts, today: dt.date) -> Row:
    return Row(facts.case, next_action(facts, today), facts.last_note_on, today)


def tasks_of(rows: Iterable[Row], user: User) -> list[Row]:
    """What waits for `user`: late first, then by day; a colleague's own cases are not there."""
    tasks = [row for row in rows if row.is_task and row.case.responsible_id in (user.pk, None)]
    return sorted(tasks, key=_urgency)


def _urgency(row: Row) -> tuple[dt.date, dt.date, int]:
    """By the due day; without one, by the release; what has neither comes last."""
    never = dt.date.max
    release = row.case.release_on or never
    return (row.action.due_on or release, release, row.case.pk)


def by_group(rows: Iterable[Row]) -> list[Row]:
    """The rows group by group, in each as they came."""
    order = list(Group)
    return sorted(rows, key=lambda row: order.index(row.group))
