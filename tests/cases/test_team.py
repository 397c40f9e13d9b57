"""Membership is the truth; rights follow it in the same act."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.team import (
    CannotJoinTeam,
    NeedsSuccessor,
    assign_worker,
    open_for_purpose,
    remove_worker,
)
from cases.models import Case, CaseMembership, CaseUserObjectPermission
from cases.permissions import ROLE_PERMISSIONS, CasePermission, CaseRole
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from tests.factories import (
    CaseFactory,
    CountyFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


def personal_worker(case: Case) -> User:
    """As the memberships say, which are the truth."""
    return CaseMembership.objects.in_force().get(case=case, role=CaseRole.RESPONSIBLE).user


def test_the_team_sees_the_case_and_a_colleague_of_the_unit_does_not():
    case = CaseFactory()
    colleague = WorkerFactory(unit=case.unit)

    assert list(Case.objects.visible_to(case.responsible)) == [case]
    assert list(Case.objects.visible_to(colleague)) == []


def test_a_superuser_sees_no_case():
    CaseFactory()

    assert not Case.objects.visible_to(UserFactory(is_superuser=True)).exists()


def test_a_new_personal_worker_replaces_the_former_who_stays_in_the_team():
    case = CaseFactory()
    former, new = case.responsible, WorkerFactory(unit=case.unit)

    assign_worker(case=case, user=new, role=CaseRole.RESPONSIBLE, by=former)

    assert personal_worker(case) == new
    assert list(Case.objects.visible_to(former)) == [case]


def test_removed_worker_loses_the_case_at_once():
    case = CaseFactory()
    worker = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=case.responsible)

    remove_worker(case=case, user=worker, by=case.responsible, reason="Sijaisuus päättyi")

    assert list(Case.objects.visible_to(worker)) == []


def test_removed_worker_is_told_of_it_once_and_of_nothing_else_in_the_case():
    case = CaseFactory()
    worker = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=case.responsible)

    for _click in range(2):
        remove_worker(case=case, user=worker, by=case.responsible, reason="Sijaisuus päättyi")

    told = Notice.objects.filter(receiver=worker, cancelled_at=None)
    assert [notice.kind for notice in told] == [NoticeKind.CASE_UNASSIGNED]
    assert AuditEvent.objects.filter(action=Action.WORKER_REMOVED).count() == 1


def test_personal_worker_of_an_open_case_is_not_removed_without_a_successor():
    case = CaseFactory()

    with pytest.raises(NeedsSuccessor):
        remove_worker(case=case, user=case.responsible, by=case.responsible, reason="Loma")

    assert personal_worker(case) == case.responsible


def test_personal_worker_is_not_made_a_member_without_a_successor():
    case = CaseFactory()

    with pytest.raises(NeedsSuccessor):
        assign_worker(case=case, user=case.responsible, role=CaseRole.MEMBER, by=case.responsible)

    assert personal_worker(case) == case.responsible


def rights_of(user: User, case: Case) -> dict[str, dt.datetime | None]:
    grants = CaseUserObjectPermission.objects.filter(content_object=case, user=user)
    return dict(grants.values_list("permission__codename", "until"))


@pytest.mark.parametrize("role", [CaseRole.MEMBER, CaseRole.RESPONSIBLE])
def test_who_joins_a_team_has_the_rights_of_the_role_without_an_end(role):
    case = CaseFactory()
    worker = WorkerFactory(unit=case.unit)

    assign_worker(case=case, user=worker, role=role, by=case.responsible)

    expected = dict.fromkeys(right.codename for right in ROLE_PERMISSIONS[role])
    assert rights_of(worker, case) == expected


def test_a_stated_purpose_takes_no_right_and_sets_no_end_where_somebody_is_in_the_team():
    case = CaseFactory()
    worker = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=case.responsible)
    before = rights_of(worker, case)

    open_for_purpose(case=case, by=worker, purpose="Muistutuksen selvittäminen")

    assert rights_of(worker, case) == before


def test_who_leaves_the_team_keeps_what_a_stated_purpose_gives_until_its_end():
    case = CaseFactory()
    worker = WorkerFactory(unit=case.unit)
    open_for_purpose(case=case, by=worker, purpose="Muistutuksen selvittäminen")
    until = CaseMembership.objects.by_purpose().get(case=case).until
    assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=case.responsible)

    remove_worker(case=case, user=worker, by=case.responsible, reason="Sijaisuus päättyi")

    assert rights_of(worker, case) == {CasePermission.VIEW.codename: until}


@pytest.mark.parametrize("others", [0, 4])
def test_the_grants_of_a_team_are_written_in_one_statement(others):
    case = CaseFactory()
    for worker in WorkerFactory.create_batch(others, unit=case.unit):
        assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=case.responsible)
    worker = WorkerFactory(unit=case.unit)

    with CaptureQueriesContext(connection) as made:
        assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=case.responsible)

    written = [q for q in made if 'INSERT INTO "cases_caseuserobjectpermission"' in q["sql"]]
    assert len(written) == 1


def test_worker_of_another_county_cannot_join_the_team():
    case = CaseFactory()
    stranger = WorkerFactory(unit=UnitFactory(county=CountyFactory(code="other")))

    with pytest.raises(CannotJoinTeam):
        assign_worker(case=case, user=stranger, role=CaseRole.MEMBER, by=case.responsible)


def test_supervisor_lists_the_unit_but_opens_a_case_only_for_a_stated_purpose_and_time():
    case = CaseFactory()
    supervisor = SupervisorFactory(unit=case.unit)
    assert list(Case.objects.listable_to(supervisor)) == [case]
    assert list(Case.objects.visible_to(supervisor)) == []

    open_for_purpose(case=case, by=supervisor, purpose="Muistutuksen selvittäminen")
    assert list(Case.objects.visible_to(supervisor)) == [case]

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=13)):
        assert list(Case.objects.visible_to(supervisor)) == []


def told(user: User) -> list[str]:
    return list(user.notices.filter(cancelled_at=None).values_list("kind", flat=True))


def test_a_change_of_the_personal_worker_is_told_to_the_new_one_and_to_the_team():
    case = CaseFactory()
    former, new, supervisor = case.responsible, WorkerFactory(unit=case.unit), SupervisorFactory()
    member = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=member, role=CaseRole.MEMBER, by=member)
    Notice.objects.all().delete()

    assign_worker(case=case, user=new, role=CaseRole.RESPONSIBLE, by=supervisor)

    changed = [NoticeKind.WORKER_CHANGED]
    assert [told(user) for user in (new, former, member)] == [
        [NoticeKind.CASE_ASSIGNED],
        changed,
        changed,
    ]


def test_an_opening_for_a_purpose_is_told_to_the_personal_worker_without_its_words():
    case = CaseFactory()
    Notice.objects.all().delete()

    supervisor = SupervisorFactory(unit=case.unit)
    open_for_purpose(case=case, by=supervisor, purpose="Kantelu: asiakas valitti")

    notice = Notice.objects.get()
    assert (notice.receiver, notice.kind) == (case.responsible, NoticeKind.OPENED_FOR_PURPOSE)
    assert "Kantelu" not in str(notice.parameters) + notice.text
    assert str(supervisor) not in str(notice.parameters) + notice.text


def test_a_case_goes_to_the_unit_of_its_new_worker_and_both_supervisors_are_told():
    case = CaseFactory()
    former_unit, unit = case.unit, UnitFactory(county=case.county)
    leaders = [SupervisorFactory(unit=each) for each in (former_unit, unit)]

    worker = WorkerFactory(unit=unit)
    assign_worker(case=case, user=worker, role=CaseRole.RESPONSIBLE, by=case.responsible)

    case.refresh_from_db()
    moved = AuditEvent.objects.of_case(case.pk).get(action=Action.CASE_MOVED_UNIT)
    assert case.unit == unit
    assert moved.details == {"from": former_unit.pk, "to": unit.pk}
    assert [told(leader) for leader in leaders] == [[NoticeKind.UNIT_CHANGED]] * 2


def test_a_case_stays_in_its_unit_with_a_worker_of_several_units():
    case = CaseFactory()
    unit = UnitFactory(county=case.county)
    worker = WorkerFactory(unit=unit)
    worker.unit_memberships.create(unit=case.unit, role="worker")

    assign_worker(case=case, user=worker, role=CaseRole.RESPONSIBLE, by=case.responsible)

    assert Case.objects.get(pk=case.pk).unit == case.unit


def test_a_former_worker_who_has_left_does_not_stay_in_the_team():
    case = CaseFactory()
    former, new = case.responsible, WorkerFactory(unit=case.unit)
    User.objects.filter(pk=former.pk).update(is_active=False)

    assign_worker(case=case, user=new, role=CaseRole.RESPONSIBLE, by=new)

    assert [held.user for held in CaseMembership.objects.in_team().filter(case=case)] == [new]
