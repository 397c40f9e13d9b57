"""The journal: written once, corrected by a new entry, never lost."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.closed_case import CaseClosed
from cases.actions.notes import AlreadyCorrected, correct_note, write_note
from cases.actions.team import open_for_purpose
from cases.models import Case, Note
from tests.factories import CaseFactory, NoteFactory, SupervisorFactory, WorkerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]

TEXT = "Oskari toivoo omaa asuntoa."


@pytest.fixture
def november():
    with time_machine.travel("2026-11-18 12:00+02:00"):
        yield


@pytest.fixture
def case(client):
    case = CaseFactory()
    client.force_login(case.responsible)
    return case


def page_of(case):
    return reverse("cases:notes", kwargs={"case_pk": case.pk})


def answers(**changes):
    return {
        "kind": "meeting",
        "occurred_on": "17.11.2026",
        "outcome": "met",
        "channel": "phone",
        "participants": "Kati Savela",
        "text": TEXT,
        "form_key": str(uuid.uuid4()),
    } | changes


def close(case):
    """As caseload closes it; this app may not import upward."""
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=dt.date(2026, 11, 1))


def test_note_is_written_with_its_writer_and_logged(client, case):
    response = client.post(page_of(case), answers())

    assertRedirects(response, page_of(case) + "#content")
    note = Note.objects.get(case=case)
    assert (note.text, note.channel, note.occurred_on, note.written_by) == (
        TEXT,
        "phone",
        dt.date(2026, 11, 17),
        case.responsible,
    )
    logged = AuditEvent.objects.of_case(case.pk).filter(action=Action.NOTE_WRITTEN.value)
    assert [event.target for event in logged] == [f"cases.note:{note.pk}"]


def test_form_sent_twice_gives_one_note_and_the_same_answer(client, case):
    sent = answers()

    first, second = client.post(page_of(case), sent), client.post(page_of(case), sent)

    assert Note.objects.filter(case=case).count() == 1
    assert (first.status_code, first.url) == (second.status_code, second.url)


def test_two_forms_with_the_same_words_are_two_notes(client, case):
    client.post(page_of(case), answers())
    client.post(page_of(case), answers())

    assert Note.objects.filter(case=case).count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "a" * 500_000),
        ("text", "nolla\0tavu"),
        ("participants", "b" * 201),
        ("occurred_on", "19.11.2026"),
        ("occurred_on", "eilen"),
        ("kind", "rumour"),
        ("channel", "telepathy"),
    ],
)
def test_wrong_note_is_not_stored_and_comes_back_as_it_was_typed(client, case, field, value):
    response = client.post(page_of(case), answers(**{field: value}))

    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == [field]
    assert form[field].value() == value
    assert not Note.objects.exists()


def test_hostile_text_is_kept_and_shown_as_text(client, case):
    hostile = "<script>alert(1)</script> {{ 7|add:7 }} ' OR 1=1 --"
    client.post(page_of(case), answers(text=hostile))

    html = client.get(page_of(case)).content.decode()

    assert Note.objects.get().text == hostile
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }} &#x27; OR 1=1 --" in html


def test_case_of_the_address_counts_and_not_one_in_a_hidden_field(client, case):
    other = CaseFactory()

    client.post(page_of(case), answers(case=other.pk, case_id=other.pk))

    assert list(Note.objects.values_list("case_id", flat=True)) == [case.pk]


def test_somebody_who_only_looks_writes_nothing(client):
    case = CaseFactory()
    supervisor = SupervisorFactory(unit=case.unit)
    open_for_purpose(case=case, by=supervisor, purpose="Kantelu")
    client.force_login(supervisor)

    assert client.get(page_of(case)).status_code == 200
    assert client.post(page_of(case), answers()).status_code == 403
    assert not Note.objects.exists()


def test_closed_case_takes_no_note_and_keeps_the_text(client, case):
    close(case)

    response = client.post(page_of(case), answers())

    assert response.status_code == 409
    assert response.context["form"]["text"].value() == TEXT
    assert not Note.objects.exists()


def test_closed_case_is_shown_without_a_form(client, case):
    close(case)

    html = client.get(page_of(case)).content.decode()

    assert "Asia päätettiin 1.11.2026." in html
    assert "<textarea" not in html


def test_action_refuses_a_closed_case():
    case = CaseFactory()
    close(case)

    with pytest.raises(CaseClosed):
        write_note(note=NoteFactory.build(case=case), by=case.responsible)


def test_notes_come_newest_first_in_pages_of_twenty(client, case):
    notes = [
        NoteFactory(case=case, occurred_on=dt.date(2026, 1, 1) + dt.timedelta(days=day))
        for day in range(21)
    ]

    first = client.get(page_of(case)).context["page"]
    second = client.get(page_of(case), {"page": 2}).context["page"]

    assert list(first) == notes[:0:-1]
    assert list(second) == notes[:1]


@pytest.mark.parametrize("count", [1, 3])
def test_notes_query_count_does_not_grow(client, case, count, django_assert_num_queries):
    for note in NoteFactory.create_batch(count, case=case):
        by_note = NoteFactory.build(case=case, correction_reason="Päivä")
        correct_note(note=note, by_note=by_note, by=WorkerFactory(unit=case.unit))

    with django_assert_num_queries(15):
        response = client.get(page_of(case))

    assert len(response.context["page"]) == 2 * count


def test_saving_a_note_asks_little_of_the_database(client, case):
    with CaptureQueriesContext(connection) as asked:
        client.post(page_of(case), answers())

    written = [each["sql"] for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]]
    assert Note.objects.filter(case=case).exists()
    assert len(written) <= 18, "\n".join(each[:150] for each in written)


def correction_page(note):
    return reverse("cases:note_correct", kwargs={"note_pk": note.pk})


def test_correction_stands_beside_the_note_that_it_corrects(client, case):
    note = NoteFactory(case=case)

    response = client.post(correction_page(note), answers(correction_reason="Päivä oli väärin"))

    assertRedirects(response, page_of(case))
    correction = Note.objects.get(corrects=note)
    assert (correction.text, correction.case) == (TEXT, case)
    assert Note.objects.get(pk=note.pk).text == note.text
    html = client.get(page_of(case)).content.decode()
    assert f"<s>{note.text}</s>" in html
    assert "Korjattu 18.11.2026" in html


def test_correction_without_a_reason_is_not_stored(client, case):
    note = NoteFactory(case=case)

    response = client.post(correction_page(note), answers())

    assert list(response.context["form"].errors) == ["correction_reason"]
    assert Note.objects.count() == 1


def test_second_correction_of_the_same_note_keeps_its_text_and_says_why(client, case):
    note = NoteFactory(case=case)
    client.post(correction_page(note), answers(correction_reason="Ensin"))

    response = client.post(correction_page(note), answers(correction_reason="Sitten"))

    assert response.status_code == 409
    assert response.context["form"]["text"].value() == TEXT
    assert Note.objects.count() == 2
    with pytest.raises(AlreadyCorrected):
        correct_note(note=note, by_note=NoteFactory.build(), by=case.responsible)


def test_note_of_another_case_is_corrected_by_nobody_here(client, case):
    foreign = NoteFactory()

    response = client.post(correction_page(foreign), answers(correction_reason="Ei"))

    assert response.status_code == 404
    assert Note.objects.count() == 1
