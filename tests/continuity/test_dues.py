"""A due for each row of the gap report, on the days on which the report shows it."""

import datetime as dt

import pytest
from django.utils import timezone

from cases.custody import CustodyKind, ReleaseKind
from continuity.actions.needs import end_need
from continuity.gap_words import gaps_of
from continuity.models import State
from tests.caseload.walk import released
from tests.factories import CaseFactory, InterimFactory, NeedFactory, ServiceFactory
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def due_on(case, on):
    """Why something is due of a gap on the day, and its first day."""
    shown = Due.objects.of_cases([case.pk]).shown_on(on).filter(kind=DueKind.GAP)
    return [(due.detail, due.day) for due in shown]


def reported_on(case, on):
    case.refresh_from_db()
    return [(gap.why.value, gap.from_on) for gap in gaps_of(case, on)]


def out(**facts):
    case = CaseFactory(on=day(-60))
    released(case, day(-10), released_on=day(-10), custody_started_on=None, **facts)
    return case


def test_the_second_hole_is_due_when_the_first_is_over():
    case = out()
    need = NeedFactory(case=case)
    InterimFactory(need=need, starts_on=day(-7), ends_on=day(5))
    ServiceFactory(need=need, state=State.GRANTED, starts_on=day(12))

    assert due_on(case, day(0)) == reported_on(case, day(0)) == [("break", day(6))]


def test_the_row_behind_comes_before_the_row_ahead_while_it_is_open():
    case = out(release_kind=ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM)
    kind = CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM
    released(case, day(60), custody_kind=kind, custody_started_on=None)
    need = NeedFactory(case=case)
    ServiceFactory(need=need, state=State.GRANTED, starts_on=day(5), ends_on=day(40))

    expected = [(on, reported_on(case, day(on))) for on in (0, 10)]

    assert [(on, due_on(case, day(on))) for on in (0, 10)] == expected
    assert [rows[0][1] for _on, rows in expected] == [day(-10), day(41)]


def test_what_expires_is_renewed_for_a_present_need_only():
    case = CaseFactory(on=day(-60))
    need = NeedFactory(case=case)
    ServiceFactory(need=need, state=State.APPLIED, valid_until=day(5))

    end_need(need=need, reason="not_needed", on=day(0), by=case.responsible)

    assert not Due.objects.present().filter(kind=DueKind.SERVICE_EXPIRES).exists()


def test_where_the_gate_is_not_known_each_span_of_days_is_due_for_itself():
    case = CaseFactory(on=day(-1))
    released(case, None, custody_kind=CustodyKind.REMAND)
    need = NeedFactory(case=case)
    ServiceFactory(need=need, state=State.GRANTED, starts_on=day(10), ends_on=day(100))

    days = (0, 9, 10, 41, 42, 90)

    assert [bool(due_on(case, day(on))) for on in days] == [
        bool(reported_on(case, day(on))) for on in days
    ]
