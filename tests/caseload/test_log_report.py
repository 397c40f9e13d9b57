"""The client's own report: who has used the data, when, from where and for what."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from audit.recording import record
from audit.vocabulary import Action
from caseload.log_report.uses import log_report
from cases.actions.leaving import close_account
from cases.actions.notes import write_note
from cases.actions.team import assign_worker, open_for_purpose
from cases.models import Note
from cases.permissions import CaseRole
from tests.factories import CaseFactory, SupervisorFactory, UserFactory, WorkerFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 2)
NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def case():
    with time_machine.travel(NOON - dt.timedelta(days=10), tick=False):
        return CaseFactory()


def at(days_ago):
    return time_machine.travel(NOON - dt.timedelta(days=days_ago), tick=False)


def uses_of(report, user):
    return [use for use in report.recent if use.who == user.get_full_name()]


def test_all_that_one_person_did_on_one_day_is_one_line(case):
    worker = case.responsible
    with at(1):
        record(Action.CASE_READ, by=worker, case=case)
        record(Action.CASE_READ, by=worker, case=case)
        note = Note(case=case, kind="meeting", outcome="met", text="x", occurred_on=TODAY)
        write_note(note=note, by=worker)

    (use, *_earlier) = uses_of(log_report(case, TODAY), worker)

    assert use.day == TODAY - dt.timedelta(days=1)
    assert use.did == ["avasi asiasi", "kirjoitti tai muutti"]
    assert use.unit == worker.organisation_name


def test_a_stated_purpose_is_told(case):
    supervisor = SupervisorFactory(unit=case.unit)
    with at(1):
        open_for_purpose(case=case, by=supervisor, purpose="Kantelun selvittäminen")

    (use,) = uses_of(log_report(case, TODAY), supervisor)

    assert use.purposes == ["Kantelun selvittäminen"]


def test_a_name_seen_in_a_list_is_told(case, client):
    client.force_login(case.responsible)
    with at(1):
        client.get(reverse("caseload:my_work"))

    assert uses_of(log_report(case, TODAY), case.responsible)[0].did == ["näki nimesi luettelossa"]


def test_what_is_older_than_two_years_stands_apart(case):
    with at(800):
        record(Action.CASE_READ, by=case.responsible, case=case)

    report = log_report(case, TODAY)

    assert [use.day for use in report.older] == [TODAY - dt.timedelta(days=800)]


def test_what_the_system_did_is_nobodys_use(case):
    with at(1):
        record(Action.CASE_READ, by=None, case=case)

    assert all(use.who for use in log_report(case, TODAY).recent)


def test_what_happened_to_another_client_is_not_told(case):
    other = CaseFactory(unit=case.unit)
    with at(1):
        record(Action.CASE_READ, by=other.responsible, case=other)

    assert uses_of(log_report(case, TODAY), other.responsible) == []


def test_taking_the_report_is_itself_in_the_log(case, client):
    client.force_login(case.responsible)

    client.get(reverse("caseload:log_report_print", args=[case.pk]))

    assert case.responsible.get_full_name() in {
        use.who for use in log_report(case, timezone.localdate()).recent
    }


def test_who_worked_in_two_languages_on_one_day_is_one_line(case):
    worker = case.responsible
    for language in ("fi", "sv"):
        with at(1), translation.override(language):
            record(Action.CASE_READ, by=worker, case=case)

    uses = uses_of(log_report(case, TODAY), worker)

    assert [use.day for use in uses].count(TODAY - dt.timedelta(days=1)) == 1


def test_an_administrator_who_closes_an_account_has_not_written_in_the_case(case):
    colleague = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=colleague, role=CaseRole.MEMBER, by=case.responsible)
    administrator = UserFactory(is_superuser=True, organisation=case.county)
    with at(1):
        close_account(user=colleague, by=administrator)

    (use,) = uses_of(log_report(case, TODAY), administrator)

    assert use.did == ["muutti sitä, ketkä hoitavat asiaasi"]
