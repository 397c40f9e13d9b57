"""Who carries a case: the worker, whoever stands in, the team, the supervisors; never nobody."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from cases.actions.absences import record_absence
from cases.actions.team import assign_worker
from cases.carriers import Carriers
from cases.models import Case
from cases.permissions import CaseRole
from tests.factories import (
    CaseFactory,
    CountyFactory,
    SupervisorFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


def carriers(case: Case, today: dt.date | None = None) -> list[User]:
    return Carriers([case], today or timezone.localdate()).carriers_of(case)


def away(user: User, substitute: User | None = None) -> None:
    today = timezone.localdate()
    last = today + dt.timedelta(days=6)
    record_absence(user=user, first_on=today, last_on=last, substitute=substitute, by=user)


def member_of(case: Case) -> User:
    worker: User = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=case.responsible)
    return worker


def leaves(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def test_the_personal_worker_carries_the_case_alone():
    case = CaseFactory()
    member_of(case)

    assert carriers(case) == [case.responsible]


def test_while_the_worker_is_away_the_substitute_carries_it_alone():
    case = CaseFactory()
    member_of(case)
    substitute = WorkerFactory(unit=case.unit)

    away(case.responsible, substitute)

    assert carriers(case) == [substitute]


def test_after_the_last_day_of_the_absence_the_worker_carries_it_again():
    case = CaseFactory()
    away(case.responsible, WorkerFactory(unit=case.unit))

    last = timezone.localdate() + dt.timedelta(days=6)

    assert carriers(case, last) != [case.responsible]
    assert carriers(case, last + dt.timedelta(days=1)) == [case.responsible]


def test_without_a_substitute_the_team_is_told_and_the_worker_finds_it_on_the_return():
    case = CaseFactory()
    member = member_of(case)

    away(case.responsible)

    assert carriers(case) == [member, case.responsible]


def test_without_substitute_and_team_the_supervisor_is_told_and_the_worker():
    case = CaseFactory()
    supervisor = SupervisorFactory(unit=case.unit)

    away(case.responsible)

    assert carriers(case) == [supervisor, case.responsible]


def test_a_substitute_who_is_away_too_is_not_the_one_to_tell():
    case = CaseFactory()
    substitute, member = WorkerFactory(unit=case.unit), member_of(case)
    away(case.responsible, substitute)

    away(substitute)

    assert carriers(case) == [member, case.responsible]


def test_a_substitute_who_has_left_is_nobody():
    case = CaseFactory()
    substitute, member = WorkerFactory(unit=case.unit), member_of(case)
    away(case.responsible, substitute)

    leaves(substitute)

    assert carriers(case) == [member, case.responsible]


def test_of_a_worker_who_has_left_the_team_carries_on():
    case = CaseFactory()
    member = member_of(case)

    leaves(case.responsible)

    assert carriers(case) == [member]


def test_a_worker_who_went_to_another_county_is_nobody():
    case = CaseFactory()
    supervisor = SupervisorFactory(unit=case.unit)

    User.objects.filter(pk=case.responsible.pk).update(organisation=CountyFactory(code="muu"))

    assert carriers(case) == [supervisor]
    assert Case.objects.carried_by_nobody().get() == case
    assert not Case.objects.get(pk=case.pk).has_worker


def test_supervisors_who_are_away_leave_it_to_their_colleagues():
    case = CaseFactory(responsible=None)
    here, absent = (SupervisorFactory(unit=case.unit) for _n in range(2))

    away(absent)

    assert carriers(case) == [here]


def test_where_the_only_supervisor_is_away_the_administrators_are_told_too():
    case = CaseFactory(responsible=None)
    supervisor = SupervisorFactory(unit=case.unit)
    administrator = UserFactory(is_superuser=True, organisation=case.county)
    # Of another county, which shares nothing with this one.
    UserFactory(is_superuser=True)

    away(supervisor)

    assert carriers(case) == [supervisor, administrator]


def test_it_takes_as_many_queries_for_many_cases_as_for_one(django_assert_num_queries):
    cases = [CaseFactory() for _n in range(3)]
    for case in cases:
        member_of(case)
        SupervisorFactory(unit=case.unit)

    for some in (cases[:1], cases):
        with django_assert_num_queries(5):
            found = Carriers(some, timezone.localdate())
            assert all(found.carriers_of(case) for case in some)
