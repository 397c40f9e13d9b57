"""The substitute works in the absent worker's cases for the time of the absence, and only then."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Absence, User
from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.closing import reopen_case
from cases.actions.absences import (
    AbsenceIsOver,
    AbsenceOverlaps,
    CannotStandIn,
    SubstituteIsAway,
    end_absence,
    record_absence,
)
from cases.actions.team import assign_worker
from cases.models import Case, CaseMembership, CaseUserObjectPermission
from cases.permissions import ROLE_PERMISSIONS, CaseRole
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from tests.factories import CaseFactory, CountyFactory, UnitFactory, WorkerFactory

pytestmark = pytest.mark.django_db

MONDAY, FRIDAY = dt.date(2026, 7, 6), dt.date(2026, 7, 10)
BEFORE, DURING, AFTER = "2026-07-05 12:00", "2026-07-08 12:00", "2026-07-11 00:01"


@pytest.fixture
def case(time_machine):
    time_machine.move_to("2026-07-01 12:00+03:00")
    return CaseFactory()


@pytest.fixture
def colleague(case):
    return WorkerFactory(unit=case.unit)


def away(case: Case, substitute: User | None, first=MONDAY, last=FRIDAY) -> Absence:
    return record_absence(
        user=case.responsible,
        first_on=first,
        last_on=last,
        substitute=substitute,
        by=case.responsible,
    )


def sees(user: User) -> list[Case]:
    return list(Case.objects.visible_to(User.objects.get(pk=user.pk)))


def at(time_machine, moment: str) -> None:
    time_machine.move_to(f"{moment}+03:00", tick=False)


def test_whoever_is_away_on_one_of_the_days_does_not_stand_in(case, colleague):
    record_absence(
        user=colleague, first_on=FRIDAY, last_on=FRIDAY, substitute=None, by=case.responsible
    )

    with pytest.raises(SubstituteIsAway):
        away(case, colleague)


def test_whoever_is_back_before_the_first_day_stands_in(case, colleague):
    the_day_before = MONDAY - dt.timedelta(days=1)
    record_absence(
        user=colleague,
        first_on=the_day_before,
        last_on=the_day_before,
        substitute=None,
        by=case.responsible,
    )

    assert away(case, colleague).substitute == colleague


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (BEFORE, False),
        ("2026-07-06 00:00", True),
        (DURING, True),
        ("2026-07-10 23:59", True),
        (AFTER, False),
    ],
)
def test_the_case_is_open_to_the_substitute_from_the_first_to_the_last_day(
    case, colleague, time_machine, moment, is_open
):
    away(case, colleague)

    at(time_machine, moment)

    assert bool(sees(colleague)) == is_open


def test_the_substitute_has_the_rights_of_a_member(case, colleague, time_machine):
    away(case, colleague)
    at(time_machine, DURING)

    grants = CaseUserObjectPermission.grants.of(colleague).in_force()

    rights = {right.codename for right in ROLE_PERMISSIONS[CaseRole.MEMBER]}
    assert set(grants.values_list("permission__codename", flat=True)) == rights


def test_a_case_that_is_given_to_somebody_away_gets_the_substitute_as_well(
    case, colleague, time_machine
):
    away(case, colleague)
    at(time_machine, DURING)
    other = CaseFactory(unit=case.unit)

    assign_worker(
        case=other, user=case.responsible, role=CaseRole.RESPONSIBLE, by=other.responsible
    )

    assert set(sees(colleague)) == {case, other}


def test_a_case_that_the_absent_worker_gives_up_leaves_the_substitute(
    case, colleague, time_machine
):
    away(case, colleague)
    at(time_machine, DURING)
    successor = WorkerFactory(unit=case.unit)

    assign_worker(case=case, user=successor, role=CaseRole.RESPONSIBLE, by=successor)

    assert sees(colleague) == []


def test_coming_back_sooner_ends_the_substitutes_part_at_once(case, colleague, time_machine):
    absence = away(case, colleague)
    at(time_machine, DURING)

    end_absence(absence=absence, by=case.responsible)

    assert sees(colleague) == []
    held = CaseMembership.objects.get(case=case, user=colleague)
    assert held.end_words == "Poissaolo päättyi"
    assert not Absence.objects.on(timezone.localdate()).exists()


def test_an_absence_that_is_called_off_before_it_begins_never_was(case, colleague, time_machine):
    absence = away(case, colleague)

    end_absence(absence=absence, by=case.responsible)
    away(case, colleague)

    assert Absence.objects.on(MONDAY).count() == 1


def test_an_absence_is_ended_once(case, colleague, time_machine):
    absence = away(case, colleague)
    at(time_machine, AFTER)

    with pytest.raises(AbsenceIsOver):
        end_absence(absence=absence, by=case.responsible)


@pytest.mark.parametrize(
    ("first", "last"),
    [(FRIDAY, FRIDAY + dt.timedelta(days=9)), (dt.date(2026, 6, 29), MONDAY), (MONDAY, FRIDAY)],
)
def test_two_absences_do_not_overlap_by_a_day(case, first, last):
    away(case, None)

    with pytest.raises(AbsenceOverlaps):
        away(case, None, first, last)


def test_one_absence_follows_another_with_the_same_substitute(case, colleague, time_machine):
    away(case, colleague)
    next_week = MONDAY + dt.timedelta(days=14)
    away(case, colleague, next_week, next_week)

    at(time_machine, "2026-07-15 12:00")
    between = sees(colleague)
    at(time_machine, "2026-07-20 12:00")

    assert (between, sees(colleague)) == ([], [case])


def test_nobody_stands_in_who_is_the_worker_has_left_or_is_of_another_county(case):
    other = UnitFactory(county=CountyFactory(code="muu"))
    strangers = [
        case.responsible,
        WorkerFactory(unit=case.unit, is_active=False),
        WorkerFactory(unit=other),
    ]

    for stranger in strangers:
        with pytest.raises(CannotStandIn):
            away(case, stranger)


def test_the_database_refuses_an_absence_that_ends_before_it_begins(case):
    worker = case.responsible

    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(user=worker, first_on=FRIDAY, last_on=MONDAY, recorded_by=worker)


def test_a_member_of_the_team_stays_a_member_after_standing_in(case, colleague, time_machine):
    assign_worker(case=case, user=colleague, role=CaseRole.MEMBER, by=case.responsible)

    away(case, colleague)
    at(time_machine, AFTER)

    assert sees(colleague) == [case]


def test_the_substitute_is_told_once_however_many_cases_there_are(case, colleague):
    CaseFactory(unit=case.unit, responsible=case.responsible)

    away(case, colleague)

    told = Notice.objects.filter(receiver=colleague)
    assert [notice.kind for notice in told] == [NoticeKind.SUBSTITUTE_NAMED]
    assert "6.7.2026" in told[0].text


def test_absence_and_each_case_that_was_opened_by_it_are_logged(case, colleague):
    absence = away(case, colleague)

    end_absence(absence=absence, by=case.responsible)

    logged = [event.action for event in AuditEvent.objects.order_by("pk")]
    assert logged[-4:] == [
        Action.WORKER_ASSIGNED,
        Action.ABSENCE_RECORDED,
        Action.WORKER_REMOVED,
        Action.ABSENCE_ENDED,
    ]


def test_a_case_that_is_opened_again_meanwhile_gets_the_substitute(case, colleague, time_machine):
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=case.opened_on)
    away(case, colleague)
    at(time_machine, DURING)
    while_closed = sees(colleague)

    reopen_case(case=case, by=case.responsible, reason="Palasi.")

    assert (while_closed, sees(colleague)) == ([], [case])
