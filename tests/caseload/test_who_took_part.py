"""People whom the case knows are ticked where a note or a review says who took part."""

import uuid

import pytest
from django.urls import reverse

from cases.models import Note
from cases.people import known_people
from networks.models import NetworkMember
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
    """The keys that can be ticked, and those that are."""
    html = client.get(url).content.decode()
    controls = [c for form in forms_of(html, url) for c in form.controls if c.name == "people"]
    return [c.value for c in controls], [c.value for c in controls if c.kind != "unticked"]


def key_of(case, name):
    """By which the case knows somebody."""
    (found,) = [each.key for each in known_people(case) if each.name == name]
    return found


def keys_of(case):
    return [each.key for each in known_people(case)]


def note(**changes):
    return {
        "kind": "meeting",
        "occurred_on": "17.11.2026",
        "outcome": "met",
        "text": "Sovittiin käynnistä.",
        "form_key": str(uuid.uuid4()),
    } | changes


def correction_of(note):
    return reverse("cases:note_correct", kwargs={"note_pk": note.pk})


def notes_of(case):
    return reverse("cases:notes", kwargs={"case_pk": case.pk})


def test_client_team_and_present_network_are_there_to_be_ticked(client, case):
    keys, ticked = offered(client, notes_of(case))

    names = ["Niko Sarajärvi", "Riikka Aaltovuo", "Kati Savela"]
    assert keys == [key_of(case, name) for name in names]
    assert ticked == []


def test_members_are_shown_so_that_they_are_recognised(client, case):
    html = client.get(notes_of(case)).content.decode()

    assert "Kati Savela, ohjaaja, Vankila" in html
    assert "Riikka Aaltovuo, työntekijä, omatyöntekijä" in html


def test_a_note_keeps_the_ticked_and_the_written_in_one_line(client, case):
    client.post(
        notes_of(case),
        note(people=["client", key_of(case, "Kati Savela")], participants="sisko Anna"),
    )

    assert Note.objects.get().participants == "Niko Sarajärvi, Kati Savela, sisko Anna"


def test_somebody_who_is_ticked_and_written_stands_once(client, case):
    client.post(
        notes_of(case),
        note(people=[key_of(case, "Kati Savela")], participants="Kati Savela, sisko"),
    )

    assert Note.objects.get().participants == "Kati Savela, sisko"


def test_names_of_a_page_of_the_former_version_stand_as_they_were_read(client, case):
    client.post(notes_of(case), note(people=["Kati Savela", "Kati Entinen"]))

    assert Note.objects.get().participants == "Kati Savela, Kati Entinen"


def test_who_left_the_network_while_the_page_was_open_is_named_all_the_same(client, case):
    kati = key_of(case, "Kati Savela")
    NetworkMember.objects.filter(name="Kati Savela").update(
        since="2026-01-01", ended_on="2026-01-02", end_reason="–"
    )
    assert kati not in keys_of(case)

    client.post(notes_of(case), note(people=[kati]))

    assert Note.objects.get().participants == "Kati Savela"


def test_two_of_one_name_are_told_apart(client, case):
    mother = NetworkMemberFactory(case=case, kind="close_person", name="Anna Virta", role="äiti")
    NetworkMemberFactory(case=case, kind="close_person", name="Anna Virta", role="sisko")

    client.post(notes_of(case), note(people=[f"member-{mother.pk}"]))

    assert Note.objects.get().participants == "Anna Virta, äiti"
    _keys, ticked = offered(client, correction_of(Note.objects.get()))
    assert ticked == [f"member-{mother.pk}"]


def test_a_key_of_another_case_is_refused_and_tells_no_name(client, case):
    other = NetworkMemberFactory(name="Vieras Henkilö")

    page = client.post(notes_of(case), note(people=[f"member-{other.pk}"]))

    assert list(page.context["form"].errors) == ["people"]
    assert "Vieras Henkilö" not in page.content.decode()
    assert not Note.objects.exists()


def test_more_names_than_fit_are_refused_and_kept_on_the_page(client, case):
    page = client.post(notes_of(case), note(people=["client"], participants="x" * 195))

    assert not Note.objects.exists()
    assert "x" * 195 in page.content.decode()
    assert "participants" in page.context["form"].errors


def test_a_correction_ticks_those_whom_the_note_named(client, case):
    written = NoteFactory(case=case, participants="Kati Savela, sisko Anna")

    url = correction_of(written)
    _keys, ticked = offered(client, url)

    assert ticked == [key_of(case, "Kati Savela")]
    assert 'value="sisko Anna"' in client.get(url).content.decode()


def test_a_name_with_a_comma_is_ticked_again(client, case):
    NetworkMemberFactory(case=case, name="", organisation_name="Velka, laina ja talous ry")
    written = NoteFactory(case=case, participants="sisko, Velka, laina ja talous ry, Kati Savela")

    url = correction_of(written)
    _keys, ticked = offered(client, url)

    assert set(ticked) == {
        key_of(case, each) for each in ("Velka, laina ja talous ry", "Kati Savela")
    }
    assert 'value="sisko"' in client.get(url).content.decode()


def test_a_review_names_people_in_the_same_way(client, case):
    plan = PlanFactory(case=case, agreed=True)
    goal = plan.goals.get()
    url = reverse("plans:plan_review", kwargs={"plan_pk": plan.pk})
    answers = {
        "reviewed_on": "17.11.2026",
        f"outcome_{goal.pk}": "reached",
        "people": ["client"],
        "participants": "äiti",
        "then": "goes_on",
        "next_review_on": "17.11.2030",
        "form_key": str(uuid.uuid4()),
    }

    keys, _ticked = offered(client, url)
    client.post(url, answers)

    assert keys == keys_of(case)
    assert Review.objects.get().participants == "Niko Sarajärvi, äiti"


def test_names_of_another_case_are_not_offered(client, case):
    other = NetworkMemberFactory(name="Vieras Henkilö")

    keys, _ticked = offered(client, notes_of(case))

    assert f"member-{other.pk}" not in keys
