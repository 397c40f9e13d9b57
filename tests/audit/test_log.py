"""The log is only added to, its chain finds tampering, and a refusal survives the page."""

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from audit.chain import first_broken_event, seal_new_events
from audit.models import AuditEvent, AuditSeal
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


@pytest.mark.django_db(transaction=True)
def test_chain_finds_the_event_that_was_tampered_with():
    for _n in range(3):
        record(Action.SIGNED_IN, by=UserFactory())
    seal_new_events()
    victim = AuditEvent.objects.order_by("pk")[1]

    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE audit_auditevent SET by_name = 'Joku muu' WHERE id = %s", [victim.pk]
        )
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")

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
