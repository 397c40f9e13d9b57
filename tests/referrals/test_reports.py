"""What a sender tells of custody after the sending, and what the county makes of it."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.case_page.facts import facts_of_one
from caseload.case_page.next_action import next_action
from caseload.closing import close_case
from cases.actions.custody import record_custody
from cases.custody import FactSource
from cases.models import Case, CaseClosure, CustodyFact
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from referrals.actions.reports import (
    AlreadyDecided,
    NobodyWaits,
    confirm_report,
    propose_what_was_told,
    report_custody,
)
from referrals.models import CustodyReport, Referral
from referrals.vocabulary import ReportOutcome
from tests.factories import (
    CaseFactory,
    CustodyFactFactory,
    IntakeWorkerFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    SupervisorFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
)
from tests.test_at_once import at_once

pytestmark = pytest.mark.django_db
NEW_DAY = dt.date(2027, 3, 5)


def url_of(referral: Referral) -> str:
    return reverse("referrals:report", args=[referral.pk])


def reports_url(case: Case) -> str:
    return reverse("referrals:reports", args=[case.pk])


def release_form(**changed: str) -> dict[str, str]:
    words = {"what": "release", "release_on": "5.3.2027", "release_certainty": "official"}
    return words | changed


def told(referral: Referral, **values: Any) -> CustodyReport:
    report = CustodyReport(referral=referral, **values)
    return report_custody(report=report, by=referral.holder)


def told_release(referral: Referral) -> CustodyReport:
    return told(referral, release_on=NEW_DAY, release_certainty="official")


@pytest.fixture
def case() -> Case:
    """Opened from a contact, with a personal worker."""
    unit = UnitFactory()
    triage = TriageFactory(unit=unit, responsible=WorkerFactory(unit=unit))
    return Case.objects.get(pk=triage.case.pk)


@pytest.fixture
def referral(case: Case) -> Referral:
    return Referral.objects.of_case(case).get()


def test_release_is_told_in_one_step_and_the_intake_sees_it_at_once(client: Browser) -> None:
    referral, intake = ReferralFactory(), IntakeWorkerFactory()
    client.force_login(referral.holder)

    answer = client.post(url_of(referral), release_form(release_kind="to_conditional_release"))

    assert answer.status_code == 302
    report = CustodyReport.objects.get()
    assert (report.release_on, report.release_certainty) == (NEW_DAY, "official")
    assert (report.told_by, report.told_for) == (referral.holder, referral.holder_organisation)
    notice = intake.notices.get(kind=NoticeKind.CUSTODY_REPORTED)
    assert notice.link == reverse("referrals:triage", args=[referral.pk])
    assert "2027" not in notice.text + notice.heading
    events = AuditEvent.objects.of_referral(referral.pk)
    assert events.filter(action=Action.CUSTODY_REPORTED).count() == 1


def test_day_that_is_not_known_any_more_is_told_with_the_reason(client: Browser) -> None:
    referral = ReferralFactory()
    client.force_login(referral.holder)
    words = {
        "what": "release",
        "release_on_unknown": "on",
        "release_on_unknown_reason": "Odottaa päätöstä.",
    }

    client.post(url_of(referral), words)

    report = CustodyReport.objects.get()
    assert (report.release_on, report.release_certainty) == (None, "unknown")
    assert report.note == "Odottaa päätöstä."


def test_move_is_told_in_one_step_without_a_day(client: Browser) -> None:
    referral, prison = ReferralFactory(), PrisonFactory(code="uusi")
    client.force_login(referral.holder)

    client.post(url_of(referral), {"what": "moved", "facility": prison.pk, "moved_on": ""})

    assert CustodyReport.objects.get().facility == prison
    referral.refresh_from_db()
    assert referral.offered_to == prison


WRONG = {
    "no day and no reason": {"what": "release"},
    "no certainty": release_form(release_certainty=""),
    "before the custody began": release_form(release_on="1.1.2026"),
    "no such day": release_form(release_on="31.2.2027"),
    "a reason that is too long": {
        "what": "release",
        "release_on_unknown": "on",
        "release_on_unknown_reason": "x" * 201,
    },
    "no prison": {"what": "moved", "moved_on": "3.3.2026"},
    "a prison that is none": {"what": "moved", "facility": "999999"},
    "a move before the custody began": {"what": "moved", "moved_on": "1.1.2026"},
    "a move that lies ahead": {"what": "moved", "moved_on": "1.1.2090"},
    "no form": {},
    "another form": {"what": "x"},
}


@pytest.mark.parametrize("why", WRONG)
def test_wrong_form_comes_back_with_what_was_typed(client: Browser, why: str) -> None:
    referral = ReferralFactory()
    client.force_login(referral.holder)

    answer = client.post(url_of(referral), WRONG[why])

    assert answer.status_code == 200
    assert not CustodyReport.objects.exists()
    for name in ("release_on", "moved_on"):
        if typed := WRONG[why].get(name):
            assert f'value="{typed}"' in answer.content.decode()


def test_the_same_told_twice_is_one_report_and_a_later_change_another(client: Browser) -> None:
    referral = ReferralFactory()
    client.force_login(referral.holder)

    for day in ("5.3.2027", "5.3.2027", "6.3.2027"):
        client.post(url_of(referral), release_form(release_on=day))

    assert CustodyReport.objects.count() == 2


def test_colleague_does_not_report_what_another_answers_for(client: Browser) -> None:
    referral = ReferralFactory()
    client.force_login(PrisonOfficerFactory(organisation=referral.holder_organisation))

    assert client.get(url_of(referral)).status_code == 403
    assert client.post(url_of(referral), release_form()).status_code == 403


def test_contact_that_is_handled_takes_no_reports(client: Browser) -> None:
    referral = ReferralFactory()
    TriageFactory(referral=referral, decision="guide")
    client.force_login(referral.holder)

    assert client.get(url_of(referral)).status_code == 302
    late = client.post(url_of(referral), release_form())

    assert late.status_code == 409
    assert "5.3.2027" in late.content.decode()
    with pytest.raises(NobodyWaits):
        told_release(referral)


def test_personal_worker_is_told_and_it_is_the_next_thing_to_do(
    case: Case, referral: Referral
) -> None:
    told_release(referral)

    (notice,) = case.responsible.notices.filter(kind=NoticeKind.CUSTODY_REPORTED)
    action = next_action(facts_of_one(case), timezone.localdate())
    assert notice.link == reports_url(case)
    assert (action.key, action.url) == ("confirm_report", reports_url(case))


def test_without_a_worker_the_supervisor_is_told() -> None:
    unit = UnitFactory()
    leader = SupervisorFactory(unit=unit)
    triage = TriageFactory(unit=unit)

    told_release(triage.referral)

    (notice,) = leader.notices.filter(kind=NoticeKind.CUSTODY_REPORTED)
    assert notice.link == reverse("cases:assign", args=[triage.case.pk])


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
    assert (fact.kind, fact.started_on, fact.facility) == (
        before.kind,
        before.started_on,
        before.facility,
    )
    assert fact.source == FactSource.SENDER
    assert referral.holder.get_full_name() in fact.source_detail
    assert CustodyFact.objects.of_case(case).count() == 2  # the older one stays
    assert not Notice.objects.inbox_of(case.responsible).filter(kind=NoticeKind.CUSTODY_REPORTED)


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
        case=case, started_on=dt.date(2027, 6, 1), release_on=dt.date(2027, 12, 1)
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
