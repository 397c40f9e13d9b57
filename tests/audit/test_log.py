"""The log is only added to, its chain finds tampering, and a refusal survives the page."""

import datetime as dt
import threading

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit import chain
from audit.chain import GENESIS, digest_of, first_broken_event, seal_new_events
from audit.models import AuditEvent, AuditSeal, UnsealedEvent
from audit.recording import record
from audit.vocabulary import Action
from tests.conftest import as_owner
from tests.factories import CaseFactory, UserFactory, WorkerFactory


@pytest.fixture
def events(db):
    user = UserFactory()
    for _n in range(3):
        record(Action.SIGNED_IN, by=user)
    return list(AuditEvent.objects.order_by("pk"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET by_name = 'Joku muu'",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent CASCADE",
        "UPDATE audit_auditseal SET digest = ''",
        "DELETE FROM audit_auditseal",
    ],
)
def test_application_may_not_change_the_log(events, statement):
    seal_new_events()

    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_auditevent SET by_name = 'x'", "DELETE FROM audit_auditevent"]
)
def test_not_even_the_owner_changes_the_log_by_mistake(statement):
    record(Action.SIGNED_IN, by=UserFactory())

    with as_owner():
        refused = pytest.raises(ProgrammingError, match="pgtrigger: Cannot")
        with refused, connection.cursor() as cursor:
            cursor.execute(statement)


def test_chain_holds_what_was_not_touched(events, capsys):
    assert seal_new_events() == 3
    assert seal_new_events() == 0
    assert AuditSeal.objects.count() == 3
    assert first_broken_event() is None

    call_command("check_log")

    last = AuditSeal.objects.order_by("pk").last()
    assert capsys.readouterr().out == f"{last.event_id} {last.digest}\n"


# What somebody might write into each column; a new column has to be named here.
FALSIFIED = {
    "at": "at + interval '1 second'",
    "action": "'case.read'",
    "by_id": "by_id + 1",
    "by_name": "'Joku muu'",
    "by_unit": "'Muualla'",
    "case_id": "77",
    "client_id": "77",
    "referral_id": "77",
    "target": "'cases.note:1'",
    "purpose": "'muu'",
    "details": """'{"page": "x"}'""",
    "client_ids": "ARRAY[7]",
    "referral_ids": "ARRAY[7]",
}


def test_every_column_of_the_log_can_be_falsified_in_a_test():
    columns = {field.column for field in AuditEvent._meta.concrete_fields}

    assert columns - {"id"} == set(FALSIFIED)


def falsify(event, column):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute(
            f"UPDATE audit_auditevent SET {column} = {FALSIFIED[column]} WHERE id = %s",
            [event.pk],
        )
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("column", ["client_ids", "referral_ids"])
def test_chain_finds_that_a_list_is_said_to_have_shown_others(column):
    record(Action.LIST_READ, by=UserFactory(), clients=[5], referrals=[5])
    seal_new_events()
    victim = AuditEvent.objects.get()

    falsify(victim, column)

    assert first_broken_event() == victim.pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("column", FALSIFIED)
def test_chain_finds_the_event_that_was_tampered_with(column):
    for _n in range(3):
        record(Action.SIGNED_IN, by=UserFactory())
    seal_new_events()
    victim = AuditEvent.objects.order_by("pk")[1]

    falsify(victim, column)

    assert first_broken_event() == victim.pk
    with pytest.raises(CommandError, match=f"event {victim.pk} "):
        call_command("check_log")


@pytest.mark.django_db(transaction=True)
def test_chain_finds_an_event_that_was_taken_out():
    for _n in range(3):
        record(Action.SIGNED_IN, by=UserFactory())
    seal_new_events()
    first, victim, last = AuditEvent.objects.order_by("pk")

    with as_owner(), connection.cursor() as cursor:
        for table, column in [("audit_auditseal", "event_id"), ("audit_auditevent", "id")]:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [victim.pk])
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    assert first_broken_event() == last.pk
    assert AuditEvent.objects.filter(pk=first.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_that_is_committed_late_is_sealed_in_the_end():
    user = UserFactory()
    written, may_commit = threading.Event(), threading.Event()

    @transaction.atomic
    def write_slowly():
        record(Action.SIGNED_IN, by=user)
        written.set()
        may_commit.wait()

    def in_a_thread():
        try:
            write_slowly()
        finally:
            connection.close()

    thread = threading.Thread(target=in_a_thread)
    thread.start()
    written.wait()
    record(Action.SIGNED_OUT, by=user)
    seal_new_events()
    may_commit.set()
    thread.join()
    late, early = AuditEvent.objects.order_by("pk")
    sealed_first = list(AuditSeal.objects.values_list("event_id", flat=True))

    seal_new_events()

    assert (late.action, sealed_first) == (Action.SIGNED_IN.value, [early.pk])
    assert AuditSeal.objects.filter(event=late).exists()
    assert first_broken_event() is None


def test_sealing_reads_nothing_of_the_log_that_is_sealed(events):
    seal_new_events()

    with CaptureQueriesContext(connection) as asked:
        seal_new_events()

    assert [query["sql"] for query in asked if "audit_auditevent" in query["sql"]] == []


def test_more_events_than_one_batch_are_sealed_in_one_sweep(events, monkeypatch):
    monkeypatch.setattr(chain, "BATCH", 2)

    assert seal_new_events() == 3
    assert first_broken_event() is None


def test_an_event_that_the_former_version_sealed_is_not_sealed_again(events):
    AuditSeal.objects.create(event=events[0], digest=digest_of(events[0], GENESIS))

    assert seal_new_events() == 2
    assert not AuditEvent.objects.unsealed().exists()
    assert first_broken_event() is None


@pytest.mark.django_db(transaction=True)
def test_check_finds_an_event_that_went_past_the_chain():
    record(Action.SIGNED_IN, by=UserFactory())
    UnsealedEvent.objects.all().delete()
    lost = AuditEvent.objects.get()

    with pytest.raises(CommandError, match=f"event {lost.pk} is not in the chain"):
        call_command("check_log")


def test_check_finds_that_nobody_seals(db):
    with time_machine.travel(timezone.now() - dt.timedelta(hours=2)):
        record(Action.SIGNED_IN, by=UserFactory())

    with pytest.raises(CommandError, match="still waits"):
        call_command("check_log")


def test_event_says_whose_data_who_why_and_when(db):
    case = CaseFactory()
    record(Action.CASE_READ, by=case.responsible, case=case, target=case, purpose="Kantelu")

    event = AuditEvent.objects.of_case(case.pk).first()

    assert (event.client_id, event.by_id, event.by_name, event.by_unit) == (
        case.client_id,
        case.responsible.pk,
        str(case.responsible),
        case.county.name,
    )
    assert (event.target, event.purpose) == (f"cases.case:{case.pk}", "Kantelu")
    assert event.at is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["Virtanen", "maija virtanen", "010594-9032", "010594Y9032", "ä", 1.5]
)
def test_names_identity_codes_and_free_text_do_not_enter_the_details(words):
    case = CaseFactory()

    for detail in (words, [words], {"fields": words}, {words: 1}):
        with pytest.raises(ValueError, match=r"^case.read: a detail is neither id nor code$"):
            record(Action.CASE_READ, by=None, case=case, details={"detail": detail})


@pytest.mark.django_db
def test_ids_and_codes_enter_the_details():
    details = {"page": "cases:notes", "found": [1, 2], "removed": True, "records": {"15020": 3}}

    record(Action.CASE_READ, by=None, details=details)

    assert AuditEvent.objects.get().details == details


@pytest.mark.django_db
def test_act_falls_with_its_log():
    case = CaseFactory()
    before = AuditEvent.objects.count()

    @transaction.atomic
    def act():
        record(Action.NOTE_WRITTEN, by=case.responsible, case=case)
        raise ValueError("act failed")

    with pytest.raises(ValueError, match="act failed"):
        act()

    assert AuditEvent.objects.count() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("method", ["get", "post"])
def test_refusal_is_logged_although_the_page_rolled_back(client, method):
    case, stranger = CaseFactory(), WorkerFactory()
    client.force_login(stranger)

    response = getattr(client, method)(reverse("cases:notes", kwargs={"case_pk": case.pk}))

    assert response.status_code == 404
    event = AuditEvent.objects.get(action=Action.CASE_REFUSED.value)
    assert (event.case_id, event.by_id) == (case.pk, stranger.pk)
    assert event.details == {"method": method.upper(), "status": 404}
    assert not AuditEvent.objects.filter(action=Action.CASE_READ.value).exists()


@pytest.mark.django_db
def test_somebody_with_a_very_long_name_is_not_kept_from_their_work(client):
    user = UserFactory(first_name="A" * 150, last_name="B" * 150)
    client.force_login(user)

    client.post(reverse("account_logout"))

    assert AuditEvent.objects.get(action=Action.SIGNED_OUT.value).by_id == user.pk
