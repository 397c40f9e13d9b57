"""What the database holds of contacts and triages."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cases.models import Case
from referrals.models import Referral, Triage
from referrals.reference import ALPHABET, LENGTH, new_reference
from referrals.vocabulary import Decision, SenderStatus
from tests.factories import (
    CaseFactory,
    DraftFactory,
    QuestionFactory,
    ReferralFactory,
    TriageFactory,
)

pytestmark = pytest.mark.django_db

WRONG = {
    "sent_referral_has_county_reference_and_name": {"county": None},
    "sent_contact_has_consent": {"consent_on": None},
    "sent_referral_says_what_it_is_about": {"needs": []},
    "referral_release_not_before_custody": {"custody_started_on": dt.date(2027, 1, 1)},
    "referral_release_has_a_certainty": {"release_certainty": "unknown"},
}


@pytest.mark.parametrize("law", WRONG)
def test_contact_that_breaks_a_law_is_not_stored(law: str) -> None:
    with pytest.raises(IntegrityError, match=law):
        ReferralFactory(**WRONG[law])


def test_sent_contact_is_changed_by_nobody() -> None:
    sent = ReferralFactory()

    with pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.filter(pk=sent.pk).update(description="Muutettu")
    with pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.filter(pk=sent.pk).delete()

    assert Referral.objects.get().description == "Asunto puuttuu."


def test_triage_is_changed_by_nobody() -> None:
    triage = TriageFactory(decision=Decision.NO_NEED)

    with pytest.raises(DatabaseError), transaction.atomic():
        Triage.objects.filter(pk=triage.pk).update(measures="Muutettu")
    with pytest.raises(DatabaseError), transaction.atomic():
        Triage.objects.filter(pk=triage.pk).delete()


def test_two_contacts_never_share_a_reference() -> None:
    taken = ReferralFactory()
    draft = DraftFactory()

    with pytest.raises(IntegrityError, match="one_referral_per_reference"):
        Referral.objects.filter(pk=draft.pk).update(
            reference=taken.reference,
            status="sent",
            sent_at=taken.sent_at,
            county=taken.county,
            last_name="A",
            first_names="B",
            needs=["2"],
            made_by="client",
        )


def test_statutory_trigger_is_never_stored_as_not_urgent() -> None:
    with pytest.raises(IntegrityError, match="statutory_trigger_is_urgent"):
        TriageFactory(over_75=True, urgency="not_urgent")


def test_dependants_that_are_not_known_have_a_reason() -> None:
    with pytest.raises(IntegrityError, match="triage_says_why_dependants_are_not_known"):
        TriageFactory(dependants="not_known")


def test_triage_without_a_case_cannot_name_one() -> None:
    case = CaseFactory()
    referral = ReferralFactory(county=case.county)

    with pytest.raises(IntegrityError, match="triage_has_a_case_when_it_leads_to_one"):
        Triage.objects.create(
            referral=referral,
            urgency="urgent",
            dependants="nobody",
            decision=Decision.GUIDE,
            case=case,
            decided_by=case.responsible,
        )


def test_reference_has_ten_characters_that_look_like_no_other() -> None:
    references = {new_reference() for _time in range(200)}

    assert len(references) == 200
    assert {len(reference) for reference in references} == {LENGTH}
    assert not set("0O1IL5S8BUV") & set(ALPHABET)


def test_sender_is_told_draft_received_question_in_hand_or_handled_and_no_more() -> None:
    made = [
        DraftFactory(),
        ReferralFactory(),
        QuestionFactory().referral,
        TriageFactory().referral,
        TriageFactory(decision=Decision.NOT_REACHED, attempts=[{"on": "2026-03-02"}]).referral,
        TriageFactory(decision=Decision.NO_NEED).referral,
    ]
    listed = Referral.objects.for_listing().in_bulk([referral.pk for referral in made])

    assert [listed[referral.pk].sender_status for referral in made] == [
        SenderStatus.DRAFT,
        SenderStatus.RECEIVED,
        SenderStatus.QUESTION,
        SenderStatus.IN_HAND,
        SenderStatus.HANDLED,
        SenderStatus.HANDLED,
    ]


def test_contacts_of_a_case_are_found_from_it() -> None:
    triage = TriageFactory()
    TriageFactory()

    assert list(Referral.objects.of_case(Case.objects.get(pk=triage.case_id))) == [triage.referral]
