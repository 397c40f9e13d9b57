"""People whom the case knows are ticked where a note or a review says who took part."""

import uuid

import pytest
from django.urls import reverse

from cases.models import Note
from plans.models import Review
from tests.factories import (
    CaseFactory,
    ClientFactory,
    NetworkMemberFactory,
    NoteFactory,
    PlanFactory,
    WorkerFactory,
)
from tests.html_forms import forms_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(client):
    case = CaseFactory(
        client=ClientFactory(first_names="Niko", last_name="Sarajärvi"),
        responsible=WorkerFactory(first_name="Riikka", last_name="Aaltovuo", title="työntekijä"),
    )
    NetworkMemberFactory(case=case, name="Kati Savela", role="ohjaaja", organisation_name="Vankila")
    NetworkMemberFactory(
        case=case, name="Entinen Ohjaaja", since="2026-01-01", ended_on="2026-01-02", end_reason="–"
    )
    client.force_login(case.responsible)
    return case


def offered(client, url):
    """The names that can be ticked, and those that are."""
    html = client.get(url).content.decode()
    controls = [c for form in forms_of(html, url) for c in form.controls if c.name == "people"]
    return [c.value for c in controls], [c.value for c in controls if c.kind != "unticked"]


def note(**changes):
    return {
        "kind": "meeting",
        "occurred_on": "17.11.2026",
        "outcome": "met",
        "text": "Sovittiin käynnistä.",
        "form_key": str(uuid.uuid4()),
    } | changes


def notes_of(case):
    return reverse("cases:notes", kwargs={"case_pk": case.pk})


def test_client_team_and_present_network_are_there_to_be_ticked(client, case):
    names, ticked = offered(client, notes_of(case))

    assert names == ["Niko Sarajärvi", "Riikka Aaltovuo", "Kati Savela"]
    assert ticked == []


def test_members_are_shown_so_that_they_are_recognised(client, case):
    html = client.get(notes_of(case)).content.decode()

    assert "Kati Savela, ohjaaja, Vankila" in html
    assert "Riikka Aaltovuo, työntekijä" in html


def test_a_note_keeps_the_ticked_and_the_written_in_one_line(client, case):
    client.post(
        notes_of(case), note(people=["Niko Sarajärvi", "Kati Savela"], participants="sisko Anna")
    )

    assert Note.objects.get().participants == "Niko Sarajärvi, Kati Savela, sisko Anna"


def test_somebody_who_is_ticked_and_written_stands_once(client, case):
    client.post(notes_of(case), note(people=["Kati Savela"], participants="Kati Savela, sisko"))

    assert Note.objects.get().participants == "Kati Savela, sisko"


def test_a_name_that_was_changed_while_the_page_was_open_stays_as_it_was_read(client, case):
    client.post(notes_of(case), note(people=["Kati Entinen"]))

    assert Note.objects.get().participants == "Kati Entinen"


def test_more_names_than_fit_are_refused_and_kept_on_the_page(client, case):
    page = client.post(notes_of(case), note(people=["Kati Savela"], participants="x" * 195))

    assert not Note.objects.exists()
    assert "x" * 195 in page.content.decode()
    assert "participants" in page.context["form"].errors


def test_a_correction_ticks_those_whom_the_note_named(client, case):
    written = NoteFactory(case=case, participants="Kati Savela, sisko Anna")

    url = reverse("cases:note_correct", kwargs={"note_pk": written.pk})
    names, ticked = offered(client, url)

    assert ticked == ["Kati Savela"]
    assert 'value="sisko Anna"' in client.get(url).content.decode()


def test_a_review_names_people_in_the_same_way(client, case):
    plan = PlanFactory(case=case, agreed=True)
    goal = plan.goals.get()
    url = reverse("plans:plan_review", kwargs={"plan_pk": plan.pk})
    answers = {
        "reviewed_on": "17.11.2026",
        f"outcome_{goal.pk}": "reached",
        "people": ["Niko Sarajärvi"],
        "participants": "äiti",
        "then": "goes_on",
        "next_review_on": "17.11.2030",
        "form_key": str(uuid.uuid4()),
    }

    names, _ticked = offered(client, url)
    client.post(url, answers)

    assert names == ["Niko Sarajärvi", "Riikka Aaltovuo", "Kati Savela"]
    assert Review.objects.get().participants == "Niko Sarajärvi, äiti"


def test_names_of_another_case_are_not_offered(client, case):
    other = NetworkMemberFactory(name="Vieras Henkilö")

    names, _ticked = offered(client, notes_of(case))

    assert other.name not in names
