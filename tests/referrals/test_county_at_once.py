"""Two of the county, or of two counties, at the same moment: one result, the other is told."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import User
from caseload.undoing import AlreadyUndone, CaseHasWork, undo_triage
from cases.actions.closed_case import CaseClosed
from cases.actions.notes import write_note
from cases.models import Case, CaseClosure, Note
from referrals.intake.actions import AlreadyTriaged, BeingTransferred, MovedAway, triage_referral
from referrals.models import Referral, Transfer, Triage
from referrals.moving.actions.transfer import (
    AlreadyOffered,
    TransferDecided,
    accept_transfer,
    offer_transfer,
    return_transfer,
)
from referrals.vocabulary import Decision
from tests.factories import (
    CountyFactory,
    IntakeWorkerFactory,
    NoteFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
)
from tests.test_at_once import at_once
from tests.waiting import PATIENCE, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ours() -> User:
    return IntakeWorkerFactory(unit=UnitFactory())


@pytest.fixture
def theirs() -> User:
    return IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="toinen")))


@pytest.fixture
def referral(ours: User) -> Referral:
    return ReferralFactory(county=ours.county)


def offer(referral: Referral, ours: User, theirs: User) -> Callable[[], None]:
    return lambda: offer_transfer(
        transfer=Transfer(referral=referral, to_county=theirs.county, reason="Väärä alue."),
        by=ours,
    )


def decide(referral: Referral, by: User) -> Callable[[], None]:
    triage = Triage(
        referral=referral,
        urgency="urgent",
        urgency_reason="Pian",
        dependants="nobody",
        measures="Ei vielä mitään",
        decision=Decision.NO_NEED,
    )
    return lambda: triage_referral(triage=triage, by=by)


def offered(referral: Referral, ours: User, theirs: User) -> Transfer:
    offer(referral, ours, theirs)()
    return Transfer.objects.get()


def test_contact_is_offered_once(ours, theirs, referral):
    raised = at_once(*[offer(referral, ours, theirs)] * 3)

    assert raised == [AlreadyOffered.__name__] * 2
    assert Transfer.objects.count() == 1


def test_contact_is_accepted_once(ours, theirs, referral):
    transfer = offered(referral, ours, theirs)

    raised = at_once(*[lambda: accept_transfer(transfer=transfer, by=theirs)] * 2)

    assert raised == [TransferDecided.__name__]
    assert Referral.objects.get().county == theirs.county


def test_accepting_and_withdrawing_have_one_result(ours, theirs, referral):
    transfer = offered(referral, ours, theirs)

    raised = at_once(
        lambda: accept_transfer(transfer=transfer, by=theirs),
        lambda: return_transfer(transfer=transfer, because="Erehdys.", by=ours),
    )

    assert raised == [TransferDecided.__name__]
    moved = Transfer.objects.get().outcome == "accepted"
    current = Referral.objects.get()
    assert current.offered_county is None
    assert current.county == (theirs.county if moved else ours.county)


def test_who_accepts_too_late_is_told_on_the_page_and_keeps_what_was_typed(ours, theirs, referral):
    transfer = offered(referral, ours, theirs)
    browser, page = Browser(), reverse("referrals:transfer_answer", args=[referral.pk])
    browser.force_login(theirs)
    answers = []

    def accept() -> None:
        typed = {"answer": "accept", "reason": "Pitkä perusteluni"}
        answers.append(browser.post(page, typed))
        connection.close()

    too_late = threading.Thread(target=accept)
    with transaction.atomic():
        return_transfer(transfer=transfer, because="Erehdys.", by=ours)
        too_late.start()
        wait_for(somebody_waits_for_a_lock, "the acceptance at the contact's lock")
    too_late.join(timeout=PATIENCE)

    assert [answer.status_code for answer in answers] == [409]
    assert "Pitkä perusteluni" in answers[0].content.decode()
    assert list(answers[0].context["form"].errors) == ["__all__"]


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


def test_contact_is_offered_or_decided_on_and_not_both(ours, theirs, referral):
    raised = at_once(offer(referral, ours, theirs), decide(referral, ours))

    assert raised in ([BeingTransferred.__name__], [AlreadyTriaged.__name__])
    assert Transfer.objects.count() + Triage.objects.count() == 1


def test_accepting_county_and_former_county_do_not_both_decide(ours, theirs, referral):
    transfer = offered(referral, ours, theirs)

    raised = at_once(lambda: accept_transfer(transfer=transfer, by=theirs), decide(referral, ours))

    assert raised in ([BeingTransferred.__name__], [MovedAway.__name__])
    assert Referral.objects.get().county == theirs.county
    assert not Triage.objects.exists()


def test_decision_is_undone_once(ours):
    triage = TriageFactory(unit=ours.unit_memberships.get().unit, by=ours)

    raised = at_once(*[lambda: undo_triage(triage=triage, by=ours, because="Virhe.")] * 3)

    assert raised == [AlreadyUndone.__name__] * 2
    assert CaseClosure.objects.count() == 1


def test_note_and_undoing_do_not_both_happen(ours):
    unit = ours.unit_memberships.get().unit
    triage = TriageFactory(unit=unit, by=ours, responsible=WorkerFactory(unit=unit))
    case = Case.objects.get()
    note = NoteFactory.build(case=case)

    raised = at_once(
        lambda: undo_triage(triage=triage, by=ours, because="Virhe."),
        lambda: write_note(note=note, by=case.responsible),
    )

    assert raised in ([CaseHasWork.__name__], [CaseClosed.__name__])
    assert Note.objects.exists() == Case.objects.get().is_open
