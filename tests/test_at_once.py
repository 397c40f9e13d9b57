"""Two people who do the same at the same moment: one act, and the other is told."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone

from accounts.actions.factor_reset import ask_for_reset, confirm_reset, end_reset
from accounts.actions.invitation import accept_invitation, invite
from accounts.actions.rights_change import review_rights
from accounts.actions.roles import give_role
from accounts.actions.users import edit_user
from accounts.models import RightsChange, RightsReview, UnitRole, User
from assessments.actions.starting import DraftExists as AssessmentExists
from assessments.actions.starting import start_assessment
from assessments.actions.writing import FinalAlready, finalise_assessment
from assessments.models import Assessment
from audit.models import AuditEvent
from caseload.closing import close_case, reopen_case
from caseload.closing.actions import ClosedAlready
from cases.actions.closed_case import CaseClosed
from cases.actions.leaving import become_administrator, close_account
from cases.actions.opening import AlreadyOpen, open_case
from cases.actions.team import assign_worker
from cases.models import Case, CaseClosure, CaseMembership, CaseUserObjectPermission
from cases.permissions import CaseRole
from plans.actions.agreeing import AgreedAlready, agree_plan
from plans.actions.drafting import DraftExists as PlanExists
from plans.actions.drafting import draft_plan
from plans.models import Plan
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    ClientFactory,
    NetworkWalkthroughFactory,
    PlanFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)
from tests.waiting import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = dt.date(2026, 3, 2)
SITE = "https://example.org/"


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Run all at the same moment; the names of what they raised."""
    together, raised = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        together.wait(timeout=PATIENCE)
        try:
            act()
        except Exception as error:
            raised.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE)
    return raised


def test_one_case_is_opened_for_a_client():
    unit = UnitFactory()
    client, by = ClientFactory(county=unit.county), WorkerFactory(unit=unit)

    raised = at_once(*[lambda: open_case(client=client, unit=unit, by=by, on=TODAY)] * 3)

    assert raised == [AlreadyOpen.__name__] * 2
    assert Case.objects.count() == 1


def test_cases_of_different_clients_get_different_numbers():
    unit = UnitFactory()
    by = WorkerFactory(unit=unit)
    clients = [ClientFactory(county=unit.county) for _n in range(4)]

    raised = at_once(
        *[
            lambda client=client: open_case(client=client, unit=unit, by=by, on=TODAY)
            for client in clients
        ]
    )

    assert raised == []
    assert len(set(Case.objects.values_list("number", flat=True))) == 4


def test_two_personal_workers_named_at_once_leave_one():
    case = CaseFactory()
    by = case.responsible
    workers = [WorkerFactory(unit=case.unit) for _n in range(2)]

    raised = at_once(
        *[
            lambda user=user: assign_worker(case=case, user=user, role=CaseRole.RESPONSIBLE, by=by)
            for user in workers
        ]
    )

    case.refresh_from_db()
    (held,) = CaseMembership.objects.in_force().filter(case=case, role=CaseRole.RESPONSIBLE)
    assert raised == []
    assert case.responsible == held.user
    closers = CaseUserObjectPermission.objects.filter(
        content_object=case, permission__codename="close_case"
    )
    assert [grant.user for grant in closers] == [held.user]


def test_one_assessment_is_begun():
    case = CaseFactory()
    dates = {"initiated_on": TODAY, "started_on": TODAY}

    raised = at_once(*[lambda: start_assessment(case=case, by=case.responsible, **dates)] * 2)

    assert raised == [AssessmentExists.__name__]
    assert Assessment.objects.count() == 1


def test_one_plan_is_drafted():
    case = CaseFactory()

    raised = at_once(*[lambda: draft_plan(case=case, by=case.responsible)] * 2)

    assert raised == [PlanExists.__name__]
    assert Plan.objects.count() == 1


def test_an_assessment_is_finished_once():
    case = CaseFactory()
    NetworkWalkthroughFactory(case=case)
    assessment = AssessmentFactory(case=case, complete=True)

    def finish():
        mine = Assessment.objects.get(pk=assessment.pk)
        finalise_assessment(assessment=mine, seen=mine.version, by=case.responsible)

    raised = at_once(finish, finish)

    assert raised == [FinalAlready.__name__]
    assert AuditEvent.objects.filter(action="assessment.finalised").count() == 1


def test_a_plan_is_agreed_once():
    plan = PlanFactory(goals=1, review_on=timezone.localdate() + dt.timedelta(days=30))

    def agree():
        mine = Plan.objects.get(pk=plan.pk)
        agree_plan(plan=mine, by=plan.case.responsible, on=timezone.localdate())

    raised = at_once(agree, agree)

    assert raised == [AgreedAlready.__name__]
    assert AuditEvent.objects.filter(action="plan.agreed").count() == 1


def test_a_case_is_closed_once_and_nothing_is_agreed_in_it_afterwards():
    plan = PlanFactory(goals=1, review_on=timezone.localdate() + dt.timedelta(days=30))
    case = plan.case

    def close():
        close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    raised = at_once(
        close,
        close,
        lambda: agree_plan(
            plan=Plan.objects.get(pk=plan.pk), by=case.responsible, on=timezone.localdate()
        ),
    )

    assert raised.count(ClosedAlready.__name__) == 1
    assert set(raised) <= {CaseClosed.__name__, ClosedAlready.__name__}
    assert CaseClosure.objects.count() == 1
    assert not Plan.objects.in_force().exists()


def test_a_case_that_is_reopened_while_another_is_opened_leaves_one_open():
    case = CaseFactory()
    by = case.responsible
    close_case(closure=CaseClosure(case=case, reason="moved"), by=by)

    raised = at_once(
        lambda: reopen_case(case=case, by=by, reason="Palasi"),
        lambda: open_case(client=case.client, unit=case.unit, by=by, on=TODAY),
    )

    assert raised == [AlreadyOpen.__name__]
    assert Case.objects.open().count() == 1


def test_two_administrators_who_give_one_address_to_two_people_give_it_once():
    unit = UnitFactory()
    first, second = WorkerFactory(unit=unit), WorkerFactory(unit=unit)
    by = UserFactory(is_superuser=True, organisation=unit.county)

    def give(user: User) -> Callable[[], None]:
        def act() -> None:
            changed = User.objects.get(pk=user.pk)
            changed.email = "sama@example.org"
            edit_user(user=changed, seen=user.version, by=by, now=timezone.now(), site=SITE)

        return act

    raised = at_once(give(first), give(second))

    assert raised == ["AddressIsTaken"]


def test_an_account_that_is_closed_while_it_becomes_an_administrators_is_one_of_both():
    unit = UnitFactory()
    user = UserFactory(organisation=unit.county)
    by, leader = (
        UserFactory(is_superuser=True, organisation=unit.county),
        SupervisorFactory(unit=unit),
    )

    at_once(
        lambda: become_administrator(user=user, by=by),
        lambda: close_account(user=user, by=leader),
    )

    present = User.objects.get(pk=user.pk)
    assert present.is_superuser == present.is_active


def test_somebody_who_becomes_an_administrator_is_given_no_case_at_the_same_moment():
    unit = UnitFactory()
    case, user = CaseFactory(unit=unit), UserFactory(organisation=unit.county)
    by = UserFactory(is_superuser=True, organisation=unit.county)

    raised = at_once(
        lambda: become_administrator(user=user, by=by),
        lambda: assign_worker(case=case, user=user, role=CaseRole.MEMBER, by=case.responsible),
    )

    assert len(raised) == 1
    assert raised[0] in ("CarriesCases", "CannotJoinTeam")


def test_of_two_who_confirm_and_refuse_one_reset_one_is_told():
    unit = UnitFactory()
    user = WorkerFactory(unit=unit)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    first, second = (SupervisorFactory(unit=unit) for _n in range(2))
    reset = ask_for_reset(user=user, how="met", by=first, now=timezone.now())

    raised = at_once(
        lambda: confirm_reset(reset=reset, by=second, now=timezone.now()),
        lambda: end_reset(reset=reset, by=first, now=timezone.now()),
    )

    assert raised == ["NothingToReset"]


def test_a_link_that_is_followed_twice_at_once_works_once():
    unit = UnitFactory()
    user = UserFactory(organisation=unit.county)
    User.objects.filter(pk=user.pk).update(password="!")
    by = UserFactory(is_superuser=True, organisation=unit.county)
    invitation = invite(user=user, by=by, site=SITE, now=timezone.now())

    def accept() -> None:
        accept_invitation(invitation=invitation, password="kolme sanaa", now=timezone.now())

    assert at_once(accept, accept) == ["LinkDoesNotWork"]


def test_a_role_that_two_give_at_once_is_given_once():
    unit = UnitFactory()
    user = UserFactory(organisation=unit.county)
    first, second = (UserFactory(is_superuser=True, organisation=unit.county) for _n in range(2))
    role = {"unit": unit, "role": UnitRole.WORKER, "first_on": None, "last_on": None}

    raised = at_once(
        lambda: give_role(user=user, by=first, **role),
        lambda: give_role(user=user, by=second, **role),
    )

    assert raised == ["HasTheRole"]
    assert RightsChange.objects.filter(user=user).count() == 1


def test_changes_that_two_look_through_at_once_are_looked_through_once():
    unit = UnitFactory()
    first, second = (SupervisorFactory(unit=unit) for _n in range(2))
    change = RightsChange.objects.create(
        what=RightsChange.What.INVITED,
        user=UserFactory(organisation=unit.county),
        county=unit.county,
        unit=unit,
        month=dt.date(2026, 1, 1),
    )

    def review(by: User) -> None:
        review_rights(unit=unit, month=change.month, seen=[change.pk], by=by, is_right=True)

    raised = at_once(lambda: review(first), lambda: review(second))

    assert raised == ["MoreHasChanged"]
    assert RightsReview.objects.count() == 1
