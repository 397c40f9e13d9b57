"""Closing an account: nobody signs in, and every open case has somebody or a due."""

import datetime as dt

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.actions.invitation import invite
from accounts.models import Absence, User
from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.absences import record_absence
from cases.actions.handing_over import Given, hand_over
from cases.actions.leaving import CannotClose, CannotReopen, close_account, reopen_account
from cases.actions.team import CannotJoinTeam, assign_worker, open_for_purpose
from cases.carriers import Carriers
from cases.models import Case, CaseMembership, CaseUserObjectPermission
from cases.permissions import CaseRole
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from tests.factories import CaseFactory, SupervisorFactory, UnitFactory, UserFactory, WorkerFactory
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def supervisor(unit):
    return SupervisorFactory(unit=unit)


@pytest.fixture
def leaver(unit):
    return WorkerFactory(unit=unit)


def cases_of(worker: User, unit, number: int) -> list[Case]:
    return [CaseFactory(unit=unit, responsible=worker) for _n in range(number)]


def is_without_worker(case: Case) -> bool:
    dues = Due.objects.present().filter(case_id=case.pk, kind=DueKind.PERSONAL_WORKER)
    return dues.exists()


def told(user: User) -> list[tuple[str, object]]:
    rows = user.notices.filter(cancelled_at=None).order_by("pk")
    return [(notice.kind, notice.parameters.get("count")) for notice in rows]


def test_who_left_is_signed_out_everywhere_for_good(client, leaver, supervisor):
    elsewhere, colleague = Browser(), Browser()
    for browser, user in ((client, leaver), (elsewhere, leaver), (colleague, supervisor)):
        browser.force_login(user)

    close_account(user=leaver, to={}, by=supervisor)
    User.objects.filter(pk=leaver.pk).update(is_active=True)

    page = reverse("accounts:home")
    for browser in (client, elsewhere):
        assert "/kirjautuminen/" in browser.get(page).url
    assert "/kirjautuminen/" not in colleague.get(page).url


def stood_in_for(leaver: User, supervisor: User) -> Absence:
    """Somebody of the unit is away, and the leaver stands in."""
    today = timezone.localdate()
    case = CaseFactory(unit=leaver.unit_memberships.get().unit)
    return record_absence(
        user=case.responsible, first_on=today, last_on=today, substitute=leaver, by=supervisor
    )


def test_for_whom_the_leaver_stood_in_has_no_substitute_any_more(leaver, supervisor):
    absence = stood_in_for(leaver, supervisor)

    close_account(user=leaver, to={}, by=supervisor)

    absence.refresh_from_db()
    assert absence.substitute is None


def test_an_absence_that_is_over_keeps_who_stood_in(leaver, supervisor):
    absence = stood_in_for(leaver, supervisor)
    long_ago = timezone.localdate() - dt.timedelta(days=9)
    Absence.objects.update(first_on=long_ago, last_on=long_ago)

    close_account(user=leaver, to={}, by=supervisor)

    absence.refresh_from_db()
    assert absence.substitute == leaver


def test_what_a_leaving_substitute_was_to_do_goes_to_who_is_next(leaver, supervisor):
    absence = stood_in_for(leaver, supervisor)
    case = Case.objects.get(responsible=absence.user)

    close_account(user=leaver, to={}, by=supervisor)

    carriers = Carriers([case], timezone.localdate()).carriers_of(case)
    assert carriers == [supervisor, absence.user]


def test_nobody_signs_in_as_who_has_left(client, leaver, supervisor):
    leaver.set_password("vain-kokeeksi-9")
    leaver.save()
    close_account(user=leaver, to={}, by=supervisor)

    sent = {"login": leaver.email, "password": "vain-kokeeksi-9"}
    client.post(reverse("account_login"), sent)

    assert "/kirjautuminen/" in client.get(reverse("accounts:home")).url


def test_each_case_goes_to_whom_it_was_given_and_the_others_are_due(unit, leaver, supervisor):
    first, second, third = cases_of(leaver, unit, 3)
    one, two = WorkerFactory(unit=unit), WorkerFactory(unit=unit)

    left = close_account(user=leaver, to={first.pk: one, second.pk: two}, by=supervisor)

    for case in (first, second, third):
        case.refresh_from_db()
    assert [case.responsible for case in (first, second, third)] == [one, two, leaver]
    assert [is_without_worker(case) for case in (first, second, third)] == [False, False, True]
    assert (left.handed_over, left.waiting) == (2, 1)


def test_the_grants_go_with_the_team(unit, leaver, supervisor):
    [case] = cases_of(leaver, unit, 1)
    successor = WorkerFactory(unit=unit)

    close_account(user=leaver, to={case.pk: successor}, by=supervisor)

    grants = CaseUserObjectPermission.objects.filter(content_object=case)
    assert set(grants.values_list("user", flat=True)) == {successor.pk}
    assert list(Case.objects.visible_to(successor)) == [case]


def test_a_part_in_a_colleagues_case_ends_too_and_the_case_stays_theirs(unit, leaver, supervisor):
    case = CaseFactory(unit=unit)
    assign_worker(case=case, user=leaver, role=CaseRole.MEMBER, by=case.responsible)
    open_for_purpose(case=case, by=leaver, purpose="Kantelu: syy")

    close_account(user=leaver, to={}, by=supervisor)

    lasting = CaseMembership.objects.lasting().filter(case=case)
    assert [held.user for held in lasting] == [case.responsible]
    assert not is_without_worker(case)


def test_everybody_concerned_is_told_once_of_many_cases(unit, leaver, supervisor):
    cases = cases_of(leaver, unit, 3)
    member, successor = WorkerFactory(unit=unit), WorkerFactory(unit=unit)
    for case in cases:
        assign_worker(case=case, user=member, role=CaseRole.MEMBER, by=member)
    Notice.objects.all().delete()

    close_account(user=leaver, to={case.pk: successor for case in cases}, by=supervisor)

    assert told(successor) == [(NoticeKind.CASES_ASSIGNED, 3)]
    assert told(member) == [(NoticeKind.WORKERS_CHANGED, 3)]
    assert "3 asiaa on nyt sinun" in successor.notices.get().text


def test_the_supervisors_of_a_unit_are_told_how_many_cases_wait(unit, leaver, supervisor):
    cases_of(leaver, unit, 3)
    administrator = UserFactory(is_superuser=True, organisation=unit.county)

    close_account(user=leaver, by=administrator)

    assert told(supervisor) == [(NoticeKind.CASES_TO_HAND_OVER, 3)]
    assert str(leaver) not in supervisor.notices.get().text


def test_until_it_is_handed_over_a_case_is_the_supervisors_to_see_to(unit, leaver, supervisor):
    [case] = cases_of(leaver, unit, 1)

    close_account(user=leaver, by=supervisor)

    case.refresh_from_db()
    assert case.responsible == leaver
    assert not case.has_worker
    assert Carriers([case], timezone.localdate()).carriers_of(case) == [supervisor]


def test_a_case_that_waits_opens_for_nobody_new(unit, leaver, supervisor):
    [case] = cases_of(leaver, unit, 1)

    close_account(user=leaver, by=supervisor)

    for user in (User.objects.get(pk=leaver.pk), supervisor):
        assert not Case.objects.visible_to(user).exists()


def hand_over_all(leaver: User, to: User, by: User) -> Given:
    cases = Case.objects.filter(responsible=leaver)
    return hand_over(former=leaver, to={case.pk: to for case in cases}, by=by, reason="Lähtee")


def test_what_waits_is_handed_over_at_once_with_its_reason(unit, leaver, supervisor):
    cases = cases_of(leaver, unit, 3)
    successor = WorkerFactory(unit=unit)
    close_account(user=leaver, by=supervisor)

    given = hand_over_all(leaver, successor, supervisor)

    assert len(given.done) == 3
    held = CaseMembership.objects.filter(case__in=cases, user=successor, ended_at=None)
    assert set(held.values_list("begin_reason", flat=True)) == {"Lähtee"}
    assert not any(is_without_worker(case) for case in cases)
    assert not CaseMembership.objects.lasting().filter(user=leaver).exists()


def test_cases_of_a_unit_that_somebody_else_leads_stay(unit, leaver, supervisor):
    other = UnitFactory(county=unit.county)
    leaver.unit_memberships.create(unit=other, role="worker")
    [case] = cases_of(leaver, other, 1)

    given = hand_over_all(leaver, WorkerFactory(unit=unit), supervisor)

    assert given.done == []
    assert Case.objects.get(pk=case.pk).responsible == leaver


def test_what_somebody_gave_away_meanwhile_stays_and_is_named(unit, leaver, supervisor):
    [case] = cases_of(leaver, unit, 1)
    faster, slower = WorkerFactory(unit=unit), WorkerFactory(unit=unit)
    assign_worker(case=case, user=faster, role=CaseRole.RESPONSIBLE, by=supervisor)

    given = hand_over(former=leaver, to={case.pk: slower}, by=supervisor, reason="Lähtee")

    assert [number for number, _why in given.left] == [case.number]
    assert Case.objects.get(pk=case.pk).responsible == faster


def test_who_moved_to_another_unit_takes_a_case_along(unit, leaver, supervisor):
    other = UnitFactory(county=unit.county)
    [case] = cases_of(leaver, unit, 1)
    leaver.unit_memberships.update(unit=other)

    hand_over(former=leaver, to={case.pk: leaver}, by=supervisor, reason="Siirtyy")

    case.refresh_from_db()
    assert (case.responsible, case.unit) == (leaver, other)


def test_an_unused_invitation_ends_with_the_account(unit, supervisor):
    user = WorkerFactory(unit=unit)
    user.set_unusable_password()
    user.save()
    invite(user=user, by=supervisor, site="http://testserver/", now=timezone.now())

    close_account(user=user, by=supervisor)

    assert not user.invitations.unused().exists()


def test_an_administrator_closes_anothers_account_and_no_supervisor_does(unit, supervisor):
    one, two = (UserFactory(is_superuser=True, organisation=unit.county) for _n in range(2))

    with pytest.raises(CannotClose):
        close_account(user=one, by=supervisor)
    close_account(user=one, by=two)

    assert not User.objects.get(pk=one.pk).is_active


def test_closed_cases_keep_the_team_that_they_had(unit, leaver, supervisor):
    [case] = cases_of(leaver, unit, 1)
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=case.opened_on)

    close_account(user=leaver, to={}, by=supervisor)

    assert Case.objects.get(pk=case.pk).responsible == leaver


def test_the_account_and_every_case_are_logged(unit, leaver, supervisor):
    first, second = cases_of(leaver, unit, 2)
    successor = WorkerFactory(unit=unit)

    close_account(user=leaver, to={first.pk: successor}, by=supervisor)

    event = AuditEvent.objects.get(action=Action.ACCOUNT_CLOSED)
    assert event.by_id == supervisor.pk
    counted = {"user": leaver.pk, "handed_over": 1, "waiting": 1, "sessions": 0}
    assert event.details == counted
    given, waits = (
        set(AuditEvent.objects.of_case(case.pk).values_list("action", flat=True))
        for case in (first, second)
    )
    assert {Action.WORKER_REMOVED, Action.WORKER_ASSIGNED} <= given
    assert Action.WORKER_REMOVED not in waits


def test_nobody_closes_their_own_account_an_administrators_or_a_closed_one(unit, supervisor):
    closed = WorkerFactory(unit=unit, is_active=False)

    for user in (supervisor, UserFactory(is_superuser=True), closed):
        with pytest.raises(CannotClose):
            close_account(user=user, to={}, by=supervisor)


def test_nothing_is_done_where_a_successor_has_left_meanwhile(unit, leaver, supervisor):
    [case] = cases_of(leaver, unit, 1)
    gone = WorkerFactory(unit=unit)
    User.objects.filter(pk=gone.pk).update(is_active=False)

    with pytest.raises(CannotJoinTeam):
        close_account(user=leaver, to={case.pk: gone}, by=supervisor)

    assert User.objects.get(pk=leaver.pk).is_active
    assert Case.objects.get(pk=case.pk).responsible == leaver


def test_an_account_is_opened_again_once_and_no_case_comes_back(unit, leaver, supervisor):
    [case] = cases_of(leaver, unit, 1)
    successor = WorkerFactory(unit=unit)
    close_account(user=leaver, to={case.pk: successor}, by=supervisor)

    reopen_account(user=leaver, by=supervisor)

    assert User.objects.get(pk=leaver.pk).is_active
    assert Case.objects.get(pk=case.pk).responsible == successor
    with pytest.raises(CannotReopen):
        reopen_account(user=leaver, by=supervisor)


def test_of_many_cases_each_costs_the_same(unit, leaver, supervisor, django_assert_max_num_queries):
    cases = cases_of(leaver, unit, 12)
    successor = WorkerFactory(unit=unit)

    with django_assert_max_num_queries(60 + 12 * 30):
        close_account(user=leaver, to={case.pk: successor for case in cases}, by=supervisor)
