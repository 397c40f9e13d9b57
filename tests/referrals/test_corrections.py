"""A sent contact is put right and taken back: rows beside what was sent, told at once."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client as Browser
from django.urls import reverse

from cases.models import Client, CustodyFact
from notifications.models import Notice
from referrals.exchange.actions import withdraw_referral
from referrals.models import CorrectedFact, CustodyReport, Referral, ReferralMessage
from referrals.national import shared_parts
from tests.factories import (
    CaseFactory,
    ClientFactory,
    CorrectionFactory,
    CountyFactory,
    IntakeWorkerFactory,
    MunicipalityFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
A_DAY = dt.date(2026, 2, 2)
REASON = "Tunnus tarkistettiin henkilökortista."
# With session, user, roles, notices and the transaction’s savepoints, and the county’s names.
TRIAGE = 28


@pytest.fixture
def intake() -> Any:
    return IntakeWorkerFactory()


@pytest.fixture
def referral(intake: Any) -> Referral:
    sent: Referral = ReferralFactory(
        county=intake.organisation,
        last_name="Poyhtari",
        phone="050 000 0001",
        home_municipality=MunicipalityFactory(code="998", name_fi="Kotikylä"),
    )
    return sent


def correct(referral: Referral, **changes: Any) -> ReferralMessage:
    made: ReferralMessage = CorrectionFactory(referral=referral, reason=REASON, **changes)
    return made


def page(name: str, referral: Referral) -> str:
    return reverse(f"referrals:{name}", args=[referral.pk])


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def filled(browser: Browser, referral: Referral) -> dict[str, Any]:
    """The form as it is opened."""
    form = browser.get(page("referral_correct", referral)).context["form"]
    values = {n: form.fields[n].prepare_value(form[n].value()) for n in form.fields}
    return {
        name: value
        for name, value in values.items()
        if value not in (None, "") and value is not False
    }


def test_correction_stands_beside_what_was_sent_and_reaches_the_intake(
    client: Browser, referral: Referral, intake: Any
) -> None:
    client.force_login(referral.holder)

    response = client.post(
        page("referral_correct", referral),
        filled(client, referral) | {"last_name": "Pöyhtäri", "reason": REASON},
    )
    assert response.status_code == 302, response.context["form"].errors

    fact = CorrectedFact.objects.get()
    assert (fact.name, fact.before, fact.after) == ("last_name", "Poyhtari", "Pöyhtäri")
    referral.refresh_from_db()
    assert referral.last_name == "Poyhtari"
    assert [n.receiver for n in Notice.objects.filter(kind="referral_answered")] == [intake]
    client.force_login(intake)
    shown = text(client.get(page("referral_triage", referral)))
    assert "Poyhtari Pöyhtäri" in shown
    assert REASON in shown


def test_corrected_contact_says_so_in_the_queue(
    client: Browser, referral: Referral, intake: Any
) -> None:
    correct(referral, phone="050 000 0009")
    client.force_login(intake)

    assert "Lähettäjä on korjannut tietoja" in text(client.get(reverse("referrals:queue")))


def test_correction_and_withdrawal_are_no_answer(
    client: Browser, referral: Referral, intake: Any
) -> None:
    correct(referral, phone="050 000 0009")
    withdraw_referral(referral=referral, why="twice", text="", by=referral.holder)
    client.force_login(intake)

    assert "Lähettäjä on vastannut" not in text(client.get(reverse("referrals:queue")))


def test_corrected_contact_stands_before_those_in_turn(
    client: Browser, referral: Referral, intake: Any
) -> None:
    unknown = {"release_on": None, "release_certainty": "unknown", "county": intake.organisation}
    in_turn, put_right = (ReferralFactory(**unknown) for _number in range(2))
    correct(put_right, phone="050 000 0009")
    client.force_login(intake)

    page = client.get(reverse("referrals:queue")).context["table"].page

    assert list(page) == [referral, put_right, in_turn]


def test_client_is_made_of_what_holds_now(referral: Referral, intake: Any) -> None:
    correct(referral, last_name="Pöyhtäri", phone="050 000 0009", protected_address=True)

    TriageFactory(referral=referral)

    made = Client.objects.get()
    assert made.last_name == "Pöyhtäri"
    assert made.protected_address is True
    assert made.contact_details.get().value == "050 000 0009"


def test_case_is_opened_with_custody_as_it_was_put_right(referral: Referral) -> None:
    prison = PrisonFactory(code="oikea", name_fi="Oikea vankila")
    correct(referral, custody_kind="remand", facility=prison, custody_started_on=A_DAY)

    TriageFactory(referral=referral)

    fact = CustodyFact.objects.get()
    assert (fact.custody_kind, fact.facility, fact.custody_started_on) == (
        "remand",
        prison,
        A_DAY,
    )


def test_joined_contact_proposes_custody_as_it_was_put_right(
    referral: Referral, intake: Any
) -> None:
    case = CaseFactory(client=ClientFactory(county=intake.organisation))
    prison = PrisonFactory(code="oikea", name_fi="Oikea vankila")
    correct(referral, facility=prison)

    TriageFactory(referral=referral, decision="join", client=case.client)

    assert CustodyReport.objects.get().facility == prison


def test_corrected_prison_and_kind_stand_beside_what_was_sent(client: Browser, intake: Any) -> None:
    sent = PrisonFactory(code="vaara", name_fi="Väärä vankila")
    referral = ReferralFactory(county=intake.organisation, facility=sent)
    client.force_login(referral.holder)
    prison = PrisonFactory(code="oikea", name_fi="Oikea vankila")

    response = client.post(
        page("referral_correct", referral),
        filled(client, referral)
        | {"facility": prison.pk, "custody_kind": "remand", "reason": REASON},
    )

    assert response.status_code == 302, response.context["form"].errors
    client.force_login(intake)
    shown = text(client.get(page("referral_triage", referral)))
    assert "Väärä vankila Oikea vankila" in shown
    assert "Vankeusrangaistus Tutkintavankeus" in shown


def test_contact_corrected_to_remand_without_a_day_stands_as_one_that_may_end_any_day(
    client: Browser, intake: Any
) -> None:
    unknown = {"release_on": None, "release_certainty": "unknown", "county": intake.organisation}
    in_turn, put_right = (ReferralFactory(**unknown) for _number in range(2))
    correct(put_right, custody_kind="remand")
    client.force_login(intake)

    response = client.get(reverse("referrals:queue"))

    assert list(response.context["table"].page) == [put_right, in_turn]
    assert "Vapautuminen voi tulla minä päivänä tahansa" in text(response)
    triage = text(client.get(page("referral_triage", put_right)))
    assert "minä päivänä tahansa" in triage


def test_custody_is_not_corrected_to_begin_after_the_release(client: Browser) -> None:
    referral = ReferralFactory(release_on=A_DAY)
    client.force_login(referral.holder)

    response = client.post(
        page("referral_correct", referral),
        filled(client, referral) | {"custody_started_on": "3.2.2026", "reason": REASON},
    )

    assert list(response.context["form"].errors) == ["custody_started_on"]
    assert not CorrectedFact.objects.exists()


def test_whoever_turns_out_to_serve_in_freedom_is_in_no_prison(client: Browser) -> None:
    referral = ReferralFactory(facility=PrisonFactory())
    client.force_login(referral.holder)

    client.post(
        page("referral_correct", referral),
        filled(client, referral) | {"custody_kind": "community_service", "reason": REASON},
    )

    told = dict(CorrectedFact.objects.values_list("name", "after"))
    assert told["custody_kind"] == "community_service"
    assert told["facility"] == ""


def test_second_correction_counts_from_the_first(referral: Referral) -> None:
    correct(referral, phone="050 000 0009")

    second = correct(referral, phone="050 000 0010")

    assert second.facts.get().before == "050 000 0009"


def test_nothing_is_sent_where_nothing_differs(client: Browser, referral: Referral) -> None:
    client.force_login(referral.holder)

    response = client.post(
        page("referral_correct", referral), filled(client, referral) | {"reason": REASON}
    )

    assert response.status_code == 400
    assert REASON in response.content.decode()
    assert not ReferralMessage.objects.exists()


def test_form_of_an_older_window_takes_nothing_back(client: Browser, referral: Referral) -> None:
    client.force_login(referral.holder)
    old = filled(client, referral)
    correct(referral, phone="050 000 0009")

    response = client.post(
        page("referral_correct", referral), old | {"last_name": "Pöyhtäri", "reason": REASON}
    )

    assert response.status_code == 409
    assert CorrectedFact.objects.count() == 1


def test_order_that_is_told_later_hides_the_municipality(
    client: Browser, referral: Referral, intake: Any
) -> None:
    correct(referral, protected_address=True)
    client.force_login(intake)

    shown = text(client.get(page("referral_triage", referral)))

    assert "Kotikylä" not in shown


def test_what_was_put_right_is_hidden_where_an_order_hides_it(
    client: Browser, referral: Referral, intake: Any
) -> None:
    town = MunicipalityFactory(code="991", name_fi="Salakylä")
    correct(referral, home_municipality=town, how_to_reach="Äidin luona Salakujalla.")
    correct(referral, protected_address=True)
    client.force_login(intake)

    shown = text(client.get(page("referral_triage", referral)))

    assert "Salakylä" not in shown
    assert "Äidin luona" not in shown
    assert "ei näytetä turvakiellon vuoksi" in shown


def test_colleague_who_only_follows_sees_no_correction(client: Browser, referral: Referral) -> None:
    correct(referral, phone="050 000 0009")
    client.force_login(PrisonOfficerFactory(organisation=referral.holder_organisation))

    response = client.get(page("referral_page", referral))

    assert response.status_code == 200
    assert REASON not in response.content.decode()
    assert "050 000 0009" not in response.content.decode()


def test_order_told_later_keeps_the_way_to_reach_from_the_page_of_a_question(
    client: Browser, referral: Referral, intake: Any
) -> None:
    correct(referral, protected_address=True, how_to_reach="Äidin luona Salakujalla.")
    client.force_login(intake)

    shown = text(client.get(page("question_ask", referral)))

    assert referral.phone in shown
    assert "Äidin luona" not in shown


@pytest.mark.parametrize("is_protected", [False, True])
def test_order_told_later_keeps_the_county_of_the_home_from_being_proposed(
    client: Browser, referral: Referral, intake: Any, is_protected: bool
) -> None:
    elsewhere = IntakeWorkerFactory(unit=UnitFactory(county=CountyFactory(code="muu"))).county
    home = MunicipalityFactory(code="999", county=elsewhere)
    moved = ReferralFactory(county=intake.organisation, home_municipality=home)
    correct(moved, protected_address=is_protected, phone="050 000 0009")
    client.force_login(intake)

    form = client.get(page("transfer_offer", moved)).context["form"]

    assert form.fields["to_county"].initial == (None if is_protected else elsewhere.pk)


def test_order_told_later_stands_in_the_national_document_without_whereabouts(
    referral: Referral,
) -> None:
    known = shared_parts.facts(referral)
    correct(referral, protected_address=True)
    current = Referral.objects.get(pk=referral.pk)

    assert "Kotikylä" in known
    assert shared_parts.person(current)["turvakielto"] is True
    assert "Kotikylä" not in shared_parts.facts(current)


def test_withdrawal_says_why_and_reaches_the_intake(
    client: Browser, referral: Referral, intake: Any
) -> None:
    client.force_login(referral.holder)

    client.post(page("referral_withdraw", referral), {"why": "consent", "text": "Kertoi tänään."})

    assert Notice.objects.filter(kind="referral_answered", receiver=intake).exists()
    client.force_login(intake)
    assert "Lähettäjä on perunut tämän" in text(client.get(reverse("referrals:queue")))
    shown = text(client.get(page("referral_triage", referral)))
    assert "Henkilö on peruuttanut suostumuksensa Kertoi tänään." in shown
    assert "Kertoi tänään." in shown


def test_withdrawal_without_words_keeps_none_and_tells_the_reason(
    client: Browser, referral: Referral, intake: Any
) -> None:
    client.force_login(referral.holder)

    client.post(page("referral_withdraw", referral), {"why": "consent", "text": ""})

    assert ReferralMessage.objects.get().text == ""
    client.force_login(intake)
    shown = text(client.get(page("referral_triage", referral)))
    # Above the contact, and among what was asked and told.
    assert shown.count("Henkilö on peruuttanut suostumuksensa") == 2


def test_contact_is_withdrawn_once(client: Browser, referral: Referral) -> None:
    withdraw_referral(referral=referral, why="twice", text="", by=referral.holder)
    client.force_login(referral.holder)

    response = client.post(page("referral_withdraw", referral), {"why": "consent", "text": "Taas"})

    assert response.status_code == 409
    assert ReferralMessage.objects.count() == 1


def test_withdrawn_contact_is_not_corrected(client: Browser, referral: Referral) -> None:
    client.force_login(referral.holder)
    opened = filled(client, referral)
    withdraw_referral(referral=referral, why="twice", text="", by=referral.holder)

    response = client.post(
        page("referral_correct", referral), opened | {"last_name": "Pöyhtäri", "reason": REASON}
    )

    assert response.status_code == 409
    assert REASON in response.content.decode()
    assert "lähetä se lisätietona" in text(response)
    assert not CorrectedFact.objects.exists()


def test_page_for_correcting_a_withdrawn_contact_leads_back_and_says_why(
    client: Browser, referral: Referral
) -> None:
    withdraw_referral(referral=referral, why="twice", text="", by=referral.holder)
    client.force_login(referral.holder)

    response = client.get(page("referral_correct", referral), follow=True)

    assert response.redirect_chain[0][0] == page("referral_page", referral)
    assert "Yhteydenotto on peruttu" in text(response)


@pytest.mark.parametrize("corrections", [1, 4])
def test_corrections_are_read_in_as_many_queries_however_many_they_are(
    client: Browser,
    referral: Referral,
    intake: Any,
    corrections: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(corrections):
        correct(referral, home_municipality=MunicipalityFactory(code=f"99{number}"))
    client.force_login(intake)

    with django_assert_num_queries(TRIAGE):
        shown = client.get(page("referral_triage", referral)).content.decode()

    assert shown.count("Kotikunta</th>") == corrections


def test_other_reason_is_told_in_words(client: Browser, referral: Referral) -> None:
    client.force_login(referral.holder)

    response = client.post(page("referral_withdraw", referral), {"why": "other", "text": ""})

    assert "Kerro lyhyesti, mikä syy on." in text(response)
    assert not ReferralMessage.objects.exists()


def test_colleague_corrects_nothing(client: Browser, referral: Referral) -> None:
    other = ReferralFactory(county=referral.county)
    client.force_login(other.holder)

    for name in ("referral_correct", "referral_withdraw"):
        assert client.get(page(name, referral)).status_code in (403, 404)


def test_what_was_corrected_cannot_be_changed(referral: Referral) -> None:
    correct(referral, phone="050 000 0009")

    with pytest.raises(DatabaseError), transaction.atomic():
        CorrectedFact.objects.update(after="050 1")
