"""A right ends when its reason ends, and nothing that is outside the county gets one."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser
from django.urls import reverse

from caseload.closing import close_case
from cases.actions.custody import record_custody
from cases.actions.team import assign_worker, open_for_purpose, remove_worker
from cases.models import Case, CaseClosure, CaseMembership
from cases.permissions import CaseRole
from plans.models import Plan
from tests.factories import (
    CaseFactory,
    CountyFactory,
    CustodyFactFactory,
    IntakeWorkerFactory,
    NoteFactory,
    PartnerFactory,
    PlanFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    SupervisorFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory()


@pytest.fixture
def member(case):
    worker = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=case.responsible)
    return worker


def status(browser: Browser, case: Case) -> int:
    return browser.get(case.get_absolute_url()).status_code


def test_removed_worker_is_stopped_at_the_next_request(client, case, member):
    client.force_login(member)
    before = status(client, case)

    remove_worker(case=case, user=member, by=case.responsible, reason="Muut tehtävät")

    assert (before, status(client, case)) == (200, 404)


def test_worker_who_moved_to_another_county_leaves_the_clients_behind(client, case, member):
    client.force_login(member)
    before = status(client, case)

    member.organisation = CountyFactory(code="muu")
    member.save()

    assert (before, status(client, case)) == (200, 404)
    assert not Case.objects.listable_to(member).exists()


def test_worker_who_moved_to_another_county_leaves_the_records_behind(client, case, member):
    plan = PlanFactory(case=case)
    client.force_login(member)
    before = client.get(plan.get_absolute_url()).status_code

    # The rights alone, as if nothing had ended them.
    type(member).objects.filter(pk=member.pk).update(organisation=CountyFactory(code="muu"))

    assert (before, client.get(plan.get_absolute_url()).status_code) == (200, 404)


def test_a_right_to_one_case_opens_no_record_of_another(client, case, member):
    other = PlanFactory(case=CaseFactory(unit=case.unit))
    # Whatever has the key of the case that the worker may open.
    Plan.objects.filter(pk=other.pk).update(id=case.pk)
    client.force_login(member)

    answer = client.get(Plan.objects.get(pk=case.pk).get_absolute_url())

    assert answer.status_code == 404


@pytest.mark.parametrize("house", [PrisonOfficerFactory, PartnerFactory, None])
def test_worker_who_left_the_county_leaves_the_clients_behind(client, case, member, house):
    client.force_login(member)

    member.organisation = house().organisation if house else None
    member.save()

    assert status(client, case) == 404


def test_user_who_was_closed_is_signed_out_of_an_open_session(client, case, member):
    client.force_login(member)
    before = status(client, case)

    member.is_active = False
    member.save()
    response = client.get(case.get_absolute_url())

    assert before == 200
    assert response.status_code == 302
    assert response.url.startswith("/kirjautuminen/")


def test_supervisor_who_left_the_county_loses_a_purpose_that_is_still_running(client, case):
    leader = SupervisorFactory(unit=case.unit)
    open_for_purpose(case=case, by=leader, purpose="Muistutuksen selvittäminen")
    client.force_login(leader)
    before = status(client, case)

    leader.organisation = CountyFactory(code="muu")
    leader.save()

    assert (before, status(client, case)) == (200, 404)


@pytest.mark.parametrize("outsider", ["partner", "officer", "other county", "inactive"])
def test_nobody_from_outside_is_offered_or_taken_by_a_forged_form(client, case, outsider):
    user = {
        "partner": PartnerFactory,
        "officer": PrisonOfficerFactory,
        "other county": lambda: WorkerFactory(unit=UnitFactory(county=CountyFactory(code="muu"))),
        "inactive": lambda: WorkerFactory(unit=case.unit, is_active=False),
    }[outsider]()
    client.force_login(case.responsible)
    leader = Browser()
    leader.force_login(SupervisorFactory(unit=case.unit))
    add = reverse("cases:worker_add", kwargs={"case_pk": case.pk})
    assign = reverse("cases:worker_assign", kwargs={"case_pk": case.pk})

    answers = [
        client.post(add, {"user": user.pk, "role": "member"}),
        client.post(add, {"user": user.pk, "role": "responsible"}),
        leader.post(assign, {"user": user.pk}),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert all(f'value="{user.pk}"' not in page.content.decode() for page in answers)
    assert not CaseMembership.objects.filter(user=user).exists()


def test_worker_who_moved_away_is_not_offered_in_the_triage(client):
    unit = UnitFactory()
    gone = WorkerFactory(unit=unit, last_name="Poismuuttanut")
    gone.organisation = CountyFactory(code="muu")
    gone.save()
    client.force_login(IntakeWorkerFactory(unit=unit))
    waiting = ReferralFactory(county=unit.county)

    page = client.get(reverse("referrals:referral_triage", kwargs={"referral_pk": waiting.pk}))

    assert page.status_code == 200
    assert "Poismuuttanut" not in page.content.decode()


def test_supervisor_of_one_unit_cannot_act_on_a_case_of_another(client, case):
    client.force_login(SupervisorFactory(unit=UnitFactory(county=case.county)))

    for name in ("cases:case_open_for_purpose", "cases:worker_assign"):
        url = reverse(name, kwargs={"case_pk": case.pk})
        assert client.get(url).status_code == 404
        posted = {"user": case.responsible.pk, "purpose": "quality", "words": "x"}
        assert client.post(url, posted).status_code == 404


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_note SET text = 'Toisin'",
        "DELETE FROM cases_note",
        "TRUNCATE cases_note CASCADE",
        "UPDATE cases_custodyfact SET kind = ''",
        "DELETE FROM cases_custodyfact",
        "TRUNCATE cases_custodyfact CASCADE",
        "UPDATE referrals_triage SET measures = 'muuta'",
        "DELETE FROM referrals_triage",
        "UPDATE cases_caseclosure SET reason = 'moved'",
        "DELETE FROM cases_caseclosure",
        "UPDATE referrals_referral SET description = 'Toisin'",
        "DELETE FROM referrals_referral",
        "TRUNCATE referrals_referral CASCADE",
    ],
)
def test_database_keeps_what_was_written_once(statement):
    case = TriageFactory().case
    assign_worker(
        case=case,
        user=WorkerFactory(unit=case.unit),
        role=CaseRole.RESPONSIBLE,
        by=case.opened_by,
    )
    case.refresh_from_db()
    NoteFactory(case=case)
    record_custody(fact=CustodyFactFactory(case=case), by=case.responsible)
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
