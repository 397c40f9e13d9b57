"""A contact that came to the wrong county moves once, with everything, and is never nobody's."""

import uuid
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import Organisation, User
from audit.models import AuditEvent
from audit.vocabulary import Action
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from referrals.models import Referral, ReferralMessage, Transfer, Triage
from referrals.moving.actions.transfer import (
    NotReceiving,
    TransferDecided,
    accept_transfer,
    offer_transfer,
    return_transfer,
)
from tests.factories import (
    CountyFactory,
    IntakeWorkerFactory,
    MunicipalityFactory,
    ReferralFactory,
    SupervisorFactory,
    TriageFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
REASON = "Kotikunta on Mikkeli."


@pytest.fixture
def ours() -> User:
    return IntakeWorkerFactory(unit=UnitFactory(), first_name="Anna", last_name="Antaja")


@pytest.fixture
def theirs() -> User:
    county = CountyFactory(code="toinen", name_fi="Toinen hyvinvointialue")
    return IntakeWorkerFactory(
        unit=UnitFactory(county=county), first_name="Otto", last_name="Ottaja"
    )


@pytest.fixture
def referral(ours: User) -> Referral:
    return ReferralFactory(county=ours.county, description="Kuvaus tilanteesta")


@pytest.fixture
def transfer(ours: User, theirs: User, referral: Referral) -> Transfer:
    offered = Transfer(referral=referral, to_county=theirs.county, reason=REASON)
    offer_transfer(transfer=offered, by=ours)
    return offered


def as_(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


def url(page: str, referral: Referral) -> str:
    return reverse(f"referrals:{page}", args=[referral.pk])


def offer(browser: Browser, referral: Referral, to: Organisation, reason: str = REASON) -> Any:
    return browser.post(
        url("transfer_offer", referral), {"to_county": str(to.pk), "reason": reason}
    )


def test_offered_contact_stays_with_its_county_until_it_is_accepted(ours, theirs, referral):
    response = offer(as_(ours), referral, theirs.county)

    assert response.url == reverse("referrals:queue")
    referral = Referral.objects.get()
    assert (referral.county, referral.offered_county) == (ours.county, theirs.county)
    transfer = Transfer.objects.get()
    assert (transfer.from_county, transfer.asked_by, transfer.reason) == (
        ours.county,
        ours,
        REASON,
    )
    told = Notice.objects.get(kind=NoticeKind.TRANSFER_OFFERED)
    assert (told.receiver, told.link) == (theirs, url("transfer_answer", referral))
    assert AuditEvent.objects.get(action=Action.TRANSFER_OFFERED).by_id == ours.pk


def test_both_queues_show_what_is_handed_over(ours, theirs, referral, transfer):
    from_ours = as_(ours).get(reverse("referrals:queue"))
    from_theirs = as_(theirs).get(reverse("referrals:queue"))

    assert from_ours.context["offered_by_us"].rows == [transfer]
    assert list(from_ours.context["table"].page) == []
    assert from_theirs.context["offered_to_us"].rows == [transfer]
    assert list(from_theirs.context["table"].page) == []
    assert REASON in from_theirs.content.decode()


def test_receiver_reads_everything_before_answering(theirs, referral, transfer):
    shown = as_(theirs).get(url("transfer_answer", referral)).content.decode()

    assert "Kuvaus tilanteesta" in shown
    assert REASON in shown


def test_accepted_contact_moves_with_its_messages_and_every_side_is_told(
    ours, theirs, referral, transfer
):
    message = ReferralMessage.objects.create(
        referral=referral,
        kind=ReferralMessage.Kind.QUESTION,
        text="Missä asut?",
        written_by=ours,
        written_for=ours.county,
    )

    response = as_(theirs).post(url("transfer_answer", referral), {"answer": "accept"})

    assert response.url == url("referral_triage", referral)
    moved = Referral.objects.get()
    assert (moved.county, moved.offered_county) == (theirs.county, None)
    assert moved.reference == referral.reference
    assert list(moved.messages.all()) == [message]
    told = set(Notice.objects.filter(cancelled_at=None).values_list("kind", "receiver"))
    assert told == {
        (NoticeKind.TRANSFER_ACCEPTED, ours.pk),
        (NoticeKind.REFERRAL_TRANSFERRED, referral.holder_id),
    }
    assert as_(theirs).get(url("referral_triage", referral)).status_code == 200


def test_former_county_keeps_the_trace_and_not_the_content(ours, theirs, referral, transfer):
    accept_transfer(transfer=transfer, by=theirs)

    page = as_(ours).get(url("referral_triage", referral))
    trace = as_(ours).get(reverse("referrals:transfer_list")).content.decode()

    for shown in (page.content.decode(), trace):
        assert referral.reference in shown
        assert REASON in shown
        assert "Toinen hyvinvointialue" in shown
        assert referral.last_name not in shown
        assert "Kuvaus tilanteesta" not in shown
    assert page.templates[0].name == "referrals/moved_away.html"


def test_triage_of_a_contact_that_has_moved_keeps_the_texts(ours, theirs, referral, transfer):
    accept_transfer(transfer=transfer, by=theirs)

    typed = {"measures": "Soitin jo kahdesti.", "form_key": str(uuid.uuid4())}

    response = as_(ours).post(url("referral_triage", referral), typed)

    assert response.status_code == 409
    assert "Soitin jo kahdesti." in response.content.decode()
    assert not Triage.objects.exists()


def test_returned_contact_waits_in_the_first_county_again(ours, theirs, referral, transfer):
    sent = {"answer": "return", "reason": "Kotikunta on teillä."}

    response = as_(theirs).post(url("transfer_answer", referral), sent)

    assert response.url == reverse("referrals:queue")
    back = Referral.objects.get()
    assert (back.county, back.offered_county) == (ours.county, None)
    told = Notice.objects.get(kind=NoticeKind.TRANSFER_RETURNED)
    assert (told.receiver, told.link) == (ours, url("referral_triage", referral))
    assert list(as_(ours).get(reverse("referrals:queue")).context["table"].page) == [referral]
    assert not Notice.objects.filter(kind=NoticeKind.REFERRAL_TRANSFERRED).exists()


def test_county_that_returned_it_no_longer_reads_it(theirs, referral, transfer):
    browser = as_(theirs)
    browser.post(url("transfer_answer", referral), {"answer": "return", "reason": "Ei meille."})

    page = browser.get(url("transfer_answer", referral))

    assert page.templates[0].name == "referrals/moved_away.html"
    assert referral.last_name not in page.content.decode()


def test_own_offer_is_withdrawn_with_a_reason(ours, theirs, referral, transfer):
    response = as_(ours).post(url("transfer_waiting", referral), {"reason": "Väärä alue."})

    assert response.url == url("referral_triage", referral)
    assert Referral.objects.get().offered_county is None
    decided = Transfer.objects.get()
    assert (decided.outcome, decided.decided_by) == ("returned", ours)
    assert not Notice.objects.told_to(theirs).exists()


@pytest.mark.parametrize("page", ["transfer_waiting", "transfer_answer"])
def test_returning_wants_a_reason(ours, theirs, referral, transfer, page):
    browser = as_(ours if page == "transfer_waiting" else theirs)

    response = browser.post(url(page, referral), {"answer": "return", "reason": " "})

    assert list(response.context["form"].errors) == ["reason"]
    assert Transfer.objects.get().outcome == "waiting"


REFUSED = {
    "no county": ({"to_county": ""}, "to_county"),
    "no reason": ({"reason": ""}, "reason"),
    "too long": ({"reason": "x" * 10_001}, "reason"),
    "null byte": ({"reason": "a\x00b"}, "reason"),
    "no such county": ({"to_county": "999999"}, "to_county"),
    "hostile county": ({"to_county": "1 OR 1=1"}, "to_county"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_is_offered_with(ours, theirs, referral, what):
    changed, field = REFUSED[what]
    sent = {"to_county": str(theirs.county.pk), "reason": REASON} | changed

    response = as_(ours).post(url("transfer_offer", referral), sent)

    assert list(response.context["form"].errors) == [field]
    assert not Transfer.objects.exists()


def test_only_other_counties_where_somebody_reads_contacts_are_offered(ours, theirs, referral):
    CountyFactory(code="tyhja", name_fi="Tyhjä hyvinvointialue")

    page = as_(ours).get(url("transfer_offer", referral))

    assert list(page.context["form"].fields["to_county"].queryset) == [theirs.county]
    assert "ei käytä Jatkumoa" in page.content.decode()


def test_county_of_the_home_municipality_is_proposed(ours, theirs):
    home = MunicipalityFactory(county=theirs.county)
    referral = ReferralFactory(county=ours.county, home_municipality=home)

    form = as_(ours).get(url("transfer_offer", referral)).context["form"]

    assert form["to_county"].value() == theirs.county.pk


def test_secret_home_municipality_proposes_nothing(ours, theirs):
    home = MunicipalityFactory(county=theirs.county)
    referral = ReferralFactory(county=ours.county, home_municipality=home, protected_address=True)

    form = as_(ours).get(url("transfer_offer", referral)).context["form"]

    assert form["to_county"].value() is None


def test_county_that_stopped_reading_is_not_offered(ours, referral):
    empty = CountyFactory(code="tyhja")

    with pytest.raises(NotReceiving):
        offer_transfer(
            transfer=Transfer(referral=referral, to_county=empty, reason=REASON), by=ours
        )

    assert not Transfer.objects.exists()


def test_offered_contact_is_not_triaged_and_the_texts_stay(ours, referral, transfer):
    unit = ours.unit_memberships.get().unit
    sent = {
        "triggers": ["none"],
        "urgency": "urgent",
        "urgency_reason": "Pian",
        "dependants": "nobody",
        "measures": "Minun tekstini",
        "decision": "open",
        "unit": str(unit.pk),
    }

    response = as_(ours).post(url("referral_triage", referral), sent)

    assert response.status_code == 409
    assert "Minun tekstini" in response.content.decode()
    assert not Triage.objects.exists()
    assert as_(ours).get(url("referral_triage", referral)).url == url("transfer_waiting", referral)


def test_second_offer_meets_the_first(ours, theirs, referral, transfer):
    response = offer(as_(ours), referral, theirs.county, "Minun perusteeni")

    assert response.status_code == 409
    shown = response.content.decode()
    assert "Anna Antaja" in shown
    assert "Minun perusteeni" in shown
    assert Transfer.objects.count() == 1


def test_decided_contact_is_not_offered(ours, theirs, referral):
    TriageFactory(referral=referral, unit=ours.unit_memberships.get().unit, by=ours)

    response = offer(as_(ours), referral, theirs.county)

    assert response.status_code == 409
    assert not Transfer.objects.exists()


def test_accepted_already_leads_the_second_one_to_the_contact(theirs, referral, transfer):
    colleague = IntakeWorkerFactory(unit=theirs.unit_memberships.get().unit)
    accept_transfer(transfer=transfer, by=colleague)

    response = as_(theirs).post(url("transfer_answer", referral), {"answer": "accept"})

    assert response.url == url("referral_triage", referral)
    assert Transfer.objects.get().decided_by == colleague


def test_withdrawn_meanwhile_is_told_with_what_was_written(ours, theirs, referral, transfer):
    as_(ours).post(url("transfer_waiting", referral), {"reason": "Väärä alue."})

    response = as_(theirs).post(
        url("transfer_answer", referral), {"answer": "return", "reason": "Pitkä perusteluni"}
    )

    assert response.status_code == 409
    assert "Pitkä perusteluni" in response.content.decode()
    assert referral.last_name not in response.content.decode()


def test_the_same_offer_sent_twice_is_one(ours, theirs, referral):
    sent = {
        "to_county": str(theirs.county.pk),
        "reason": REASON,
        "form_key": "5a1d2b7e-3b1c-4c39-9a29-1f7f8a3f0b11",
    }

    urls = {as_(ours).post(url("transfer_offer", referral), sent).url for _click in range(2)}

    assert urls == {reverse("referrals:queue")}
    assert Transfer.objects.count() == 1


def test_moved_contact_may_move_on(ours, theirs, referral, transfer):
    third = IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="kolmas")))
    accept_transfer(transfer=transfer, by=theirs)

    response = offer(as_(theirs), referral, third.county)

    assert response.status_code == 302
    assert Referral.objects.get().offered_county == third.county


@pytest.mark.parametrize("page", ["transfer_offer", "transfer_waiting", "transfer_answer"])
@pytest.mark.parametrize("who", ["worker", "supervisor", "third county"])
def test_nobody_else_gets_to_a_transfer(ours, theirs, referral, transfer, page, who):
    unit = theirs.unit_memberships.get().unit
    people = {
        "worker": lambda: WorkerFactory(unit=unit),
        "supervisor": lambda: SupervisorFactory(unit=unit),
        "third county": lambda: IntakeWorkerFactory(
            unit=UnitFactory(county=CountyFactory(code="kolmas"))
        ),
    }
    browser = as_(people[who]())

    assert browser.get(url(page, referral)).status_code == 404
    assert browser.post(url(page, referral), {"answer": "accept"}).status_code == 404
    assert Transfer.objects.get().outcome == "waiting"


@pytest.mark.parametrize(
    "page", ["transfer_offer", "transfer_waiting", "referral_triage", "question_ask"]
)
def test_receiver_only_reads_and_answers(theirs, referral, transfer, page):
    assert as_(theirs).get(url(page, referral)).status_code == 403


def test_county_that_it_was_not_offered_to_neither_accepts_nor_returns_it(
    transfer: Transfer, theirs: User
) -> None:
    # Its page was open while the offer was withdrawn and made to another county.
    stranger = IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="kolmas")))

    with pytest.raises(TransferDecided):
        accept_transfer(transfer=transfer, by=stranger)
    with pytest.raises(TransferDecided):
        return_transfer(transfer=transfer, because="Ei meille.", by=stranger)

    accept_transfer(transfer=transfer, by=theirs)
