"""What happened to a contact after the sending is written once and kept."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from cases.register.merging import merge_clients
from referrals.models import Attachment, CustodyReport, Referral, Transfer
from referrals.moving.actions.custody_reports import report_custody
from referrals.moving.actions.take_over import take_over
from referrals.moving.actions.transfer import offer_transfer, return_transfer
from tests.factories import (
    AnswerFactory,
    ClientFactory,
    CountyFactory,
    IntakeWorkerFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    QuestionFactory,
    ReferralFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def life() -> None:
    """A contact that was asked about, answered, reported on, taken over, offered, returned."""
    referral = ReferralFactory()
    intake = IntakeWorkerFactory(unit=UnitFactory(county=referral.county))
    other = IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="toinen")))
    answer = AnswerFactory(question=QuestionFactory(referral=referral))
    Attachment.objects.create(
        message=answer, name="a.pdf", media_type="application/pdf", size=1, stored_as="x"
    )
    report = CustodyReport(referral=referral, facility=PrisonFactory(code="uusi"))
    report_custody(report=report, by=referral.holder)
    colleague = PrisonOfficerFactory(organisation=referral.holder_organisation)
    take_over(referral=referral, seen_holder=referral.holder_id, by=colleague)
    offered = Transfer(referral=referral, to_county=other.county, reason="Väärä alue.")
    offer_transfer(transfer=offered, by=intake)
    return_transfer(transfer=offered, because="Oikea alue.", by=other)
    kept, merged = ClientFactory.create_batch(2, county=referral.county)
    merge_clients(kept=kept, merged=merged, reason="Sama henkilö.", by=intake)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE referrals_referralmessage SET text = 'Toisin'",
        "DELETE FROM referrals_referralmessage",
        "UPDATE referrals_attachment SET name = 'b.pdf'",
        "DELETE FROM referrals_attachment",
        "UPDATE referrals_takeover SET taken_at = now()",
        "DELETE FROM referrals_takeover",
        "UPDATE referrals_custodyreport SET note = 'Toisin'",
        "DELETE FROM referrals_custodyreport",
        "UPDATE referrals_transfer SET reason = 'Toisin'",
        "UPDATE referrals_transfer SET outcome = 'accepted'",
        "DELETE FROM referrals_transfer",
        "UPDATE cases_clientmerge SET reason = 'Toisin'",
        "DELETE FROM cases_clientmerge",
    ],
)
def test_database_keeps_what_was_written_once(life: Any, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_only_who_answers_for_a_sent_contact_may_change(life: Any) -> None:
    sent = Referral.objects.filter(status="sent")

    sent.update(offered_to=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        sent.update(phone="050 000 0000")
