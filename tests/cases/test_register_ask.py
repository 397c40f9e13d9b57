"""Asking who works with a person: the unit and whom to call, and nothing that tells more."""

import datetime as dt

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.models import Case, Client
from cases.register.asking import who_works
from cases.register.merging import merge_clients
from tests.cases.search_pairs import code
from tests.factories import (
    CaseFactory,
    ClientFactory,
    CountyFactory,
    IntakeWorkerFactory,
    NoteFactory,
    PrisonOfficerFactory,
    SupervisorFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
ASK = reverse("cases:register_ask")
CODE, OTHER_CODE, ONE_SLIP_AWAY = "010180-9004", code("020280", 901), code("010180", 901)
BORN = dt.date(1980, 1, 1)
WHY = {"purpose": "in_touch", "words": "Sisko soitti."}
BY_CODE = {"identity_code": CODE}
BY_NAME = {"last_name": "Sarajärvi", "first_names": "Niko", "birth_date": "1.1.1980"}
NOBODY = "kukaan ei nyt työskentele"
SECRET = ("Sarajärvi", "Niko", "1.1.1980", "010180")


@pytest.fixture
def case():
    unit = UnitFactory(name_fi="Vapautuvien tiimi", phone="017 123 000")
    client = ClientFactory(
        county=unit.county,
        last_name="Sarajärvi",
        first_names="Niko",
        identity_code=CODE,
        birth_date=BORN,
    )
    worker = WorkerFactory(unit=unit, first_name="Riikka", last_name="Auttaja", phone="040 999 111")
    return CaseFactory(client=client, unit=unit, responsible=worker)


@pytest.fixture
def asker(case):
    return WorkerFactory(unit=UnitFactory(county=case.county))


def twin_of(case):
    """Another client of the same name and day."""
    return ClientFactory(
        county=case.county, last_name="Sarajärvi", first_names="Niko", birth_date=BORN
    )


def ask(client, user, **asked):
    client.force_login(user)
    return client.post(ASK, {**WHY, **asked})


def answer(response):
    """The section of the answer; the form below repeats what was typed."""
    html = response.content.decode()
    return html[html.index('aria-labelledby="answer"') : html.index("</section>")]


@pytest.mark.parametrize("asked", [BY_CODE, BY_NAME])
def test_the_answer_is_the_unit_and_whom_to_call(client, case, asker, asked):
    told = answer(ask(client, asker, **asked))

    for words in ("Vapautuvien tiimi", "017 123 000", "Riikka Auttaja", "040 999 111"):
        assert words in told


def test_the_answer_tells_nothing_else_of_the_person_or_the_case(client, case, asker):
    told = answer(ask(client, asker, **BY_CODE))

    for words in (*SECRET, case.number, f"/asiat/{case.pk}/"):
        assert words not in told


def test_the_answer_about_a_client_with_a_non_disclosure_order_is_like_any_other(
    client, case, asker
):
    before = answer(ask(client, asker, **BY_CODE))
    Client.objects.update(protected_address=True, secret_contact_details=True)

    assert answer(ask(client, asker, **BY_CODE)) == before


def test_a_personal_worker_who_has_left_is_not_named(client, case, asker):
    case.responsible.is_active = False
    case.responsible.save()

    told = answer(ask(client, asker, **BY_CODE))

    assert "Riikka" not in told
    assert "017 123 000" in told


def test_who_works_in_the_case_is_led_to_it(client, case):
    told = answer(ask(client, case.responsible, **BY_CODE))

    assert f'href="/asiat/{case.pk}/"' in told


def test_a_closed_case_another_county_and_nobody_are_answered_alike(client, case, asker):
    stranger = WorkerFactory(unit=UnitFactory(county=CountyFactory(code="muu")))
    nobody = answer(ask(client, asker, identity_code=OTHER_CODE))
    elsewhere = answer(ask(client, stranger, **BY_CODE))
    Case.objects.update(status="closed", closed_on=dt.date(2026, 2, 1))
    closed = answer(ask(client, asker, **BY_CODE))

    assert NOBODY in nobody
    assert nobody == elsewhere == closed


@pytest.mark.parametrize(
    "asked",
    [
        BY_NAME | {"birth_date": "2.1.1980"},
        BY_NAME | {"last_name": "Sarajoki"},
        BY_NAME | {"first_names": "Mikko"},
        {"identity_code": ONE_SLIP_AWAY},
    ],
)
def test_somebody_who_is_only_like_the_client_is_not_found(client, case, asker, asked):
    response = ask(client, asker, **asked)

    assert "Vapautuvien" not in response.content.decode()


def test_two_of_one_name_and_day_are_told_apart_by_the_code_only(client, case, asker):
    CaseFactory(client=twin_of(case), unit=case.unit)

    told = answer(ask(client, asker, **BY_NAME))

    assert "Kysy henkilötunnuksella." in told
    assert "Vapautuvien tiimi" not in told


def test_two_of_one_name_and_day_with_closed_cases_are_answered_like_nobody(client, case, asker):
    nobody = answer(ask(client, asker, identity_code=OTHER_CODE))
    CaseFactory(client=twin_of(case), unit=case.unit)
    Case.objects.update(status="closed", closed_on=dt.date(2026, 2, 1))

    assert answer(ask(client, asker, **BY_NAME)) == nobody


def test_everybody_who_may_have_been_meant_has_the_question_in_their_log(client, case, asker):
    meant = {case.client_id, *(twin_of(case).pk for _each in range(3))}

    ask(client, asker, **BY_NAME)

    assert set(AuditEvent.objects.get(action=Action.REGISTER_ASKED).client_ids) == meant


def test_a_merged_record_answers_by_the_one_that_stands(client, case, asker):
    other = ClientFactory(county=case.county, last_name="Kivi", first_names="Niko", birth_date=BORN)
    intake = IntakeWorkerFactory(unit=case.unit)
    merge_clients(kept=case.client, merged=other, reason="Sama.", by=intake)

    assert "Vapautuvien tiimi" in answer(ask(client, asker, **BY_NAME | {"last_name": "Kivi"}))


def test_the_question_stands_in_the_log_of_the_client_with_its_purpose(client, case, asker):
    ask(client, asker, **BY_NAME)

    [line] = AuditEvent.objects.of_case_and_client(case.pk, case.client_id).filter(
        action=Action.REGISTER_ASKED.value
    )
    assert line.by_id == asker.pk
    assert line.purpose.endswith("on yhteydessä minuun: Sisko soitti.")
    assert line.details == {"answer": "one"}


def test_a_question_about_a_closed_case_stands_in_its_log_too(client, case, asker):
    Case.objects.update(status="closed", closed_on=dt.date(2026, 2, 1))

    ask(client, asker, **BY_CODE)

    [line] = AuditEvent.objects.filter(action=Action.REGISTER_ASKED.value)
    assert line.client_ids == [case.client_id]


def test_a_question_about_nobody_is_logged_too(client, case, asker):
    ask(client, asker, identity_code=OTHER_CODE)

    [line] = AuditEvent.objects.filter(action=Action.REGISTER_ASKED.value)
    assert (line.client_ids, line.details) == (None, {"answer": "nobody"})


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Kirjoita henkilötunnus tai koko nimi ja syntymäaika."),
        ({"last_name": "Sarajärvi"}, "Kirjoita etunimi tai henkilötunnus"),
        ({"last_name": "Sarajärvi", "first_names": "Niko"}, "Kirjoita syntymäaika tai"),
        ({"first_names": "Niko", "birth_date": "1.1.1980"}, "Kirjoita sukunimi tai"),
        ({"identity_code": "010180-9005"}, "tarkistusmerkki"),
        (BY_CODE | {"purpose": ""}, "Valitse, miksi kysyt."),
        (BY_CODE | {"words": ""}, "Kerro lyhyesti, mihin tarvitset tietoa."),
    ],
)
def test_half_a_question_says_what_is_missing_and_is_not_asked(client, case, asker, asked, said):
    response = ask(client, asker, **asked)

    assert said in response.content.decode()
    assert "answer" not in response.context
    assert not AuditEvent.objects.filter(action=Action.REGISTER_ASKED.value).exists()


def test_whoever_asks_one_after_another_is_told_to_wait(client, case, asker):
    for _ in range(who_works.PACE.burst):
        assert ask(client, asker, identity_code=OTHER_CODE).status_code == 200

    response = ask(client, asker, **BY_CODE)

    assert response.status_code == 429
    assert "Kysy uudelleen 5 minuutin kuluttua" in response.content.decode()
    assert "answer" not in response.context
    assert ask(client, case.responsible, **BY_CODE).status_code == 200


@pytest.mark.parametrize("maker", [IntakeWorkerFactory, SupervisorFactory, PrisonOfficerFactory])
def test_only_a_social_worker_asks_so(client, maker):
    client.force_login(maker())

    assert client.get(ASK).status_code == 404


def test_the_report_of_the_log_says_that_somebody_asked(client, case, asker):
    NoteFactory(case=case)
    ask(client, asker, **BY_CODE)
    client.force_login(case.responsible)

    page = client.get(reverse("caseload:log_report_print", args=[case.pk])).content.decode()

    assert "Kysyi, kuka työskentelee kanssasi" in page
