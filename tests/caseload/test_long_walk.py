"""All stories of the demo through four hundred days: each due told once, in time, to somebody."""

from collections import Counter
from typing import Any

import pytest
from django.db import connection

from benchmarks.mail_server import mail_server
from notifications.models import MailKind, MailState
from tests.caseload.long_walk import (
    NOBODY_LISTENS,
    REFUSES,
    WORKER_LEAVES,
    LongWalk,
    day_of,
    mail_day,
    ran_on,
)
from tests.conftest import as_owner, copy_database
from timing.calendar import is_working_day

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def walked(
    django_db_setup: None,
    clean_database: str,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> LongWalk:
    """Walked once for all of these, with commits, as a backup is made of nothing else."""
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), mail_server() as server:
        with as_owner():
            copy_database(clean_database, f"{usual}_walk")
        connection.settings_dict["NAME"] = f"{usual}_walk"
        try:
            walk = LongWalk(server, tmp_path_factory.mktemp("walk"))
            walk.walk()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual
            with as_owner(), connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{usual}_walk" WITH (FORCE)')
    return walk


def test_what_is_kept_equals_what_follows_on_every_day(walked):
    assert walked.different == []


def test_every_occasion_is_told_of_on_its_day_or_at_the_first_sweep_after_it(walked):
    told = {(each.about, each.on) for each in walked.told}
    late = [
        each
        for each in walked.wanted
        if (f"due:{each.due}:{each.day}:{each.name}", ran_on(each.on)) not in told
    ]

    assert len(walked.wanted) > 100
    assert late == []


def test_nobody_is_told_the_same_twice(walked):
    said = Counter((each.about, each.receiver) for each in walked.told)

    assert [key for key, times in said.items() if times > 1] == []


def test_nobody_is_told_who_has_left(walked):
    assert [each for each in walked.told if not each.is_active] == []
    assert [
        each
        for each in walked.told
        if each.receiver.startswith("riikka") and each.on >= day_of(WORKER_LEAVES)
    ] == []


def test_no_letter_leaves_on_a_day_off(walked):
    assert [each for each in walked.letters if not is_working_day(each.on)] == []


def test_each_notice_is_mailed_once_or_stands_aside(walked):
    mailed = Counter(key for each in walked.letters for key in each.notices)

    assert [key for key, times in mailed.items() if times > 1] == []


def test_no_notice_is_without_its_mail(walked):
    assert set(walked.at_the_end.values()) <= {MailState.SENT, MailState.UNCERTAIN}


def test_the_server_took_what_the_outbox_says_that_left(walked):
    assert Counter(walked.server.taken) == Counter(each.receiver for each in walked.letters)


def test_there_is_one_daily_mail_a_day(walked):
    daily = Counter(
        (each.receiver, each.written_on) for each in walked.letters if each.kind == MailKind.DIGEST
    )

    assert set(daily.values()) == {1}


def test_the_mail_leaves_on_the_day_of_the_notice_or_the_next_on_which_one_can(walked):
    left = {key: each.on for each in walked.letters for key in each.notices}
    told = {each.key: each.on for each in walked.told if each.key not in walked.set_aside}

    assert {
        key: (day, left.get(key))
        for key, day in told.items()
        if key in left and left[key] != mail_day(day)
    } == {}


def test_after_two_days_without_a_server_all_of_them_leave_once(walked):
    waited = {
        each.key for each in walked.told if each.on in (day_of(NOBODY_LISTENS), day_of(REFUSES))
    }
    left = Counter(key for each in walked.letters for key in each.notices if key in waited)

    assert waited
    assert set(left.values()) == {1}
    assert left.keys() == waited


def test_what_a_restore_lost_is_told_again_and_its_mails_are_for_a_person(walked):
    again = {each.key for each in walked.told}
    lost = {each.key for each in walked.lost_notices}
    mailed = {key for each in walked.lost_letters for key in each.notices}

    assert lost
    assert mailed > lost  # and what had waited when the backup was made
    assert lost <= again
    assert mailed <= walked.set_aside
