"""A mistaken decision is undone with a reason, and nothing that was written is lost."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import Unit, User
from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.closing import close_case
from cases.actions.custody import record_custody
from cases.models import Case, CaseClosure
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from referrals.models import Referral, Triage
from referrals.vocabulary import Decision, SenderStatus
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    ChecklistFactory,
    CountyFactory,
    CustodyFactFactory,
    IntakeWorkerFactory,
    NetworkMemberFactory,
    NoteFactory,
    PlanFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
REASON = "Kirjasin päätöksen väärään yhteydenottoon."
NO_CASE = [Decision.GUIDE, Decision.NO_NEED, Decision.NOT_REACHED]


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def intake(unit: Unit) -> User:
    return IntakeWorkerFactory(unit=unit, first_name="Perttu", last_name="Peruja")


@pytest.fixture
def browser(client: Browser, intake: User) -> Browser:
    client.force_login(intake)
    return client


@pytest.fixture
def worker(unit: Unit) -> User:
    return WorkerFactory(unit=unit)


@pytest.fixture
def opened(unit: Unit, worker: User) -> Triage:
    """A decision that opened a case; its contact told of custody."""
    triage = TriageFactory(unit=unit, responsible=worker)
    triage.case.refresh_from_db()
    return triage


def undo(browser: Browser, triage: Triage, **changed: str) -> Any:
    contact = triage.contact
    sent = {"reason": REASON, "triage": str(triage.pk)} | changed
    return browser.post(reverse("caseload:triage_undo", args=[contact.pk]), sent)


def status_of(triage: Triage) -> SenderStatus:
    return Referral.objects.for_listing().get(pk=triage.contact.pk).sender_status


@pytest.mark.parametrize("decision", NO_CASE)
def test_contact_without_a_case_simply_waits_again(browser, unit, intake, decision):
    triage = TriageFactory(unit=unit, decision=decision)
    contact = triage.referral

    response = undo(browser, triage)

    assert response.url == reverse("referrals:referral_triage", args=[contact.pk])
    undone = Triage.objects.get()
    assert (undone.referral, undone.undone_of, undone.undone_by) == (None, contact, intake)
    assert undone.undone_because == REASON
    assert list(Referral.objects.untriaged()) == [contact]
    assert AuditEvent.objects.get(action=Action.TRIAGE_UNDONE).referral_id == contact.pk


def test_undone_decision_stays_to_be_read_beside_the_contact(browser, unit):
    triage = TriageFactory(unit=unit, decision=Decision.GUIDE, measures="Neuvottiin Kelaan.")
    contact = triage.referral

    undo(browser, triage)

    page = browser.get(reverse("referrals:referral_triage", args=[contact.pk])).content.decode()
    for words in ("Neuvottiin Kelaan.", REASON, "Perttu Peruja"):
        assert words in page
    queue = browser.get(reverse("referrals:queue")).content.decode()
    assert "peruttu" in queue


def test_undone_contact_may_be_decided_on_and_undone_again(browser, unit):
    triage = TriageFactory(unit=unit, decision=Decision.GUIDE)
    contact = triage.referral
    undo(browser, triage)
    second = TriageFactory(
        referral=Referral.objects.get(pk=contact.pk), unit=unit, decision=Decision.NO_NEED
    )

    response = undo(browser, second)

    assert response.status_code == 302
    assert Triage.objects.filter(undone_of=contact).count() == 2


def test_sender_sees_received_again_and_is_told_nothing(browser, unit):
    triage = TriageFactory(unit=unit, decision=Decision.GUIDE)
    holder = triage.referral.holder
    assert status_of(triage) == SenderStatus.HANDLED

    undo(browser, triage)

    assert status_of(Triage.objects.get()) == SenderStatus.RECEIVED
    assert not Notice.objects.told_to(holder).exists()


def test_sender_is_told_of_the_new_decision(browser, unit):
    triage = TriageFactory(unit=unit, decision=Decision.GUIDE)
    Notice.objects.filter(kind=NoticeKind.REFERRAL_HANDLED).update(read_at="2026-01-01T00:00Z")
    undo(browser, triage)

    TriageFactory(referral=triage.contact, unit=unit, decision=Decision.NO_NEED)

    told = Notice.objects.filter(kind=NoticeKind.REFERRAL_HANDLED, read_at=None)
    assert told.get().receiver == triage.contact.holder


def test_other_intake_workers_are_told_that_it_waits(browser, unit, intake):
    other = IntakeWorkerFactory(unit=unit)
    triage = TriageFactory(unit=unit, by=intake, decision=Decision.GUIDE)

    undo(browser, triage)

    assert Notice.objects.get(kind=NoticeKind.TRIAGE_UNDONE).receiver == other


def test_case_that_was_opened_by_mistake_is_closed_and_its_team_told(browser, opened, worker):
    undo(browser, opened)

    case = Case.objects.get()
    closure = CaseClosure.objects.get()
    assert not case.is_open
    assert (closure.case, closure.reason) == (case, CaseClosure.Reason.OPENED_BY_MISTAKE)
    told = Notice.objects.get(kind=NoticeKind.TRIAGE_UNDONE, receiver=worker)
    assert (told.case_id, told.link) == (case.pk, case.get_absolute_url())
    assert AuditEvent.objects.get(action=Action.TRIAGE_UNDONE).case_id == case.pk
    assert status_of(Triage.objects.get()) == SenderStatus.RECEIVED


def test_client_of_the_closed_case_is_found_when_the_contact_is_decided_on_again(
    browser, opened, unit
):
    undo(browser, opened)
    client = Case.objects.get().client
    contact = Referral.objects.get()

    page = browser.get(reverse("referrals:referral_triage", args=[contact.pk]))

    assert [hit.client for hit in page.context["likely"]] == [client]
    again = TriageFactory(referral=contact, unit=unit, client=client)
    assert again.case is not None
    assert Case.objects.open().get() == again.case


WORK = {
    "notes": lambda case: NoteFactory(case=case),
    "assessment": lambda case: AssessmentFactory(case=case),
    "network": lambda case: NetworkMemberFactory(case=case),
    "plan": lambda case: PlanFactory(case=case),
    "checklist": lambda case: ChecklistFactory(case=case),
    "custody": lambda case: record_custody(fact=CustodyFactFactory(case=case), by=case.responsible),
    "contact": lambda case: TriageFactory(
        unit=case.unit, decision=Decision.JOIN, client=case.client
    ),
}


@pytest.mark.parametrize("what", WORK)
def test_case_with_work_in_it_stays_and_the_page_says_what_to_do(browser, opened, what):
    WORK[what](opened.case)

    response = undo(browser, opened)

    assert response.status_code == 409
    assert Case.objects.get(pk=opened.case.pk).is_open
    assert Triage.objects.get(pk=opened.pk).referral is not None
    shown = response.content.decode()
    assert "tavalliseen tapaan" in shown
    assert REASON in shown


def test_page_of_a_case_with_work_tells_it_before_anything_is_written(browser, opened):
    NoteFactory(case=opened.case)

    page = browser.get(reverse("caseload:triage_undo", args=[opened.referral.pk]))

    assert page.context["may_not"]
    assert 'name="reason"' not in page.content.decode()


def test_case_that_was_closed_in_the_ordinary_way_keeps_its_decision(browser, opened, worker):
    closure = CaseClosure(case=opened.case, reason=CaseClosure.Reason.CLIENT_WISH)
    close_case(closure=closure, by=worker)

    response = undo(browser, opened)

    assert response.status_code == 409
    assert CaseClosure.objects.get() == closure


def test_mistake_is_no_reason_that_a_worker_chooses_when_closing(opened, worker, client):
    client.force_login(worker)

    form = client.get(reverse("caseload:case_close", args=[opened.case.pk])).context["form"]

    offered = [value for value, _words in form.fields["reason"].choices]
    assert "opened_by_mistake" not in offered
    assert "died" in offered


def test_joined_contact_leaves_the_case_whose_log_keeps_it(browser, unit, client):
    case = CaseFactory(unit=unit)
    NoteFactory(case=case)
    triage = TriageFactory(unit=unit, decision=Decision.JOIN, client=case.client)
    contact = triage.referral

    response = undo(browser, triage)

    assert response.status_code == 302
    case.refresh_from_db()
    assert case.is_open
    assert not Referral.objects.of_case(case).exists()
    told = Notice.objects.get(kind=NoticeKind.TRIAGE_UNDONE, receiver=case.responsible)
    assert told.parameters == {"reference": contact.reference}
    assert not Notice.objects.told_to(case.responsible).filter(kind="referral_joined").exists()
    assert AuditEvent.objects.of_case(case.pk).filter(action=Action.TRIAGE_UNDONE).exists()
    client.force_login(case.responsible)
    assert client.get(reverse("referrals:referral_in_case", args=[contact.pk])).status_code == 404


def test_second_undoing_is_told(browser, unit):
    triage = TriageFactory(unit=unit, decision=Decision.GUIDE)
    undo(browser, triage)

    response = undo(browser, triage)

    assert response.status_code == 409
    assert REASON in response.content.decode()


def test_decision_that_was_made_anew_is_not_undone_by_an_old_page(browser, unit):
    triage = TriageFactory(unit=unit, decision=Decision.GUIDE)
    undo(browser, triage)
    TriageFactory(referral=triage.contact, unit=unit, decision=Decision.NO_NEED)

    response = undo(browser, triage)

    assert response.status_code == 409
    assert Triage.objects.filter(undone_at=None).count() == 1


REFUSED = {"no reason": " ", "too long": "x" * 10_001, "null byte": "a\x00b"}


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_is_undone_with(browser, unit, what):
    triage = TriageFactory(unit=unit, decision=Decision.GUIDE)

    response = undo(browser, triage, reason=REFUSED[what])

    assert list(response.context["form"].errors) == ["reason"]
    assert Triage.objects.get().undone_at is None


@pytest.mark.parametrize("who", ["worker", "sender", "other county"])
def test_nobody_else_undoes(client, unit, who):
    triage = TriageFactory(unit=unit, decision=Decision.GUIDE)
    people = {
        "worker": lambda: WorkerFactory(unit=unit),
        "sender": lambda: triage.referral.holder,
        "other county": lambda: IntakeWorkerFactory(
            unit=UnitFactory(county=CountyFactory(code="muu"))
        ),
    }
    client.force_login(people[who]())

    assert undo(client, triage).status_code in (403, 404)
    assert Triage.objects.get().undone_at is None
