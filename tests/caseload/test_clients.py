"""Intake looks for a person, and makes two records of one person one."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Unit, User
from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.team import assign_worker
from cases.models import Client, ClientMerge
from cases.permissions import CaseRole
from cases.register.merging import merge_clients
from tests.factories import (
    CaseFactory,
    ClientFactory,
    ContactDetailFactory,
    CountyFactory,
    IntakeWorkerFactory,
    MunicipalityFactory,
    PartnerFactory,
    PrisonOfficerFactory,
    SupervisorFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
SEARCH = "/asiakkaat/"
CODE, OTHER_CODE = "010180-9004", "020280-901L"


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


def found(browser: Browser, **asked: Any) -> list[Client]:
    response = browser.post(SEARCH, asked)
    assert response.status_code == 200
    return [row.hit.client for row in response.context["rows"]]


def merge_url(*clients: Client) -> str:
    return reverse("cases:client_merge", args=[client.pk for client in clients])


# --- Looking for a person --------------------------------------------------------------


def test_person_is_found_by_what_is_known(browser, unit):
    wanted = ClientFactory(
        county=unit.county,
        first_names="Väinö Olavi",
        last_name="Häkkinen",
        identity_code=CODE,
        birth_date=dt.date(1980, 1, 1),
    )
    ContactDetailFactory(client=wanted, value="+358 40 123 4567")
    ClientFactory.create_batch(3, county=unit.county)

    assert found(browser, name="vaino hakkinen") == [wanted]
    assert found(browser, name="Hakkinen, Väinö") == [wanted]
    assert found(browser, name="Häkinen") == [wanted]
    assert found(browser, identity_code="010180 – 9004") == [wanted]
    assert found(browser, birth_date="1.1.1980") == [wanted]
    assert found(browser, phone="040-1234567") == [wanted]


def test_wrong_check_character_still_finds_the_code_that_was_meant(browser, unit):
    wanted = ClientFactory(county=unit.county, identity_code=CODE)

    assert found(browser, identity_code=CODE[:-1] + "X") == [wanted]


def test_other_counties_clients_are_not_found(browser):
    other = ClientFactory(county=CountyFactory(code="muu"), identity_code=CODE, last_name="Muu")

    assert found(browser, name="Veikko Muu", identity_code=CODE) == []
    assert other.last_name == "Muu"


def test_hit_shows_neither_municipality_nor_contact_details(browser, unit):
    secret = ClientFactory(
        county=unit.county,
        last_name="Suojattu",
        protected_address=True,
        how_to_reach="Kanarialinnun kautta",
        home_municipality=MunicipalityFactory(name_fi="Kanariala"),
    )
    ContactDetailFactory(client=secret, value="0401234567", whose="Sisko")
    twin = ClientFactory(county=unit.county, last_name="Suojattu", identity_code=CODE)

    search = browser.post(SEARCH, {"name": "Suojattu"}).content.decode()
    compare = browser.get(merge_url(secret, twin)).content.decode()

    for page in (search, compare):
        assert "Suojattu" in page
        for word in ("Kanaria", "0401234567", "Sisko", CODE):
            assert word not in page


def test_closed_case_is_found_and_leads_only_those_who_may_open_it(browser, unit, intake):
    own, others = CaseFactory.create_batch(2, unit=unit)
    assign_worker(case=own, user=intake, role=CaseRole.MEMBER, by=intake)
    for case in (own, others):
        Client.objects.filter(pk=case.client.pk).update(last_name="Kaksonen")
        type(case).objects.filter(pk=case.pk).update(status="closed", closed_on="2026-02-01")

    page = browser.post(SEARCH, {"name": "Kaksonen"}).content.decode()

    assert page.count("Päättynyt") >= 2
    assert f'href="{own.get_absolute_url()}"' in page
    assert f'href="{others.get_absolute_url()}"' not in page


def test_search_is_logged_without_what_was_asked(browser, unit, intake):
    wanted = ClientFactory(county=unit.county, last_name="Lokinen")

    browser.post(SEARCH, {"name": "Lokinen"})

    event = AuditEvent.objects.get(action=Action.CLIENT_SEARCHED)
    assert (event.by_id, event.details) == (intake.pk, {"found": [wanted.pk]})


@pytest.mark.parametrize(
    "make", [WorkerFactory, SupervisorFactory, PrisonOfficerFactory, PartnerFactory]
)
def test_register_is_the_intakes_alone(client, unit, make):
    inside = make in (WorkerFactory, SupervisorFactory)
    client.force_login(make(unit=unit) if inside else make())
    one, other = ClientFactory.create_batch(2, county=unit.county)

    assert client.get(SEARCH).status_code == 404
    assert client.post(SEARCH, {"name": one.last_name}).status_code == 404
    assert client.get(merge_url(one, other)).status_code == 404
    assert AuditEvent.objects.filter(action=Action.CASE_REFUSED).count() == 3


def test_navigation_leads_intake_to_the_search_and_nobody_else(client, unit):
    for make, is_there in ((IntakeWorkerFactory, True), (WorkerFactory, False)):
        client.force_login(make(unit=unit))
        page = client.get("/saapuneet/").content.decode()
        assert (f'href="{SEARCH}"' in page) is is_there


def test_empty_register_and_empty_form_answer_kindly(browser):
    assert found(browser, name="Kukaan") == []
    response = browser.post(SEARCH, {"name": ""})

    assert "name" in response.context["form"].errors
    assert "is_searched" not in response.context


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "Virta\x00nen"),
        ("name", "x" * 500_000),
        ("name", "%"),
        ("name", "_" * 50),
        ("name", r"(.*)+\1[a-"),
        ("name", "'; DROP TABLE cases_client; --"),
        ("name", "💡 李"),
        ("name", ","),
        ("name", " - "),
        ("identity_code", "%%%%%%%%%%%"),
        ("identity_code", "9" * 500_000),
        ("identity_code", "310280-9004"),
        ("identity_code", "010180-900\x00"),
        ("birth_date", "31.2.1980"),
        ("birth_date", "1.1.0001"),
        ("birth_date", "9" * 500_000),
        ("phone", "0" * 500_000),
        ("phone", "+++"),
        ("phone", "٠٤٠١٢٣٤٥٦٧"),
        ("records", "9" * 30),
    ],
)
def test_hostile_text_is_answered_and_finds_nobody(browser, unit, field, text):
    ClientFactory.create_batch(3, county=unit.county)

    response = browser.post(SEARCH, {field: text, "compare": "1"})

    assert response.status_code == 200
    assert not response.context.get("rows")


def test_name_in_another_alphabet_is_found_letter_by_letter(browser, unit):
    wanted = ClientFactory(county=unit.county, first_names="Иван", last_name="Петров")

    assert found(browser, name="Иван Петров") == [wanted]


def test_search_asks_the_database_the_same_however_many_are_found(browser, unit):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.post(SEARCH, {"name": "Monta"})
        return len(captured)

    CaseFactory(unit=unit, client=ClientFactory(county=unit.county, last_name="Monta"))
    few = queries()
    for _each in range(25):
        CaseFactory(unit=unit, client=ClientFactory(county=unit.county, last_name="Monta"))

    assert queries() == few


# --- Two records of one person -----------------------------------------------------------


def test_two_chosen_records_lead_to_their_comparison(browser, unit):
    one, other = ClientFactory.create_batch(2, county=unit.county, last_name="Kaksonen")
    asked = {"name": "Kaksonen", "compare": "1"}

    assert browser.post(SEARCH, asked | {"records": [one.pk, other.pk]}).url == merge_url(
        one, other
    )
    for chosen in ([], [one.pk], [one.pk, 999]):
        response = browser.post(SEARCH, asked | {"records": chosen})
        assert response.status_code == 200
        assert "Valitse vertailtavaksi kaksi" in response.content.decode()


def test_records_are_merged_with_a_reason_and_separated_with_a_reason(browser, unit, intake):
    one, other = ClientFactory.create_batch(2, county=unit.county)
    url = merge_url(one, other)
    assert browser.post(url, {"kept": one.pk}).context["form"].errors.keys() == {"reason"}

    answer = browser.post(url, {"kept": other.pk, "reason": "Kertoi itse"})

    merge = ClientMerge.objects.get()
    assert (merge.kept, merge.merged, merge.merged_by) == (other, one, intake)
    page = browser.get(answer.url).content.decode()
    assert "Kertoi itse" in page
    assert browser.post(answer.url, {"reason": ""}).context["form"].errors.keys() == {"reason"}
    browser.post(answer.url, {"reason": "Eri henkilöt"})
    merge.refresh_from_db()
    assert merge.undone_because == "Eri henkilöt"
    assert browser.post(answer.url, {"reason": "Taas"}).status_code == 409


def test_two_open_cases_are_refused_with_what_to_do(browser, unit):
    one, other = (CaseFactory(unit=unit).client for _ in range(2))

    page = browser.get(merge_url(one, other))
    answer = browser.post(merge_url(one, other), {"kept": one.pk, "reason": "Sama"})

    assert "Molemmilla on avoin asia" in page.content.decode()
    assert (answer.status_code, ClientMerge.objects.count()) == (409, 0)


def test_two_identity_codes_must_be_checked(browser, unit):
    one = ClientFactory(county=unit.county, identity_code=CODE)
    other = ClientFactory(county=unit.county, identity_code=OTHER_CODE)
    posted = {"kept": one.pk, "reason": "Väärin kuultu"}

    errors = browser.post(merge_url(one, other), posted).context["form"].errors
    assert errors.keys() == {"codes_checked"}
    browser.post(merge_url(one, other), posted | {"codes_checked": "on"})

    assert ClientMerge.objects.get().kept == one


def test_record_is_not_compared_with_itself_or_another_countys(browser, unit):
    one = ClientFactory(county=unit.county)
    stranger = ClientFactory(county=CountyFactory(code="muu"))

    assert browser.post(merge_url(one, one), {"kept": one.pk, "reason": "x"}).status_code == 409
    assert browser.get(merge_url(one, stranger)).status_code == 404
    assert browser.get(f"/asiakkaat/{one.pk}/yhdista/{10**30}/").status_code == 404


def test_merged_record_is_never_listed_and_leads_to_the_kept_one(browser, unit, intake):
    kept = ClientFactory(county=unit.county, last_name="Uusinimi")
    merged = ClientFactory(county=unit.county, last_name="Vanhanimi", identity_code=CODE)
    merge = merge_clients(kept=kept, merged=merged, reason="Sama", by=intake)

    response = browser.post(SEARCH, {"name": "Vanhanimi"})

    [row] = response.context["rows"]
    assert (row.hit.client, row.hit.merged, row.merges) == (kept, merged, [merge])
    assert found(browser, identity_code=CODE) == [kept]
    assert browser.get(merge_url(kept, merged)).context["refusal"]


def test_same_form_sent_twice_is_one_merge_and_the_same_answer(browser, unit):
    one, other = ClientFactory.create_batch(2, county=unit.county)
    key = "5a1d2b7e-3b1c-4c39-9a29-1f7f8a3f0b12"
    posted = {"kept": one.pk, "reason": "Sama", "form_key": key}

    urls = {browser.post(merge_url(one, other), posted).url for _click in range(2)}

    assert len(urls) == 1
    assert ClientMerge.objects.count() == 1
