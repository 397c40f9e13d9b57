"""What a worker has to do in all cases, each thing a row of its own."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import User
from caseload.course.details import details_of
from caseload.course.next_action import NextAction, action_for
from caseload.course.order import place_of, tasks_among
from caseload.my_work.groups import Group, group_of
from cases.carriers import Carriers
from cases.models import Case
from timing.models import Due


@dataclass(frozen=True)
class Task:
    """One thing to do in one case."""

    case: Case
    action: NextAction
    today: dt.date

    @property
    def absent(self) -> User | None:
        """The colleague for whom the reader stands in."""
        standing_in = group_of(self.case, self.today) is Group.STANDING_IN
        return self.case.responsible if standing_in else None

    @property
    def late(self) -> str:
        """How late it is, in words."""
        return self.action.late(self.today)

    @property
    def left(self) -> str:
        """How long there is, in words."""
        return self.action.left(self.today)

    @property
    def is_pressing(self) -> bool:
        """At once, due today or late."""
        return self.action.is_pressing(self.today)


def dues_for(
    user: User, cases: Sequence[Case], dues: Mapping[int, Sequence[Due]], today: dt.date
) -> list[Due]:
    """What `user` has to do, in order; of a colleague's own cases only while they are away."""
    own = [case for case in cases if case.responsible_id in (user.pk, None)]
    others = [case for case in cases if case.responsible_id not in (user.pk, None)]
    if others:
        carriers = Carriers(others, today)
        own += [case for case in others if user in carriers.carriers_of(case)]
    found = [due for case in own for due in tasks_among(dues.get(case.pk, ()), today)]
    return sorted(found, key=lambda due: place_of(due, today))


def put_off(
    user: User, cases: Sequence[Case], dues: Mapping[int, Sequence[Due]], today: dt.date
) -> list[Due]:
    """What waits in the cases of `user`, by the day on which it comes back."""
    own = [case for case in cases if case.responsible_id == user.pk]
    resting = [due for case in own for due in dues.get(case.pk, ()) if due.rests_on(today)]
    return sorted(resting, key=lambda due: (due.rests_until or today, due.pk))


def tasks_from(dues: Sequence[Due], cases: Sequence[Case], today: dt.date) -> list[Task]:
    """The same as rows to be shown, with what each is about."""
    by_key, details = {case.pk: case for case in cases}, details_of(dues)
    return [
        Task(by_key[due.case_id], action_for(due, detail=details.get(due.pk, "")), today)
        for due in dues
        if due.case_id is not None
    ]


def is_pressing(due: Due, today: dt.date) -> bool:
    """At once, due today or late."""
    return due.is_at_once or (due.day is not None and due.day <= today)
