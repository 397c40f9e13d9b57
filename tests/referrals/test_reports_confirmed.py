"""The team confirms what a sender told of custody, or says why not."""

import datetime as dt

import pytest
from django.test import Client as Browser
from django.urls import reverse

from caseload.closing import close_case
from caseload.undoing import undo_triage
from cases.actions.custody import record_custody
from cases.custody import FactSource
from cases.models import Case, CaseClosure, CustodyFact
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from referrals.models import CustodyReport, Referral
from referrals.moving.actions.custody_reports import (
    AlreadyDecided,
    FactsChanged,
    confirm_report,
    decline_report,
    propose_what_was_told,
)
from referrals.vocabulary import Decision, ReportOutcome
from tests.factories import (
    CaseFactory,
    CustodyFactFactory,
    PrisonFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
)
from tests.referrals.reporting import (
    NEW_DAY,
    case_of_a_contact,
    release_form,
    reports_url,
    told,
    told_release,
    url_of,
)
from tests.test_at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return case_of_a_contact()


@pytest.fixture
def referral(case: Case) -> Referral:
    return Referral.objects.of_case(case).get()


def test_report_from_before_the_triage_waits_for_the_team(client: Browser) -> None:
    unit = UnitFactory()
    referral = ReferralFactory(county=unit.county)
    report = told_release(referral)
    worker = WorkerFactory(unit=unit)
    triage = TriageFactory(referral=referral, unit=unit, responsible=worker)
    client.force_login(worker)

    page = client.get(reports_url(triage.case))

    assert [item["told"].report for item in page.context["waiting"]] == [report]
    triage.case.refresh_from_db()
    assert triage.case.release_on == referral.release_on
    assert (
        reports_url(triage.case)
        in client.get(reverse("cases:custody", args=[triage.case.pk])).content.decode()
    )


def test_confirmed_release_becomes_a_fact_that_keeps_the_rest(
    client: Browser, case: Case, referral: Referral
) -> None:
    before = CustodyFact.objects.of_case(case).first()
    report = told_release(referral)
    client.force_login(case.responsible)

    sent = {"report": report.pk, "decision": "confirm", "seen": before.pk}
    response = client.post(reports_url(case), sent)

    # What hangs on the release is shown next.
    assert response.url == reverse("caseload:moved_release", args=[case.pk]) + "#content"
    fact = CustodyFact.objects.of_case(case).first()
    report.refresh_from_db()
    case.refresh_from_db()
    assert (report.outcome, report.fact, report.decided_by) == (
        ReportOutcome.CONFIRMED,
        fact,
        case.responsible,
    )
    assert (fact.release_on, case.release_on) == (NEW_DAY, NEW_DAY)
    assert (fact.custody_kind, fact.custody_started_on, fact.facility) == (
        before.custody_kind,
        before.custody_started_on,
        before.facility,
    )
    assert fact.source == FactSource.SENDER
    assert referral.holder.get_full_name() in fact.source_detail
    assert CustodyFact.objects.of_case(case).count() == 2  # the older one stays
    assert not Notice.objects.told_to(case.responsible).filter(kind=NoticeKind.CUSTODY_REPORTED)


def test_confirmed_move_keeps_the_release(case: Case, referral: Referral) -> None:
    prison = PrisonFactory(code="uusi")
    before = CustodyFact.objects.of_case(case).first()
    report = told(referral, facility=prison)

    fact = confirm_report(report=report, case=case, seen_fact=before.pk, by=case.responsible)

    assert fact.facility == prison
    assert (fact.release_on, fact.release_certainty) == (
        before.release_on,
        before.release_certainty,
    )


def test_unknown_release_takes_the_date_away_with_its_reason(
    case: Case, referral: Referral
) -> None:
    before = CustodyFact.objects.of_case(case).first()
    report = told(referral, release_certainty="unknown", note="Odottaa päätöstä.")

    fact = confirm_report(report=report, case=case, seen_fact=before.pk, by=case.responsible)

    assert (fact.release_on, fact.not_known_because) == (None, "Odottaa päätöstä.")


def test_declining_needs_a_reason_and_leaves_the_facts(
    client: Browser, case: Case, referral: Referral
) -> None:
    report = told_release(referral)
    client.force_login(case.responsible)
    sent = {"report": report.pk, "decision": "decline"}

    bare = client.post(reports_url(case), sent | {"declined_because": ""})
    assert bare.status_code == 200
    client.post(reports_url(case), sent | {"declined_because": "Vankila perui."})

    report.refresh_from_db()
    assert (report.outcome, report.declined_because) == (
        ReportOutcome.DECLINED,
        "Vankila perui.",
    )
    assert CustodyFact.objects.of_case(case).count() == 1


def test_one_who_comes_second_is_told_what_was_decided(
    client: Browser, case: Case, referral: Referral
) -> None:
    report = told_release(referral)
    fact = CustodyFact.objects.of_case(case).first()
    confirm_report(report=report, case=case, seen_fact=fact.pk, by=case.responsible)
    client.force_login(case.responsible)

    late = client.post(
        reports_url(case),
        {"report": report.pk, "decision": "decline", "declined_because": "Ei pidä paikkaansa."},
    )

    assert late.status_code == 409
    assert case.responsible.get_full_name() in late.content.decode()


def test_facts_that_changed_meanwhile_are_compared_again(
    client: Browser, case: Case, referral: Referral
) -> None:
    report = told_release(referral)
    seen = CustodyFact.objects.of_case(case).first().pk
    record_custody(fact=CustodyFactFactory(case=case), by=case.responsible)
    client.force_login(case.responsible)

    answer = client.post(
        reports_url(case), {"report": report.pk, "decision": "confirm", "seen": seen}
    )

    assert answer.status_code == 409
    assert CustodyReport.objects.waiting().count() == 1


def test_release_before_the_case_s_custody_is_not_confirmed(
    client: Browser, case: Case, referral: Referral
) -> None:
    report = told_release(referral)
    later = CustodyFactFactory(
        case=case, custody_started_on=dt.date(2027, 6, 1), release_on=dt.date(2027, 12, 1)
    )
    record_custody(fact=later, by=case.responsible)
    client.force_login(case.responsible)

    answer = client.post(
        reports_url(case), {"report": report.pk, "decision": "confirm", "seen": later.pk}
    )

    assert answer.status_code == 409
    assert CustodyFact.objects.of_case(case).first() == later


def test_closed_case_takes_no_fact_and_the_sender_sees_no_difference(
    client: Browser, case: Case, referral: Referral
) -> None:
    close_case(
        closure=CaseClosure(case=case, reason=CaseClosure.Reason.NO_LONGER_NEEDED),
        by=case.responsible,
    )
    client.force_login(referral.holder)
    assert client.post(url_of(referral), release_form()).status_code == 302
    report = CustodyReport.objects.get()
    client.force_login(case.responsible)

    answer = client.post(
        reports_url(case), {"report": report.pk, "decision": "decline", "declined_because": "x"}
    )

    assert answer.status_code == 409
    assert CustodyReport.objects.waiting().count() == 1


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 40])
def test_report_that_is_not_there_changes_nothing(
    client: Browser, case: Case, referral: Referral, number: str
) -> None:
    told_release(referral)
    client.force_login(case.responsible)

    answer = client.post(reports_url(case), {"report": number, "decision": "confirm"})

    assert answer.status_code == 302
    assert CustodyReport.objects.waiting().count() == 1


def test_report_of_another_case_is_not_decided_here(client: Browser, case: Case) -> None:
    other = TriageFactory()
    report = told_release(other.referral)
    client.force_login(case.responsible)

    client.post(reports_url(case), {"report": report.pk, "decision": "confirm", "seen": 0})

    assert CustodyReport.objects.waiting().count() == 1


def test_joined_contact_s_custody_waits_and_overwrites_nothing() -> None:
    case = CaseFactory()
    known = CustodyFactFactory(case=case)
    record_custody(fact=known, by=case.responsible)
    referral = ReferralFactory(
        county=case.county, release_on=NEW_DAY, custody_started_on=dt.date(2026, 2, 2)
    )

    report = propose_what_was_told(referral=referral, case=case)

    assert report is not None
    assert (report.release_on, report.told_by) == (NEW_DAY, referral.sender)
    assert CustodyFact.objects.of_case(case).get() == known
    # The same join again, after an undone triage, tells nothing new.
    assert propose_what_was_told(referral=referral, case=case) is None


def test_of_a_call_that_was_written_down_the_worker_tells_nothing() -> None:
    case = CaseFactory()
    record_custody(fact=CustodyFactFactory(case=case), by=case.responsible)
    referral = ReferralFactory(
        county=case.county, release_on=NEW_DAY, custody_started_on=dt.date(2026, 2, 2)
    )
    referral.channel = "phone"

    report = propose_what_was_told(referral=referral, case=case)

    assert report is not None
    assert (report.told_by, report.told_for) == (None, None)


def test_joined_contact_that_tells_what_is_known_proposes_nothing() -> None:
    case = CaseFactory()
    record_custody(fact=CustodyFactFactory(case=case), by=case.responsible)
    referral = ReferralFactory(county=case.county, release_on=dt.date(2026, 12, 14))

    assert propose_what_was_told(referral=referral, case=case) is None


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_make_one_fact() -> None:
    unit = UnitFactory()
    triage = TriageFactory(unit=unit, responsible=WorkerFactory(unit=unit))
    case, report = Case.objects.get(pk=triage.case.pk), told_release(triage.referral)
    seen = CustodyFact.objects.of_case(case).first().pk

    raised = at_once(
        *[lambda: confirm_report(report=report, case=case, seen_fact=seen, by=case.responsible)] * 2
    )

    assert raised == [AlreadyDecided.__name__]
    assert CustodyFact.objects.of_case(case).count() == 2


def test_report_of_a_contact_that_has_just_left_the_case_is_not_confirmed() -> None:
    opened = TriageFactory()
    case, intake = opened.case, opened.decided_by
    joined = ReferralFactory(county=case.county)
    decision = TriageFactory(
        referral=joined, client=case.client, unit=case.unit, by=intake, decision=Decision.JOIN
    )
    report = told_release(joined)
    undo_triage(triage=decision, by=intake, because="Väärä henkilö.")
    present = CustodyFact.objects.of_case(case).get()

    with pytest.raises(FactsChanged):
        confirm_report(report=report, case=case, seen_fact=present.pk, by=intake)
    with pytest.raises(FactsChanged):
        decline_report(report=report, case=case, because="Ei.", by=intake)
