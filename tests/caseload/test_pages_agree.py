"""On each day on which something changes, the pages of a case agree about what is due."""

import datetime as dt

import pytest
import time_machine
from django.test import TestCase
from django.utils import timezone

from accounts.models import User
from caseload.demo.loading import load
from cases.models import Case
from tests.caseload.every_kind import KINDS
from tests.caseload.pages_of_day import Pages, contradictions
from tests.continuity.living import Life, expected_rows, noon, read, situations
from timing.models import Due

pytestmark = pytest.mark.slow
ONE_DAY = dt.timedelta(days=1)


def days_of_change(case: Case, first: dt.date, last: dt.date) -> list[dt.date]:
    """On which something of what is due begins to be shown, is due, is late, or goes away."""
    days = {first}
    for due in Due.objects.present().filter(case_id=case.pk):
        days |= {day for day in (due.shown_from, due.day, due.rests_until) if day}
        days |= {day + ONE_DAY for day in (due.day, due.shown_to) if day}
    return sorted(day for day in days if first <= day <= last)


def read_on(case: Case, day: dt.date) -> list[str]:
    with time_machine.travel(noon(day), tick=False):
        case = Case.objects.get(pk=case.pk)
        return [f"{day}: {each}" for each in contradictions(Pages(case, case.responsible, day))]


class PagesOfTheDemo(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        with time_machine.travel(noon(dt.date(2026, 11, 30)), tick=False):
            load(tell=lambda _words: None)
        # The words are read in Finnish, whoever works in the case.
        User.objects.update(language="fi")

    def test_the_pages_of_each_story_agree_on_every_day_of_the_year_to_come(self) -> None:
        first = dt.date(2026, 11, 30)
        found = []
        for case in Case.objects.exclude(responsible=None).select_related("responsible"):
            for day in days_of_change(case, first, first + dt.timedelta(days=400)):
                found += [f"{case.number} {each}" for each in read_on(case, day)]

        assert not found, "\n".join(found)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_pages_agree_before_on_and_after_the_day_of_every_kind(kind):
    case = KINDS[kind].made()
    case.refresh_from_db()
    if case.responsible is None:
        return
    today = timezone.localdate()

    found = []
    for day in days_of_change(case, today, today + dt.timedelta(days=400)):
        found += read_on(case, day)

    assert not found, "\n".join(found)


@pytest.mark.django_db
@pytest.mark.parametrize("path", situations(), ids=lambda path: path.stem)
def test_the_pages_agree_in_every_written_situation(path, time_machine):
    situation = read(path)
    life, found = Life(situation, time_machine), []
    for day, _rows in expected_rows(situation):
        case = life.live_to(day)
        found += [f"{day}: {each}" for each in contradictions(Pages(case, life.worker, day))]

    assert not found, "\n".join(found)
