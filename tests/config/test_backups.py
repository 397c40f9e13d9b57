"""Backups: a dump comes back whole into a new database, or is refused and leaves all as it was."""

import datetime as dt
import json
import logging
import shutil
import subprocess
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from audit.chain import seal_new_events
from audit.models import AuditEvent
from cases.models import Case
from config.backups import dumps, restoring
from config.tasks import check_backups
from notifications.models import Mail, MailKind
from tests.conftest import as_owner
from tests.factories import CaseFactory, WorkerFactory

DAY = dt.timedelta(days=1)
needs_age = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not shutil.which("age"), reason="there is no age (Debian: age)"),
]


@pytest.fixture
def folder(settings, tmp_path):
    settings.BACKUP_FOLDER = str(tmp_path)
    return tmp_path


@pytest.fixture
def backups(db_with_commits, folder, settings):
    """A folder for dumps and a pair of keys, as the owner of the database."""
    key = folder / "key.txt"
    subprocess.run(["age-keygen", "-o", str(key)], check=True, capture_output=True)
    settings.BACKUP_IDENTITY_FILE = str(key)
    settings.BACKUP_RECIPIENT = key.read_text().partition("public key: ")[2].split()[0]
    with as_owner():
        yield folder
        restoring.drop(new_name())


@pytest.fixture
def db_with_commits(transactional_db):
    worker = WorkerFactory()
    CaseFactory(responsible=worker)
    AuditEvent.objects.create(action="first")
    Mail.objects.create(
        kind=MailKind.DIGEST,
        key="k",
        receiver=worker,
        created_at=timezone.now(),
        try_at=timezone.now(),
    )
    seal_new_events()


def new_name() -> str:
    """A name that no other process of this run uses."""
    return f"{connection.settings_dict['NAME']}_restored"


def in_database(name: str, query: str) -> list[tuple]:
    place = connection.settings_dict
    with psycopg.connect(host=place["HOST"], user=place["USER"], dbname=name) as talk:
        return talk.execute(query).fetchall()


def databases() -> set[str]:
    """Those that a restore of this process could have made, and its own."""
    found = in_database("postgres", "SELECT datname FROM pg_database")
    return {name for (name,) in found if name.startswith(connection.settings_dict["NAME"])}


def restored(file: Path) -> str:
    said = StringIO()
    call_command("restore_into", new_name(), str(file), stdout=said)
    return said.getvalue()


class TestDump:
    pytestmark = needs_age

    def test_comes_back_whole_into_a_new_database(self, backups):
        file = dumps.write(timezone.now())

        said = restored(file)

        assert in_database(new_name(), "SELECT count(*) FROM cases_case") == [
            (Case.objects.count(),)
        ]
        assert "as when it was dumped" in said
        assert "The log's chain holds" in said

    def test_does_not_send_again_what_may_have_left_since(self, backups):
        file = dumps.write(timezone.now())

        said = restored(file)

        assert "1 mails may have left since" in said
        assert in_database(
            new_name(), "SELECT DISTINCT state, failure FROM notifications_mail"
        ) == [("uncertain", "restored")]

    def test_leaves_the_application_the_rights_that_it_had_and_no_other(self, backups):
        restored(dumps.write(timezone.now()))
        place = connection.settings_dict
        as_application = {"host": place["HOST"], "user": settings.APP_ROLE, "dbname": new_name()}

        with psycopg.connect(**as_application) as talk:
            talk.execute("SELECT count(*) FROM audit_auditevent")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                talk.execute("DELETE FROM audit_auditevent")

    def test_from_before_an_update_is_brought_up_to_date(self, backups):
        query = "SELECT count(*) FROM pg_indexes WHERE indexname = 'audit_among_clients'"
        call_command("migrate", "audit", "0005", verbosity=0)
        try:
            file = dumps.write(timezone.now())
        finally:
            call_command("migrate", "audit", verbosity=0)

        restored(file)

        assert in_database(new_name(), query) == [(1,)]

    def test_is_sealed_on_the_disk(self, backups):
        Case.objects.update(number="MARKED-FOR-THIS-TEST")

        file = dumps.write(timezone.now())

        assert file.read_bytes().startswith(b"age-encryption.org/v1")
        assert {each.name for each in backups.iterdir()} == {
            "key.txt",
            file.name,
            dumps.portrait_of(file).name,
        }

    @pytest.mark.parametrize("kept", [0.5, 0.98, 1 - 1e-9])
    def test_that_was_cut_is_refused_and_nothing_is_changed(self, backups, kept):
        file = dumps.write(timezone.now())
        whole = file.read_bytes()
        file.write_bytes(whole[: int(len(whole) * kept)])
        before = databases()

        with pytest.raises(CommandError, match="Nothing was changed"):
            restored(file)

        assert databases() == before
        assert Case.objects.count() == 1

    def test_is_not_restored_over_a_database(self, backups):
        file = dumps.write(timezone.now())

        with pytest.raises(CommandError, match="already exists"):
            call_command("restore_into", connection.settings_dict["NAME"], str(file))

        assert Case.objects.count() == 1

    def test_does_not_open_with_another_key(self, backups, settings):
        file = dumps.write(timezone.now())
        other = backups / "other.txt"
        subprocess.run(["age-keygen", "-o", str(other)], check=True, capture_output=True)
        settings.BACKUP_IDENTITY_FILE = str(other)

        with pytest.raises(CommandError, match="Nothing was changed"):
            restored(file)

    @pytest.mark.parametrize(
        ("spoil", "said"),
        [
            ("ALTER TABLE audit_auditevent DISABLE TRIGGER USER", "triggers"),
            ("GRANT DELETE ON audit_auditevent TO jatkumo_app", "rights"),
            ("DROP INDEX {index}", "indexes"),
        ],
    )
    def test_that_lacks_what_it_had_is_refused_in_words(self, backups, spoil, said):
        file = dumps.write(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexname FROM pg_indexes WHERE tablename = 'cases_case'"
                " AND indexname NOT IN (SELECT conname FROM pg_constraint) LIMIT 1"
            )
            cursor.execute(spoil.format(index=cursor.fetchone()[0]))
        spoilt = dumps.write(timezone.now() + dt.timedelta(seconds=1))
        shutil.copy(dumps.portrait_of(file), dumps.portrait_of(spoilt))

        with pytest.raises(CommandError, match=f"did not come back as they were:\n{said}"):
            restored(spoilt)

    def test_of_fewer_rows_than_were_counted_is_refused(self, backups):
        file = dumps.write(timezone.now())
        drawn = json.loads(dumps.portrait_of(file).read_text())
        drawn["rows"]["cases_case"] += 1
        dumps.portrait_of(file).write_text(json.dumps(drawn))

        with pytest.raises(CommandError, match="rows: cases_case is 1, not 2"):
            restored(file)

    def test_of_a_log_that_was_changed_is_refused(self, backups):
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
            cursor.execute("UPDATE audit_auditevent SET by_name = 'somebody else'")
            cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")

        with pytest.raises(CommandError, match="The log was changed"):
            restored(dumps.write(timezone.now()))

    def test_is_removed_after_two_weeks_and_not_before(self, backups):
        now = timezone.now()
        for days in (15, 13):
            dumps.write(now - days * DAY)

        dumps.write(now)

        assert [(now - dumps.made_at(file)).days for file in dumps.all_dumps()] == [13, 0]

    def test_that_cannot_be_written_leaves_no_half(self, backups, settings):
        settings.BACKUP_RECIPIENT = "nobody"

        with pytest.raises(CommandError, match="was not written"):
            call_command("back_up")

        assert {each.name for each in backups.iterdir()} == {"key.txt"}


class TestRehearsal:
    pytestmark = needs_age

    def test_says_what_came_back_and_leaves_nothing_behind(self, backups):
        call_command("back_up", stdout=StringIO())
        before, said = databases(), StringIO()

        call_command("rehearse_restore", stdout=said)

        assert "comes back whole" in said.getvalue()
        assert "1 cases_case\n" in said.getvalue()
        assert databases() == before
        assert Mail.objects.get().state == "waiting"

    def test_takes_the_place_of_one_that_broke_off(self, backups):
        call_command("back_up", stdout=StringIO())
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{connection.settings_dict["NAME"]}_rehearsal"')

        call_command("rehearse_restore", stdout=StringIO())

    def test_of_a_spoilt_dump_is_reported_each_night(self, backups, caplog):
        file = dumps.write(timezone.now())
        file.write_bytes(file.read_bytes()[:-100])
        with pytest.raises(CommandError):
            call_command("rehearse_restore")

        check_backups()

        assert "for a person to look at: The rehearsal of" in caplog.text


# --- The nightly check ----------------------------------------------------------------


def test_backups_that_were_never_rehearsed_are_an_error(folder, caplog):
    check_backups()

    assert [(each.levelname, each.args) for each in caplog.records] == [
        ("ERROR", ("No backup was ever rehearsed.",))
    ]


@pytest.mark.parametrize(("days", "told"), [(1.9, 0), (2.1, 1)])
def test_a_rehearsal_is_good_for_two_days(folder, caplog, days, told):
    at = timezone.now() - days * DAY
    (folder / "rehearsal.json").write_text(json.dumps({"at": at.isoformat(), "fault": ""}))

    with caplog.at_level(logging.ERROR):
        check_backups()

    assert len(caplog.records) == told


def test_a_report_that_cannot_be_read_is_an_error(folder, caplog):
    (folder / "rehearsal.json").write_text("{")

    check_backups()

    assert "cannot be read" in caplog.text


def test_rehearsal_fails_where_last_nights_backup_is_missing(folder):
    old = timezone.now() - 2 * DAY
    (folder / f"{old:{dumps.STAMP}}{dumps.ENDING}").touch()

    with pytest.raises(CommandError, match="last night's is missing"):
        call_command("rehearse_restore")


@pytest.mark.parametrize("missing", ["BACKUP_FOLDER", "BACKUP_RECIPIENT"])
def test_no_dump_is_written_in_the_clear_or_nowhere(folder, settings, missing):
    settings.BACKUP_RECIPIENT = "age1x"
    setattr(settings, missing, "")

    with pytest.raises(CommandError, match="must be set"):
        call_command("back_up")

    assert list(folder.iterdir()) == []
