"""Who took part is kept in rows, and somebody new joins the network only by a tick."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, Note
from networks.models import NetworkMember, NoteAttendance
from plans.models import ReviewAttendance
from tests.factories import (
    CaseFactory,
    ClientFactory,
    NetworkMemberFactory,
    NoteFactory,
    PlanFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
NEW = {
    "new_name": "Aino Uusi",
    "new_role": "vertaistukija",
    "new_organisation": "Kriminaalihuolto ry",
    "new_kind": "other_actor",
    "joins": "on",
}


@pytest.fixture
def case(client):
    case = CaseFactory(
        client=ClientFactory(first_names="Niko", last_name="Sarajärvi"),
        responsible=WorkerFactory(first_name="Riikka", last_name="Aaltovuo"),
    )
    client.force_login(case.responsible)
    return case


@pytest.fixture
def kati(case):
    return NetworkMemberFactory(case=case, name="Kati Savela", authority="8")


def write(client, case, **changes):
    told = {
        "kind": "meeting",
        "occurred_on": "17.11.2026",
        "outcome": "met",
        "text": "Sovittiin käynnistä.",
        "form_key": str(uuid.uuid4()),
    }
    return client.post(reverse("cases:notes", kwargs={"case_pk": case.pk}), told | changes)


def correct(client, note, **changes):
    url = reverse("cases:note_correct", kwargs={"note_pk": note.pk})
    told = client.get(url).context["form"].initial
    told = {name: value for name, value in told.items() if value}
    told |= {"occurred_on": "17.11.2026", "outcome": "met", "correction_reason": "Päivä oli väärä."}
    return client.post(url, told | {"form_key": str(uuid.uuid4())} | changes)


def rows_of(note):
    return [(each.who, each.name, each.authority) for each in note.attendance.all()]


def test_a_note_keeps_who_took_part_in_rows(client, case, kati):
    worker = f"user-{case.responsible.pk}"
    people = ["client", worker, f"member-{kati.pk}"]

    write(client, case, people=people, participants="sisko Anna, serkku")

    note = Note.objects.get()
    assert rows_of(note) == [
        ("client", "Niko Sarajärvi", ""),
        ("worker", "Riikka Aaltovuo", ""),
        ("member", "Kati Savela", "8"),
        ("by_name", "sisko Anna, serkku", ""),
    ]


def test_a_row_keeps_name_and_class_of_authority_of_its_day(client, case, kati):
    write(client, case, people=[f"member-{kati.pk}"])

    NetworkMember.objects.filter(pk=kati.pk).update(name="Kati Uusinimi", authority="")

    (row,) = Note.objects.get().attendance.all()
    assert (row.member, row.name, row.authority) == (kati, "Kati Savela", "8")


def test_a_correction_carries_the_rows_along_also_of_who_has_left(client, case, kati):
    write(client, case, people=["client", f"member-{kati.pk}"], participants="sisko")
    NetworkMember.objects.filter(pk=kati.pk).update(
        since="2026-01-01", ended_on="2026-01-02", end_reason="–"
    )

    correct(client, Note.objects.get())

    later = Note.objects.get(corrects__isnull=False)
    assert [who for who, _name, _authority in rows_of(later)] == ["client", "member", "by_name"]
    assert later.participants == "Niko Sarajärvi, Kati Savela, sisko"


def test_a_line_of_a_note_from_before_there_were_rows_becomes_rows_by_a_correction(
    client, case, kati
):
    correct(client, NoteFactory(case=case, participants="Kati Savela, sisko"))

    later = Note.objects.get(corrects__isnull=False)
    assert [name for _who, name, _authority in rows_of(later)] == ["Kati Savela", "sisko"]


def test_a_review_keeps_who_took_part_in_rows(client, case, kati):
    plan = PlanFactory(case=case, agreed=True)
    goal = plan.goals.get()
    answers = {
        "reviewed_on": "17.11.2026",
        f"outcome_{goal.pk}": "reached",
        "people": ["client", f"member-{kati.pk}"],
        "then": "goes_on",
        "next_review_on": "17.11.2030",
        "form_key": str(uuid.uuid4()),
    }

    client.post(reverse("plans:plan_review", kwargs={"plan_pk": plan.pk}), answers | NEW)

    rows = ReviewAttendance.objects.all()
    assert [(row.name, row.authority) for row in rows] == [
        ("Niko Sarajärvi", ""),
        ("Kati Savela", "8"),
        ("Aino Uusi", ""),
    ]
    assert rows[0].review.participants == "Niko Sarajärvi, Kati Savela, Aino Uusi"


def test_somebody_new_joins_the_network_with_the_note(client, case):
    page = write(client, case, **NEW)

    member = NetworkMember.objects.get()
    assert page.status_code == 302
    assert (member.name, member.role, member.kind) == ("Aino Uusi", "vertaistukija", "other_actor")
    assert member.client_wish == "ask_first"
    assert Note.objects.get().participants == "Aino Uusi"
    assert Note.objects.get().attendance.get().member == member


@pytest.mark.parametrize(("is_out", "where"), [(False, "inside"), (True, "after")])
def test_somebody_new_supports_where_the_client_is_now(client, case, is_out, where):
    Case.objects.filter(pk=case.pk).update(
        released_on=timezone.localdate() if is_out else None,
    )

    write(client, case, **NEW)

    member = NetworkMember.objects.get()
    assert {name for name in ("inside", "after") if getattr(member, name)} == {where}


def test_nobody_joins_the_network_without_the_tick(client, case):
    page = write(client, case, **{**NEW, "joins": ""})

    assert list(page.context["form"].errors) == ["joins"]
    assert "Aino Uusi" in page.content.decode()
    assert not Note.objects.exists()
    assert not NetworkMember.objects.exists()


@pytest.mark.parametrize("field", ["new_name", "new_kind"])
def test_who_joins_has_a_name_and_a_kind(client, case, field):
    page = write(client, case, **{**NEW, field: ""})

    assert list(page.context["form"].errors) == [field]
    assert not NetworkMember.objects.exists()


def test_who_is_in_the_network_already_is_ticked_and_not_added_again(client, case, kati):
    page = write(client, case, **NEW | {"new_name": "Kati Savela"})

    assert list(page.context["form"].errors) == ["new_name"]
    assert NetworkMember.objects.count() == 1


def test_nobody_joins_the_network_of_a_note_that_is_not_kept(client, case):
    page = write(client, case, **NEW | {"text": ""})

    assert list(page.context["form"].errors) == ["text"]
    assert not NetworkMember.objects.exists()


def test_a_double_press_adds_one_member_and_one_note(client, case):
    key = str(uuid.uuid4())

    for _press in range(2):
        write(client, case, **NEW, form_key=key)

    assert (NetworkMember.objects.count(), Note.objects.count()) == (1, 1)


def test_a_row_never_changes(client, case):
    write(client, case, people=["client"])

    for act in (lambda rows: rows.update(name="x"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="note_attendance_kept"), transaction.atomic():
            act(NoteAttendance.objects.all())


@pytest.mark.parametrize(
    "told",
    [
        {"who": "worker"},
        {"who": "member"},
        {"who": "authority"},
        {"who": "client", "authority": "8"},
        {"who": "by_name", "name": ""},
    ],
)
def test_a_row_is_of_somebody(case, told):
    with pytest.raises(IntegrityError, match="noteattendance_is_somebody"):
        NoteAttendance.objects.create(note=NoteFactory(case=case), **{"name": "Kati"} | told)


def test_nobody_stands_twice_in_a_note(case):
    note = NoteFactory(case=case)
    NoteAttendance.objects.create(note=note, who="client", name="Niko")

    with pytest.raises(IntegrityError, match="once_in_a_note"):
        NoteAttendance.objects.create(note=note, who="client", name="Niko")


def test_a_correction_that_leaves_out_a_member_says_that_they_stay_in_the_network(client, case):
    write(client, case, **NEW)
    member = NetworkMember.objects.get()

    page = correct(client, Note.objects.get(), people=["client"])
    page = client.get(page.url)

    assert f"Verkostossa on edelleen: {member.name}" in page.content.decode()
    assert NetworkMember.objects.get().ended_on is None


def test_a_correction_names_only_the_members_whom_it_left_out(client, case, kati):
    gone = NetworkMemberFactory(case=case, name="Liisa Lähtenyt")
    worker, stays, left_out = (
        f"user-{case.responsible_id}", f"member-{kati.pk}", f"member-{gone.pk}",
    )  # fmt: skip
    write(client, case, people=["client", worker, stays, left_out])

    page = client.get(correct(client, Note.objects.get(), people=["client", stays]).url)

    [told] = [str(each) for each in page.context["messages"] if "edelleen" in str(each)]
    assert told.startswith("Verkostossa on edelleen: Liisa Lähtenyt. Jos")
