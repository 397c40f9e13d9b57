"""What the database keeps on a contact for the lists, and the indexes that these read by."""

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from caseload.undoing.actions import undo_triage
from referrals.intake.queue import most_urgent_first, with_standings
from referrals.intake.targets import Target
from referrals.models import CustodyReport, Referral, Triage
from referrals.vocabulary import Decision, ReportOutcome
from tests.conftest import as_owner
from tests.factories import (
    IntakeWorkerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
)
from timing.calendar import WorkingDayRule

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = (dt.date(2026, 6, day) for day in (1, 2, 3))


@pytest.fixture
def intake() -> User:
    return IntakeWorkerFactory(unit=UnitFactory())


def is_marked(referral: Referral) -> bool:
    return Referral.objects.get(pk=referral.pk).is_decided


def test_a_contact_is_marked_as_decided_by_its_triage() -> None:
    waiting, decided = ReferralFactory(), TriageFactory().referral

    assert (is_marked(waiting), is_marked(decided)) == (False, True)


def test_a_contact_waits_again_when_its_decision_is_undone(intake: User) -> None:
    triage = TriageFactory(referral=ReferralFactory(county=intake.county), decision=Decision.GUIDE)

    undo_triage(triage=triage, by=intake, because="Väärä henkilö.")

    assert list(Referral.objects.listable_to(intake).untriaged()) == [triage.contact]


def test_a_contact_that_is_decided_anew_does_not_wait(intake: User) -> None:
    referral = ReferralFactory(county=intake.county)
    first = TriageFactory(referral=referral, decision=Decision.GUIDE)
    undo_triage(triage=first, by=intake, because="Väärä henkilö.")

    TriageFactory(referral=referral, decision=Decision.NO_NEED)

    assert is_marked(referral)


@pytest.mark.parametrize("is_decided", [True, False])
def test_the_database_refuses_a_mark_without_its_reason(is_decided: bool) -> None:
    referral = ReferralFactory() if is_decided else TriageFactory().referral

    with pytest.raises(DatabaseError, match="decided without a triage"), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(is_decided=is_decided)


def told_of_release(referral: Referral) -> dt.date | None:
    return Referral.objects.get(pk=referral.pk).release_told


def report(referral: Referral, release_on: dt.date | None, **decided: Any) -> CustodyReport:
    by = referral.sender
    told: Any = {"release_on": release_on, "release_certainty": "official"}
    if release_on is None:
        told = {"release_certainty": "estimate"}
    return CustodyReport.objects.create(referral=referral, told_by=by, **told, **decided)


def test_until_somebody_reports_the_release_is_what_the_contact_told() -> None:
    told = ReferralFactory(release_on=FIRST, release_certainty="official")

    assert told_of_release(told) == FIRST


def test_the_last_report_tells_the_release_also_before_it_is_confirmed() -> None:
    referral = ReferralFactory(release_on=FIRST, release_certainty="official")
    report(referral, SECOND)
    report(referral, THIRD)

    assert told_of_release(referral) == THIRD


def test_a_report_of_something_else_leaves_the_release() -> None:
    referral = ReferralFactory(release_on=FIRST, release_certainty="official")
    report(referral, SECOND)
    report(referral, None)

    assert told_of_release(referral) == SECOND


def test_a_declined_report_tells_nothing(intake: User) -> None:
    referral = ReferralFactory(release_on=FIRST, release_certainty="official")
    declined = report(referral, SECOND)
    declined.outcome, declined.declined_because = ReportOutcome.DECLINED, "Väärä henkilö."
    declined.decided_by, declined.decided_at = intake, timezone.now()

    declined.save()

    assert told_of_release(referral) == FIRST


def test_nobody_writes_another_release_on_the_contact() -> None:
    referral = ReferralFactory(release_on=FIRST, release_certainty="official")

    Referral.objects.filter(pk=referral.pk).update(release_told=SECOND)

    assert told_of_release(referral) == FIRST


def plan_of(rows: QuerySet[Any], *, count: bool = False) -> str:
    """How the database would read many such rows: by an index wherever one can serve."""
    sql, values = (
        rows.order_by().values("pk").query.sql_with_params()
        if count
        else (rows.query.sql_with_params())
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {sql}", values)
        return "\n".join(row[0] for row in cursor.fetchall())


OTHERS = """
    SELECT format('DROP INDEX %%s', indexrelid::regclass) FROM pg_index
    WHERE indrelid = 'referrals_referral'::regclass AND NOT indisunique
        AND indexrelid <> 'referral_waits'::regclass
"""


def plan_without_other_indexes(rows: QuerySet[Any], *, count: bool = False) -> str:
    """The same where the index of those who wait is the only one: on a table of a few rows
    it is chance which of several is taken, and on a large one this is the cheapest."""
    with as_owner(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(OTHERS.replace("%%", "%"))
            for (drop,) in cursor.fetchall():
                cursor.execute(drop)
        plan = plan_of(rows, count=count)
        transaction.set_rollback(True)
    return plan


@pytest.mark.django_db(transaction=True)
def test_waiting_contacts_are_counted_and_listed_by_their_own_index(intake: User) -> None:
    waiting = Referral.objects.listable_to(intake).untriaged()
    target = Target(7, WorkingDayRule.MON_FRI)
    queue = most_urgent_first(with_standings(waiting.not_offered(), timezone.localdate(), target))

    plans = [
        plan_without_other_indexes(waiting, count=True),
        plan_without_other_indexes(waiting.order_by("sent_at")[:50]),
        plan_without_other_indexes(queue[:50]),
    ]

    assert [plan for plan in plans if "using referral_waits" not in plan] == []


def test_the_latest_decisions_are_walked_by_their_index(intake: User) -> None:
    assert intake.county is not None

    plan = plan_of(Triage.objects.of_county(intake.county)[:10])

    assert "using triage_latest" in plan
    assert "Sort" not in plan
