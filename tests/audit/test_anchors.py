"""What the chain alone cannot show, a seal that was noted outside does."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.tasks import check_log
from audit.anchors import noted_anchors
from audit.chain import GENESIS, digest_of, seal_new_events
from audit.models import AuditEvent, AuditSeal
from audit.recording import record
from audit.tasks import anchor_log
from audit.vocabulary import Action
from notifications.models import Mail
from tests.conftest import as_owner
from tests.factories import UserFactory

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def file(settings, tmp_path):
    settings.LOG_ANCHORS_FILE = str(tmp_path / "anchors")
    return tmp_path / "anchors"


def write(times):
    user = UserFactory()
    for _n in range(times):
        record(Action.SIGNED_IN, by=user)
    seal_new_events()


@pytest.fixture
def noted(file):
    """Three events an hour for three hours, with the seals noted after each."""
    for hour in range(3):
        with time_machine.travel(NOON + dt.timedelta(hours=hour), tick=False):
            write(3)
            anchor_log()
    return list(AuditEvent.objects.order_by("pk"))


def as_whoever_owns_the_database(*statements):
    """With the triggers off, as the application's role cannot."""
    tables = ["audit_auditevent", "audit_auditseal"]
    with as_owner(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def chain_made_anew():
    digest = GENESIS
    for seal in AuditSeal.objects.select_related("event").order_by("pk"):
        digest = digest_of(seal.event, digest)
        as_whoever_owns_the_database(
            f"UPDATE audit_auditseal SET digest = '{digest}' WHERE id = {seal.pk}"
        )


def test_a_log_that_nobody_touched_agrees_with_what_was_noted(noted, capsys):
    call_command("check_log")

    assert len(noted_anchors()) == 3
    assert capsys.readouterr().out.startswith(f"{noted[-1].pk} ")


def test_a_cut_end_is_found(noted):
    end = ",".join(str(event.pk) for event in noted[-2:])
    as_whoever_owns_the_database(
        f"DELETE FROM audit_auditseal WHERE event_id IN ({end})",
        f"DELETE FROM audit_auditevent WHERE id IN ({end})",
    )

    with pytest.raises(CommandError, match="cut or made anew"):
        call_command("check_log")


def test_a_chain_that_was_made_anew_is_found(noted):
    as_whoever_owns_the_database(
        f"UPDATE audit_auditevent SET by_name = 'Joku muu' WHERE id = {noted[1].pk}"
    )
    chain_made_anew()

    with pytest.raises(CommandError, match="cut or made anew"):
        call_command("check_log")


def test_an_event_with_a_time_of_long_ago_is_found(noted):
    with time_machine.travel(NOON - dt.timedelta(days=30), tick=False):
        write(1)

    with pytest.raises(CommandError, match="newer than the time that it tells"):
        call_command("check_log")


def test_a_file_that_was_written_over_is_found(noted, file):
    file.write_text("nothing\n")

    with pytest.raises(CommandError, match="file of anchors"):
        call_command("check_log")


def test_a_file_that_was_taken_away_is_found(noted, file):
    file.unlink()

    with pytest.raises(CommandError, match="No seal is noted"):
        call_command("check_log")


def test_a_file_in_which_nothing_is_noted_any_more_is_found(noted):
    with time_machine.travel(NOON + dt.timedelta(hours=5), tick=False):
        write(1)

    with pytest.raises(CommandError, match="No seal is noted"):
        call_command("check_log")


def test_a_time_without_its_zone_is_no_anchor(noted, file):
    file.write_text(file.read_text().replace("+00:00", ""))

    with pytest.raises(CommandError, match="file of anchors"):
        call_command("check_log")


def test_the_same_seal_is_noted_once(noted):
    anchor_log()

    assert len(noted_anchors()) == 3


def test_without_a_file_nothing_is_noted_and_the_chain_is_checked(settings):
    settings.LOG_ANCHORS_FILE = ""
    write(2)
    anchor_log()

    call_command("check_log")


def test_a_fault_reaches_the_administrators_once_a_day(noted, file):
    UserFactory(is_superuser=True, email="yllapito@example.invalid")
    file.write_text("nothing\n")

    for _night in range(2):
        check_log()

    assert [mail.address for mail in Mail.objects.all()] == ["yllapito@example.invalid"]


def test_nobody_is_told_of_a_log_that_holds(noted):
    UserFactory(is_superuser=True)

    check_log()

    assert not Mail.objects.exists()
