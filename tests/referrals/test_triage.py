"""Intake looks whether the person is here already, and decides once."""

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, Unit, User
from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.custody import FactSource
from cases.models import Case, CaseMembership, Client, CustodyFact
from notifications.models import Notice
from notifications.telling import tell
from notifications.vocabulary import NoticeKind
from referrals.intake.actions import AlreadyTriaged, ClientExists, NoOpenCase, triage_referral
from referrals.models import Referral, Triage
from referrals.search.duplicates import likely_clients
from referrals.vocabulary import Decision
from tests.factories import (
    CaseFactory,
    ClientFactory,
    ContactDetailFactory,
    CountyFactory,
    IntakeWorkerFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
CODE = "010180-9004"
BORN = dt.date(1980, 1, 1)
# With session, user, roles, notices and the transaction's savepoints; two for weak likenesses:
# who was born on that day whatever their name, and who has one of the names whatever their
# birth date (the likely ones took one for both); the county’s own pairs of names; and what was
# put right in other contacts that wait.
TRIAGE = 25
NUMBERS = {"phone": "017 1", "on_call_phone": "017 2", "on_call_address": "Katu 1"}
ATTEMPT = {
    "attempt_1_on": "12.1.2026",
    "attempt_1_how": "phone",
    "attempt_1_note": "Ei vastannut.",
}


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def intake(unit: Unit) -> User:
    return IntakeWorkerFactory(unit=unit)


@pytest.fixture
def browser(client: Browser, intake: User) -> Browser:
    client.force_login(intake)
    return client


def answers(unit: Unit, /, **changed: Any) -> dict[str, Any]:
    return {
        "triggers": ["none"],
        "urgency": "urgent",
        "urgency_reason": "Vapautuminen on lähellä.",
        "dependants": "nobody",
        "measures": "Soitettu lähettäjälle.",
        "decision": "open",
        "unit": str(unit.pk),
    } | changed


def post(browser: Browser, referral: Referral, posted: dict[str, Any]) -> Any:
    return browser.post(reverse("referrals:referral_triage", args=[referral.pk]), posted)


def test_opening_makes_client_case_and_custody_fact_from_the_contact(browser, unit):
    worker = WorkerFactory(unit=unit)
    referral = ReferralFactory(county=unit.county, identity_code=CODE, phone="040 1")

    post(browser, referral, answers(unit, responsible=str(worker.pk)))

    case = Case.objects.get()
    assert (case.client.full_name, case.client.identity_code) == (referral.full_name, CODE)
    assert case.client.birth_date == BORN
    assert [each.value for each in case.client.contact_details.all()] == ["040 1"]
    assert CaseMembership.objects.in_team().get(case=case).user == case.responsible == worker
    fact = CustodyFact.objects.get(case=case)
    assert (fact.release_on, fact.source) == (referral.release_on, FactSource.SENDER)
    assert referral.contact_name in fact.source_detail
    assert Triage.objects.get().case == case


def test_worker_and_sender_are_told_and_the_triage_is_logged(browser, unit, intake):
    worker = WorkerFactory(unit=unit)
    referral = ReferralFactory(county=unit.county)

    post(browser, referral, answers(unit, responsible=str(worker.pk)))

    told = set(Notice.objects.exclude(receiver=intake).values_list("kind", "receiver"))
    assert told == {
        (NoticeKind.CASE_ASSIGNED, worker.pk),
        (NoticeKind.REFERRAL_HANDLED, referral.sender.pk),
    }
    event = AuditEvent.objects.get(action=Action.REFERRAL_TRIAGED)
    assert (event.referral_id, event.case_id) == (referral.pk, Case.objects.get().pk)


def test_case_may_be_left_for_the_supervisor_to_assign(browser, unit):
    post(browser, ReferralFactory(county=unit.county), answers(unit))

    assert Case.objects.get().responsible is None
    assert not CaseMembership.objects.exists()


def test_known_clients_details_stay_as_they_are(browser, unit):
    known = ClientFactory(county=unit.county, identity_code=CODE)
    ContactDetailFactory(client=known, value="vanha")
    referral = ReferralFactory(county=unit.county, identity_code=CODE, phone="uusi")

    post(browser, referral, answers(unit, client=str(known.pk)))

    known.refresh_from_db()
    assert Case.objects.get().client == known
    assert [each.value for each in known.contact_details.all()] == ["vanha"]
    assert known.version == 1


def test_contact_is_joined_to_the_open_case_and_its_worker_is_told(browser, unit):
    case = CaseFactory(unit=unit)
    referral = ReferralFactory(
        county=unit.county,
        first_names=case.client.first_names,
        last_name=case.client.last_name,
    )

    post(browser, referral, answers(unit, decision="join", client=str(case.client.pk)))

    assert Triage.objects.get().case == case
    assert Case.objects.count() == 1
    assert not CustodyFact.objects.exists()
    joined = Notice.objects.get(kind=NoticeKind.REFERRAL_JOINED)
    assert (joined.receiver, joined.parameters) == (case.responsible, {"number": case.number})


@pytest.mark.parametrize("decision", ["guide", "no_need", "not_reached"])
def test_other_decisions_open_nothing(browser, unit, decision):
    tried = ATTEMPT if decision == Decision.NOT_REACHED else {}
    posted = answers(unit, decision=decision, unit="") | tried

    post(browser, ReferralFactory(county=unit.county), posted)

    assert Triage.objects.get().case is None
    assert not Client.objects.exists()


def test_attempts_are_kept_as_they_were_told_and_shown_to_the_county(browser, unit):
    referral = ReferralFactory(county=unit.county)
    second = {key.replace("1", "4", 1): value for key, value in ATTEMPT.items()}

    post(browser, referral, answers(unit, decision="not_reached", unit="", **ATTEMPT, **second))

    one = {"on": "2026-01-12", "how": "phone", "note": "Ei vastannut."}
    assert Triage.objects.get().attempts == [one, one]
    shown = browser.get(reverse("referrals:referral_triage", args=[referral.pk])).content.decode()
    assert "12.1.2026 Puhelu: Ei vastannut." in shown


def test_view_of_the_services_is_kept(browser, unit):
    referral = ReferralFactory(county=unit.county)

    post(browser, referral, answers(unit, services_needed="Asumisneuvonta"))

    assert Triage.objects.get().services_needed == "Asumisneuvonta"
    shown = browser.get(reverse("referrals:referral_triage", args=[referral.pk])).content.decode()
    assert "Asumisneuvonta" in shown


REFUSED = {
    "nothing chosen": ({"decision": ""}, "decision"),
    "no unit": ({"unit": ""}, "unit"),
    "dependants not answered": ({"dependants": ""}, "dependants"),
    "dependants not known without a reason": (
        {"dependants": "not_known"},
        "dependants_not_known_because",
    ),
    "no measures": ({"measures": ""}, "measures"),
    "statutory trigger and not urgent": (
        {"triggers": ["over_75"], "urgency": "not_urgent"},
        "urgency",
    ),
    "none and something": ({"triggers": ["none", "over_75"]}, "triggers"),
    "too long": ({"measures": "x" * 10_001}, "measures"),
    "null byte": ({"urgency_reason": "a\x00b"}, "urgency_reason"),
    "nobody to join": ({"decision": "join"}, "decision"),
    "not reached without an attempt's day": (
        {**ATTEMPT, "decision": "not_reached", "attempt_1_on": ""},
        "attempt_1_on",
    ),
    "not reached with half an attempt": (
        {**ATTEMPT, "decision": "not_reached", "attempt_3_note": "Taas."},
        "attempt_3_on",
    ),
    "an attempt tomorrow": (
        {**ATTEMPT, "decision": "not_reached", "attempt_1_on": "1.1.2099"},
        "attempt_1_on",
    ),
    "attempts and another decision": ({**ATTEMPT, "decision": "guide"}, "attempt_1_note"),
    "too long view of services": ({"services_needed": "x" * 10_001}, "services_needed"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_triage_is_not_recorded_with(browser, unit, what):
    changed, field = REFUSED[what]
    referral = ReferralFactory(county=unit.county)

    response = post(browser, referral, answers(unit, **changed))

    assert field in response.context["form"].errors
    assert {name[:9] for name in response.context["form"].errors} == {field[:9]}
    assert not Triage.objects.exists()


def test_choices_are_limited_to_the_county_and_to_the_clients_found(browser, unit):
    other = UnitFactory(county=CountyFactory(code="muu"))
    stranger = ClientFactory(county=other.county)
    ClientFactory(county=unit.county, first_names="Veikko", last_name="Sama")
    referral = ReferralFactory(county=unit.county, first_names="Veikko", last_name="Sama")
    foreign = {
        "unit": str(other.pk),
        "responsible": str(WorkerFactory(unit=other).pk),
        "client": str(stranger.pk),
    }

    response = post(browser, referral, answers(unit, **foreign))

    assert set(response.context["form"].errors) == {"unit", "responsible", "client"}


def test_worker_of_another_unit_is_not_named(browser, unit):
    elsewhere = WorkerFactory(unit=UnitFactory(county=unit.county))
    referral = ReferralFactory(county=unit.county)

    response = post(browser, referral, answers(unit, responsible=str(elsewhere.pk)))

    assert list(response.context["form"].errors) == ["responsible"]


def test_new_client_is_not_made_beside_one_with_the_same_identity_code(browser, unit):
    ClientFactory(county=unit.county, identity_code=CODE)
    referral = ReferralFactory(county=unit.county, identity_code=CODE)

    response = post(browser, referral, answers(unit, client="new"))

    assert list(response.context["form"].errors) == ["client"]
    assert Client.objects.count() == 1


def test_open_case_is_not_doubled(browser, unit):
    case = CaseFactory(unit=unit)
    name = {"first_names": case.client.first_names, "last_name": case.client.last_name}
    referral = ReferralFactory(county=unit.county, **name)

    response = post(browser, referral, answers(unit, client=str(case.client.pk)))

    assert list(response.context["form"].errors) == ["client"]
    assert Case.objects.count() == 1


def test_likely_clients_are_told_with_the_reason_and_the_surest_first(unit, intake):
    name = {"first_names": "Niko", "last_name": "Ääkkönen", "county": unit.county}
    named = ClientFactory(**name, birth_date=BORN)
    unknown = ClientFactory(**name)
    weak = ClientFactory(**name, birth_date=dt.date(1990, 5, 5))
    same_code = ClientFactory(county=unit.county, identity_code=CODE)
    ClientFactory(county=CountyFactory(code="muu"), identity_code=CODE)
    upper = {"first_names": "NIKO", "last_name": "ÄÄKKÖNEN"}
    referral = ReferralFactory(county=unit.county, identity_code=CODE, **upper)

    found = likely_clients(referral, by=intake)

    assert [hit.client for hit in found] == [same_code, named, unknown, weak]


@pytest.mark.parametrize("waiting", [0, 20])
def test_triage_asks_the_same_whoever_else_waits(browser, unit, waiting, django_assert_num_queries):
    same = {"county": unit.county, "last_name": "Ääkkönen", "birth_date": BORN}
    ReferralFactory.create_batch(waiting, **same, first_names="Ville")
    referral = ReferralFactory(**same, first_names="Niko", phone="040 123 4567")

    with django_assert_num_queries(TRIAGE):
        browser.get(reverse("referrals:referral_triage", args=[referral.pk]))


def test_search_is_logged_without_names(browser, unit, intake):
    known = ClientFactory(county=unit.county, identity_code=CODE)
    referral = ReferralFactory(county=unit.county, identity_code=CODE)

    browser.get(reverse("referrals:referral_triage", args=[referral.pk]))

    event = AuditEvent.objects.get(action=Action.CLIENT_SEARCHED)
    assert (event.by_id, event.referral_id) == (intake.pk, referral.pk)
    assert event.details == {"found": [known.pk]}


def test_closed_case_of_a_likely_client_is_shown_too(browser, unit):
    case = CaseFactory(unit=unit)
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=dt.date(2026, 2, 1))
    name = {"first_names": case.client.first_names, "last_name": case.client.last_name}
    referral = ReferralFactory(county=unit.county, **name)

    response = browser.get(reverse("referrals:referral_triage", args=[referral.pk]))

    [hit] = response.context["likely"]
    assert (hit.case, hit.has_open_case) == (case, False)


@pytest.mark.parametrize("is_open", [True, False])
def test_joining_is_offered_only_where_there_is_an_open_case(browser, unit, is_open):
    case = CaseFactory(unit=unit)
    if not is_open:
        Case.objects.filter(pk=case.pk).update(status="closed", closed_on=dt.date(2026, 2, 1))
    name = {"first_names": case.client.first_names, "last_name": case.client.last_name}
    referral = ReferralFactory(county=unit.county, **name)

    response = browser.get(reverse("referrals:referral_triage", args=[referral.pk]))

    offered = [value for value, _words in response.context["form"].fields["decision"].choices]
    assert (Decision.JOIN in offered) is is_open


def test_other_intake_workers_are_no_longer_told_of_a_decided_contact(browser, unit):
    other = IntakeWorkerFactory(unit=unit)
    referral, waiting = ReferralFactory.create_batch(2, county=unit.county)
    for each in (referral, waiting):
        about = {"about": f"referral:{each.pk}", "referral_id": each.pk}
        tell(NoticeKind.REFERRAL_ARRIVED, receiver=other, **about)

    post(browser, referral, answers(unit))

    kept = Notice.objects.told_to(other).values_list("referral_id", flat=True)
    assert list(kept) == [waiting.pk]


@pytest.mark.parametrize("is_named", [True, False])
def test_decided_contact_tells_who_became_the_personal_worker(browser, unit, is_named):
    worker = WorkerFactory(unit=unit, first_name="Oma", last_name="Työntekijä")
    referral = ReferralFactory(county=unit.county)
    post(browser, referral, answers(unit, responsible=str(worker.pk) if is_named else ""))

    page = browser.get(reverse("referrals:referral_triage", args=[referral.pk])).content.decode()

    assert ("Oma Työntekijä" in page) is is_named
    assert ("Yksikön esihenkilö nimeää" in page) is not is_named


def test_second_triager_sees_who_decided_and_keeps_the_own_words(browser, unit):
    first = IntakeWorkerFactory(unit=unit, first_name="Ensi", last_name="Ehtinyt")
    referral = ReferralFactory(county=unit.county)
    TriageFactory(referral=referral, unit=unit, by=first, decision=Decision.GUIDE)

    response = post(browser, referral, answers(unit, measures="Minun tekstini"))

    assert response.status_code == 409
    assert Triage.objects.count() == 1
    shown = response.content.decode()
    assert "Ensi Ehtinyt" in shown
    assert "Minun tekstini" in shown


def test_same_form_sent_twice_is_one_decision_and_the_same_answer(browser, unit):
    referral = ReferralFactory(county=unit.county)
    posted = answers(unit, form_key="5a1d2b7e-3b1c-4c39-9a29-1f7f8a3f0b11")

    urls = {post(browser, referral, posted).url for _click in range(2)}

    assert urls == {reverse("referrals:referral_triage", args=[referral.pk])}
    assert Case.objects.count() == 1


def test_joining_a_client_without_an_open_case_is_refused(unit, intake):
    referral = ReferralFactory(county=unit.county)
    triage = Triage(referral=referral, decision=Decision.JOIN, dependants="nobody")

    with pytest.raises(NoOpenCase):
        triage_referral(triage=triage, by=intake, client=ClientFactory(county=unit.county))


def test_client_that_came_into_being_meanwhile_is_not_doubled(unit, intake):
    referral = ReferralFactory(county=unit.county, identity_code=CODE)
    ClientFactory(county=unit.county, identity_code=CODE)
    triage = Triage(referral=referral, decision=Decision.OPEN, dependants="nobody")

    with pytest.raises(ClientExists):
        triage_referral(triage=triage, by=intake, unit=unit)

    assert not Triage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_triagers_at_the_same_moment_make_one_decision():
    unit = UnitFactory()
    triagers = IntakeWorkerFactory.create_batch(2, unit=unit)
    referral = ReferralFactory(county=unit.county, by=PrisonOfficerFactory())
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def decide(by: User) -> None:
        triage = Triage(
            referral=referral,
            urgency="urgent",
            urgency_reason="Pian",
            dependants="nobody",
            measures="Ei vielä mitään",
            decision=Decision.OPEN,
        )
        start.wait()
        try:
            triage_referral(triage=triage, by=by, unit=unit)
            outcomes.append("decided")
        except AlreadyTriaged as other:
            outcomes.append(f"already {other.triage.decision}")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[by]) for by in triagers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["already open", "decided"]
    assert (Triage.objects.count(), Case.objects.count()) == (1, 1)


def near_gate(intake: User) -> Referral:
    day = timezone.localdate()
    return ReferralFactory(county=intake.county, release_on=day, release_certainty="official")


def test_not_urgent_beside_a_near_gate_asks_for_a_reason(browser, unit, intake):
    referral = near_gate(intake)

    response = post(browser, referral, answers(unit, urgency="not_urgent"))

    assert list(response.context["form"].errors) == ["although_near"]


def test_the_reason_beside_a_near_gate_is_kept_with_the_urgency(browser, unit, intake):
    referral = near_gate(intake)

    told = answers(unit, urgency="not_urgent", although_near="Sisko hakee portilta.")
    post(browser, referral, told)

    assert Triage.objects.get().urgency_reason.endswith("Sisko hakee portilta.")


def test_far_from_the_gate_not_urgent_asks_nothing_more(browser, unit, intake):
    far = timezone.localdate() + dt.timedelta(days=400)
    referral = ReferralFactory(county=intake.county, release_on=far)

    post(browser, referral, answers(unit, urgency="not_urgent"))

    assert Triage.objects.count() == 1


def test_triage_beside_a_near_gate_says_call_with_the_on_call_number(browser, intake):
    Organisation.objects.filter(pk=intake.organisation_id).update(on_call_phone="017 112")

    page = browser.get(reverse("referrals:referral_triage", args=[near_gate(intake).pk]))

    assert "soita myös" in page.content.decode()
    assert "017 112" in page.content.decode()


@pytest.mark.parametrize(("days", "told"), [(0, True), (40, False)])
def test_the_receipt_says_call_only_where_the_gate_is_near(client, unit, days, told):
    officer = PrisonOfficerFactory()
    Organisation.objects.filter(pk=unit.county_id).update(phone="017 999")
    day = timezone.localdate() + dt.timedelta(days=days)
    referral = ReferralFactory(by=officer, county=unit.county, release_on=day)
    client.force_login(officer)

    page = client.get(reverse("referrals:referral_receipt", args=[referral.pk]))

    assert ("017 999" in page.content.decode()) is told


def test_the_administrator_keeps_the_numbers_of_the_county(client, unit):
    client.force_login(UserFactory(is_superuser=True, organisation=unit.county))

    client.post(reverse("referrals:county_numbers"), NUMBERS)

    unit.county.refresh_from_db()
    assert {name: getattr(unit.county, name) for name in NUMBERS} == NUMBERS
    assert AuditEvent.objects.filter(action=Action.COUNTY_NUMBERS_SET).exists()


def test_others_do_not_find_the_numbers(browser):
    assert browser.get(reverse("referrals:county_numbers")).status_code == 404


def test_language_that_nobody_knows_is_kept_as_that(intake):
    contact = ReferralFactory(county=intake.organisation, service_language="")

    TriageFactory(referral=contact)

    assert Client.objects.get().service_language == ""
