"""A due for each row of the gap report, on the days on which the report shows it."""

import datetime as dt

import pytest
from django.utils import timezone

from cases.actions.facts import derive_dues
from cases.custody import CustodyKind, ReleaseKind
from continuity.actions.needs import end_need
from continuity.gap_words import gaps_of
from continuity.models import Service, State
from continuity.need_kinds import NeedKind
from continuity.needs_known import needs_of
from networks.models import NetworkMember
from tests.caseload.walk import released
from tests.factories import (
    CaseFactory,
    InterimFactory,
    NeedFactory,
    NetworkMemberFactory,
    ServiceFactory,
)
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
    need = NeedFactory(case=case, noted_on=day(-20))
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


@pytest.mark.parametrize(("kind", "due"), [(NeedKind.HOUSING, -2), (NeedKind.DEBTS, 12)])
def test_a_need_that_is_noted_after_the_gate_is_counted_from_that_day(kind, due):
    """What must not break is wanted at once, for the rest there is as long as after a gate."""
    case = out()
    NeedFactory(case=case, kind=kind, noted_on=day(-2))

    assert reported_on(case, day(0)) == [("nothing", day(-2))]
    assert due_on(case, day(0)) == [("nothing", day(due))]


def test_whoever_leaves_is_asked_about_beside_a_gap_of_the_same_need():
    case = CaseFactory(on=day(-60))
    released(case, day(5))
    service = ServiceFactory(need=NeedFactory(case=case), state=State.QUEUED)
    member_of(service, ended_on=day(3), end_reason="Vaihtaa työtä")
    derive_dues([case])

    expected = [("hoped", day(5)), ("contact", None)]
    assert reported_on(case, day(0)) == expected
    assert sorted(due_on(case, day(0)), reverse=True) == expected


def test_whoever_leaves_stays_asked_about_when_the_gap_is_closed():
    case = CaseFactory(on=day(-60))
    released(case, day(5))
    service = ServiceFactory(need=NeedFactory(case=case), state=State.QUEUED)
    member_of(service, ended_on=day(3), end_reason="Vaihtaa työtä")
    derive_dues([case])
    asked = Due.objects.present().get(case_id=case.pk, detail="contact")

    InterimFactory(need=service.need, until_further_notice=True)
    derive_dues([case])

    assert list(Due.objects.present().of_cases([case.pk]).filter(kind=DueKind.GAP)) == [asked]


@pytest.mark.parametrize("length", [1, 4])
def test_a_chain_of_successors_is_followed_in_a_fixed_number_of_queries(
    length, django_assert_num_queries
):
    case = CaseFactory(on=day(-60))
    service = ServiceFactory(need=NeedFactory(case=case), state=State.RUNNING)
    member = member_of(service, ended_on=day(3), end_reason="Vaihtaa työtä")
    for _ in range(length):
        successor = NetworkMemberFactory(case=case, ended_on=day(3), end_reason="Samoin")
        NetworkMember.objects.filter(pk=member.pk).update(successor=successor)
        member = successor

    with django_assert_num_queries(5):
        (need,) = needs_of([case])[case.pk]

    assert need.lines[0].contact_leaves


def test_nights_that_are_promised_from_the_gate_move_with_it():
    case = CaseFactory(on=day(-60))
    released(case, day(5))
    InterimFactory(need=NeedFactory(case=case), nights=5)
    before = reported_on(case, day(0))

    released(case, day(15))

    assert before == [("interim_ends", day(10))]
    assert reported_on(case, day(0)) == due_on(case, day(0)) == [("interim_ends", day(20))]


def test_a_gap_behind_an_interim_solution_is_a_task_from_the_span_of_the_gate_on():
    case = CaseFactory(on=day(-60))
    released(case, day(100))
    InterimFactory(need=NeedFactory(case=case), ends_on=day(140))

    assert due_on(case, day(15)) == []
    assert due_on(case, day(16)) == [("interim_ends", day(141))]


def member_of(service, **facts):
    member = NetworkMemberFactory(case=service.case, after=True, **facts)
    Service.objects.filter(pk=service.pk).update(contact_outside=member)
    return member
