"""All stories of the demo through four hundred days: each due told once, in time, to somebody.

Two sweeps a day, some days without any, a personal worker whose account is closed. What is
kept equals what follows from the records on every day.
"""

import datetime as dt
from collections import Counter

import pytest
import time_machine
from django.test import TestCase
from django.utils import timezone

from accounts.models import User
from caseload.course.receivers import Receivers
from caseload.demo.loading import load
from caseload.reminders.sweep import remind
from cases.models import Case
from notifications.models import Notice
from referrals.models import Referral
from timing.deriving import CASE, compare
from timing.models import Due
from timing.reminder_days import tellings_of

pytestmark = pytest.mark.slow

DAYS = 400
# Days on which nothing runs: a long weekend, a week in July.
SILENT = {40, 41, 120, 121, 122, 123, 124, 125, 126}
WORKER_LEAVES = 60


class LongWalk(TestCase):
    """Walked once for all of these."""

    first: dt.date
    different: list[int]
    told_on: dict[int, dt.date]

    @classmethod
    def setUpTestData(cls) -> None:
        load(tell=lambda _words: None)
        cls.first, cls.different, cls.told_on = timezone.localdate(), [], {}
        for number in range(DAYS):
            if number not in SILENT:
                cls.one_day(number)

    @classmethod
    def one_day(cls, number: int) -> None:
        day = cls.first + dt.timedelta(days=number)
        now = timezone.make_aware(dt.datetime.combine(day, dt.time(6)))
        with time_machine.travel(now):
            if number == WORKER_LEAVES:
                User.objects.filter(email__startswith="riikka").update(is_active=False)
            known = set(Notice.objects.values_list("pk", flat=True))
            remind(now=now)
            remind(now=now + dt.timedelta(hours=10))
            for pk in Notice.objects.exclude(pk__in=known).values_list("pk", flat=True):
                cls.told_on[pk] = day
            if number % 20 == 0 and compare(CASE, list(Case.objects.all())):
                cls.different.append(number)

    def test_what_is_kept_equals_what_follows_all_the_time(self) -> None:
        # But for the worker who left: nothing tells the cases of a bare flag.
        assert [number for number in self.different if number < WORKER_LEAVES] == []

    def test_nobody_is_told_the_same_twice(self) -> None:
        said = Counter(
            (notice.due_id, notice.kind, notice.receiver_id, notice.key)
            for notice in Notice.objects.filter(due_id__isnull=False)
        )

        assert [key for key, times in said.items() if times > 1] == []

    def test_nobody_is_told_who_has_left(self) -> None:
        left = self.first + dt.timedelta(days=WORKER_LEAVES)
        notices = Notice.objects.filter(receiver__email__startswith="riikka")

        assert [n.pk for n in notices if self.told_on.get(n.pk, self.first) >= left] == []

    def test_every_due_is_told_on_its_day_or_at_the_first_sweep_after_it(self) -> None:
        last = self.first + dt.timedelta(days=DAYS - 1)
        late = []
        for due in Due.objects.present().select_related("rule"):
            for telling in tellings_of(due):
                if not self.first < telling.on <= last or self.is_over(due, telling.on):
                    continue
                if telling.escalates and not self.has_a_leader(due):
                    continue
                on = [
                    self.told_on.get(pk, self.first)
                    for pk in Notice.objects.filter(due_id=due.pk).values_list("pk", flat=True)
                ]
                if not any(telling.on <= day <= self.next_sweep(telling.on) for day in on):
                    late.append((due.kind, due.pk, telling))

        assert late == []

    def has_a_leader(self, due: Due) -> bool:
        """The demo has units without a supervisor and counties without an administrator."""
        cases = Case.objects.filter(pk=due.case_id or 0)
        referrals = Referral.objects.filter(pk=due.referral_id or 0)
        return bool(Receivers(cases, referrals, today=self.first).escalated_to(due))

    def is_over(self, due: Due, on: dt.date) -> bool:
        """Not shown any more at the first sweep after the day."""
        return due.shown_to is not None and due.shown_to < self.next_sweep(on)

    def next_sweep(self, on: dt.date) -> dt.date:
        number = (on - self.first).days
        while number in SILENT:
            number += 1
        return self.first + dt.timedelta(days=number)
