"""The search of the top bar: one's own cases and their notes, and nothing else."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.notes import correct_note
from cases.models import Case, Note
from tests.factories import (
    CaseFactory,
    ClientFactory,
    IntakeWorkerFactory,
    NoteFactory,
    PrisonOfficerFactory,
    SupervisorFactory,
    UnitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
SEARCH = reverse("caseload:search")
CODE = "010180-9004"


@pytest.fixture
def worker():
    return WorkerFactory(unit=UnitFactory())


@pytest.fixture
def case(worker):
    return named(worker, "Niko", "Sarajärvi", identity_code=CODE)


def named(worker, first, last, **more):
    county = worker.organisation
    unit = worker.unit_memberships.get().unit
    client = ClientFactory(county=county, first_names=first, last_name=last, **more)
    return CaseFactory(client=client, unit=unit, responsible=worker)


def find(client, user, text):
    client.force_login(user)
    return client.post(SEARCH, {"what": text})


def found_cases(response):
    return [each.case.pk for each in response.context["cases"]]


def found_notes(response):
    return [each.note.pk for each in response.context["notes"]]


@pytest.mark.parametrize(
    "text", ["Sarajärvi", "sara", "Niko Sara", "Sarajarvi", "Saarajärvi Niko", CODE, CODE.lower()]
)
def test_an_own_case_is_found_by_its_client(client, worker, case, text):
    named(worker, "Outi", "Korpela")

    assert found_cases(find(client, worker, text)) == [case.pk]


def test_an_own_case_is_found_by_its_number_with_and_without_the_zeros(client, worker, case):
    named(worker, "Outi", "Korpela")
    year, running = case.number.split("-")

    for text in (case.number, f"{year}-{int(running)}", str(int(running))):
        assert found_cases(find(client, worker, text)) == [case.pk]


def test_a_closed_case_is_found_too(client, worker, case):
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=dt.date(2026, 2, 1))

    response = find(client, worker, "Sarajärvi")

    assert found_cases(response) == [case.pk]
    assert "päätetty 1.2.2026" in response.content.decode()


def test_a_name_that_begins_so_comes_before_one_that_is_only_like_it(client, worker):
    like = named(worker, "Heli", "Mirta")
    begins = named(worker, "Heli", "Virtala")
    same = named(worker, "Heli", "Virta")

    assert found_cases(find(client, worker, "Virtala"))[0] == begins.pk
    found = found_cases(find(client, worker, "Virta"))
    assert found[:2] == [same.pk, begins.pk]
    assert set(found[2:]) <= {like.pk}


@pytest.mark.parametrize("text", ["Sarajärvi", CODE, "vuokrasopimus"])
def test_nothing_of_a_colleagues_case_is_found(client, worker, case, text):
    NoteFactory(case=case, text="Haettiin vuokrasopimus.")
    colleague = WorkerFactory(unit=case.unit)

    response = find(client, colleague, text)

    assert (found_cases(response), found_notes(response)) == ([], [])
    assert "Asioistasi ei löytynyt tällaista." in response.content.decode()


def test_a_colleagues_case_is_not_found_by_its_number(client, worker, case):
    assert found_cases(find(client, WorkerFactory(unit=case.unit), case.number)) == []


def test_a_note_is_found_by_a_part_of_a_word_in_any_case(client, worker, case):
    note = NoteFactory(case=case, text="Puhuttiin päihdekuntoutuksesta. ASUNTO on hakusessa.")
    NoteFactory(case=case, text="Soitto, ei vastausta.")

    response = find(client, worker, "kuntoutu asunto")

    assert found_notes(response) == [note.pk]
    assert "<mark>päihdekuntoutuksesta</mark>" in response.content.decode()


def test_a_note_that_was_corrected_is_found_by_what_stands_now(client, worker, case):
    wrong = NoteFactory(case=case, text="Sovittiin kyyti maanantaiksi.")
    right = Note(
        occurred_on=wrong.occurred_on,
        kind="other",
        text="Sovittiin kyyti tiistaiksi.",
        correction_reason="Päivä oli väärä.",
    )
    correct_note(note=wrong, by_note=right, by=worker)

    assert found_notes(find(client, worker, "kyyti")) == [right.pk]


def test_a_long_note_is_shown_around_the_word_alone(client, worker, case):
    NoteFactory(case=case, text="alku " + "x " * 500 + "vuokravakuus maksettu " + "y " * 500)

    html = find(client, worker, "vakuus").content.decode()

    assert "<mark>vuokravakuus</mark> maksettu" in html
    assert "alku" not in html


def test_signs_of_a_pattern_are_only_signs(client, worker, case):
    NoteFactory(case=case, text="Sovittiin kyyti.")

    assert found_notes(find(client, worker, "%%%")) == []
    assert found_notes(find(client, worker, "k_yti")) == []
    assert found_notes(find(client, worker, "(((")) == []


def test_the_link_of_a_note_leads_to_its_page_of_the_journal(client, worker, case):
    for day in range(1, 23):
        NoteFactory(case=case, occurred_on=dt.date(2026, 1, day), text=f"Päivä-{day}.")
    oldest = Note.objects.get(text="Päivä-1.")

    html = find(client, worker, "päivä-1.").content.decode()

    assert f"?page=2#note-{oldest.pk}" in html
    journal = client.get(reverse("cases:notes", args=[case.pk]), {"page": 2}).content.decode()
    assert f'id="note-{oldest.pk}"' in journal


def test_the_search_is_one_line_in_the_log_of_all_whom_it_named(client, worker, case):
    other = named(worker, "Outi", "Korpela")
    NoteFactory(case=other, text="Niko Sarajärvi oli mukana.")

    find(client, worker, "Sarajärvi")

    [line] = AuditEvent.objects.filter(action=Action.LIST_READ.value)
    assert line.client_ids == sorted([case.client_id, other.client_id])
    assert line.details == {"list": "search"}


def test_a_search_that_names_nobody_leaves_no_line(client, worker, case):
    find(client, worker, "Tuntematon")

    assert not AuditEvent.objects.filter(action=Action.LIST_READ.value).exists()


def test_an_empty_search_says_what_to_write(client, worker):
    assert (
        "Kirjoita nimi, asiatunnus tai merkinnän sana." in find(client, worker, "").content.decode()
    )


@pytest.mark.parametrize("maker", [IntakeWorkerFactory, SupervisorFactory, PrisonOfficerFactory])
def test_only_who_has_cases_of_their_own_has_the_search(client, maker):
    client.force_login(maker())

    assert client.get(SEARCH).status_code == 404


def test_the_top_bar_of_every_page_leads_to_the_search(client, worker):
    client.force_login(worker)

    assert f'href="{SEARCH}"' in client.get(reverse("caseload:my_work")).content.decode()


def test_the_search_asks_the_database_as_often_however_much_it_finds(client, worker, case):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            find(client, worker, "Sara")
        return len(asked)

    NoteFactory(case=case, text="Sara oli mukana.")
    queries()
    few = queries()
    for _ in range(3):
        NoteFactory(case=named(worker, "Niko", "Sarajärvi"), text="Sara oli mukana.")

    assert queries() == few
