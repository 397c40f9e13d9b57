"""What is due is told in time, once, to whoever has to act, and later to the supervisor."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from caseload.reminders.sweep import remind
from cases.actions.absences import record_absence
from cases.actions.custody import record_custody
from cases.actions.team import assign_worker
from cases.custody import CustodyKind
from cases.models import Case
from cases.permissions import CaseRole
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from plans.actions.reviewing import review_plan
from plans.models import GoalOutcome, Review
from tests.conftest import as_owner
from tests.factories import (
    CaseFactory,
    CustodyFactFactory,
    IntakeWorkerFactory,
    ReferralFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)
from tests.factories.plans import PlanFactory
from timing.calendar import noon_of
from timing.models import Due
from timing.vocabulary import DueKind

TODAY = dt.date(2026, 3, 2)


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


def sweep(day: dt.date = TODAY) -> int:
    return remind(now=noon_of(day))


def told(case: Case, kind: DueKind) -> list[str]:
    """As what it was told, in order."""
    notices = Notice.objects.filter(case_id=case.pk, cancelled_at=None, parameters__what=kind)
    return [notice.kind for notice in notices.order_by("pk")]


def only(case: Case, kind: DueKind) -> None:
    """Nothing else is told of."""
    Due.objects.exclude(case_id=case.pk, kind=kind).update(tell_on=None)


def case_released_on(day: dt.date, **facts: object) -> Case:
    """At the end of a long sentence."""
    case = CaseFactory()
    told = {"custody_started_on": dt.date(2025, 1, 2), "release_on": day} | facts
    record_custody(fact=CustodyFactFactory(case=case, **told), by=case.responsible)
    case.refresh_from_db()
    return case


def planned(review_on: dt.date = TODAY) -> Case:
    """With a plan in force, and nothing else to be told of."""
    case: Case = PlanFactory(agreed=True, review_on=review_on).case
    only(case, DueKind.REVIEW)
    return case


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("agreed_for", "kinds"),
    [
        (TODAY + days(8), []),
        (TODAY + days(7), [NoticeKind.DUE_NEAR]),
        (TODAY, [NoticeKind.DUE_NOW]),
        (TODAY - days(1), [NoticeKind.DUE_LATE]),
    ],
)
def test_a_review_is_told_of_before_on_and_after_its_day(agreed_for, kinds):
    case = planned(agreed_for)

    sweep()

    assert told(case, DueKind.REVIEW) == kinds


@pytest.mark.django_db
def test_it_is_the_personal_worker_who_is_told():
    case = planned()

    sweep()

    assert {notice.receiver for notice in Notice.objects.filter(due_id__isnull=False)} == {
        case.responsible
    }


@pytest.mark.django_db
def test_a_second_sweep_tells_nothing_again():
    planned()

    assert (sweep(), sweep()) == (1, 0)


@pytest.mark.django_db
def test_of_days_without_a_sweep_the_last_is_made_up_for():
    case = planned()

    sweep(TODAY + days(8))

    assert told(case, DueKind.REVIEW) == [NoticeKind.DUE_LATE]


@pytest.mark.django_db
def test_what_stays_undone_is_told_again_and_then_to_the_supervisor():
    case = planned()
    supervisor = SupervisorFactory(unit=case.unit)

    for day in range(40):
        sweep(TODAY + days(day))

    assert told(case, DueKind.REVIEW) == [
        NoticeKind.DUE_NOW,
        NoticeKind.DUE_LATE,
        NoticeKind.DUE_ESCALATED,
    ]
    escalated = Notice.objects.get(kind=NoticeKind.DUE_ESCALATED)
    assert escalated.receiver == supervisor
    assert escalated.link == reverse("cases:case_open_for_purpose", args=[case.pk])


@pytest.mark.django_db
def test_a_release_is_told_of_four_two_and_one_weeks_before():
    case = case_released_on(TODAY + days(28))
    only(case, DueKind.RELEASE)

    for day in range(29):
        sweep(TODAY + days(day))

    assert told(case, DueKind.RELEASE) == [NoticeKind.DUE_NEAR] * 3


@pytest.mark.django_db
def test_the_release_of_a_short_stay_is_told_of_on_its_own_scale():
    case = case_released_on(TODAY + days(9), custody_kind=CustodyKind.FINE_CONVERSION)
    only(case, DueKind.RELEASE)

    on = [day for day in range(10) if sweep(TODAY + days(day))]

    assert on == [2, 7]


@pytest.mark.django_db
def test_a_release_that_nobody_confirmed_is_told_of_on_the_day_after():
    case = case_released_on(TODAY)
    only(case, DueKind.RELEASE_PASSED)

    assert (sweep(), sweep(TODAY + days(1))) == (0, 1)


@pytest.mark.django_db
def test_a_moved_release_takes_back_what_was_told_of_the_former_date():
    case = case_released_on(TODAY + days(14))
    sweep()

    later = CustodyFactFactory(case=case, release_on=TODAY + days(90))
    record_custody(fact=later, by=case.responsible)

    assert told(case, DueKind.RELEASE) == []


@pytest.mark.django_db
def test_a_release_that_moves_away_and_back_is_told_of_again():
    day = TODAY + days(14)
    case = case_released_on(day)
    sweep()

    for moved_to in (TODAY + days(90), day):
        began = dt.date(2025, 1, 2)
        fact = CustodyFactFactory(case=case, custody_started_on=began, release_on=moved_to)
        record_custody(fact=fact, by=case.responsible)
        sweep()

    assert told(case, DueKind.RELEASE) == [NoticeKind.DUE_NEAR]


@pytest.mark.django_db
def test_a_review_that_was_held_takes_its_reminder_back():
    plan = PlanFactory(agreed=True, review_on=TODAY)
    sweep()
    review = Review(plan=plan, reviewed_on=TODAY, next_review_on=TODAY + days(90))
    outcomes = [GoalOutcome(goal=goal, outcome="progressed") for goal in plan.goals.all()]

    review_plan(review=review, outcomes=outcomes, by=plan.case.responsible)

    assert told(plan.case, DueKind.REVIEW) == []


@pytest.mark.django_db
def test_a_case_that_nobody_carries_is_told_to_the_supervisor_of_its_unit():
    case = CaseFactory(responsible=None)
    supervisor = SupervisorFactory(unit=case.unit)
    only(case, DueKind.PERSONAL_WORKER)

    sweep(timezone.localdate())

    [notice] = Notice.objects.filter(case_id=case.pk)
    assert notice.receiver == supervisor
    assert notice.link == reverse("cases:worker_assign", args=[case.pk])


@pytest.mark.django_db
def test_nobody_who_has_left_is_told_and_the_rest_of_the_team_is():
    case = planned()
    member = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=member, role=CaseRole.MEMBER, by=case.responsible)
    case.responsible.is_active = False
    case.responsible.save()
    Notice.objects.all().delete()

    sweep()

    assert [notice.receiver for notice in Notice.objects.filter(case_id=case.pk)] == [member]


@pytest.mark.django_db
def test_a_substitute_is_told_in_the_place_of_the_worker_and_finds_it_in_my_work(client):
    case = planned(timezone.localdate())
    substitute = WorkerFactory(unit=case.unit)
    today = timezone.localdate()
    record_absence(
        user=case.responsible,
        first_on=today,
        last_on=today,
        substitute=substitute,
        by=SupervisorFactory(unit=case.unit),
    )

    sweep(today)

    [notice] = Notice.objects.filter(due_id__isnull=False)
    client.force_login(substitute)
    tasks = client.get(reverse("caseload:my_work")).context["tasks"]
    assert (notice.receiver, notice.link) == (substitute, case.get_absolute_url())
    assert {task.case for task in tasks} == {case}


@pytest.mark.django_db
def test_where_nobody_else_is_there_the_administrator_is_told():
    case = CaseFactory(responsible=None)
    administrator = UserFactory(is_superuser=True, organisation=case.county)
    only(case, DueKind.PERSONAL_WORKER)

    sweep(timezone.localdate())

    assert [notice.receiver for notice in Notice.objects.all()] == [administrator]


@pytest.mark.django_db
def test_that_nobody_can_be_told_is_an_error_in_the_programs_log_once(caplog):
    case = CaseFactory(responsible=None)
    SupervisorFactory(unit=case.unit, is_active=False)
    only(case, DueKind.PERSONAL_WORKER)
    today = timezone.localdate()

    assert [sweep(today), sweep(today), sweep(today + days(1))] == [0, 0, 0]

    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    due = Due.objects.get(case_id=case.pk, kind=DueKind.PERSONAL_WORKER)
    assert errors == [f"Nobody can be told of personal_worker, due {due.pk}"]


@pytest.mark.django_db
def test_of_how_many_dues_nobody_can_be_told_is_a_warning_each_day(caplog):
    unit = UnitFactory()
    for _each in range(2):
        only(CaseFactory(responsible=None, unit=unit), DueKind.PERSONAL_WORKER)
    Due.objects.filter(kind=DueKind.PERSONAL_WORKER).update(tell_on=timezone.localdate())

    for offset in range(3):
        sweep(timezone.localdate() + days(offset))

    warnings = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert warnings == ["Nobody can be told of 2 dues still"] * 2


@pytest.mark.django_db
def test_whom_nobody_could_tell_is_told_when_somebody_is_there():
    case = CaseFactory(responsible=None)
    only(case, DueKind.PERSONAL_WORKER)
    sweep(timezone.localdate())
    supervisor = SupervisorFactory(unit=case.unit)

    sweep(timezone.localdate() + days(1))

    assert [notice.receiver for notice in Notice.objects.filter(case_id=case.pk)] == [supervisor]


@pytest.mark.django_db
def test_a_new_personal_worker_is_told_what_the_former_was_told_and_is_still_to_be_done():
    case = planned()
    sweep()
    successor = WorkerFactory(unit=case.unit)

    assign_worker(case=case, user=successor, role=CaseRole.RESPONSIBLE, by=successor)
    only(case, DueKind.REVIEW)
    sweep(timezone.localdate())

    told_now = Notice.objects.filter(due_id__isnull=False, cancelled_at=None)
    assert [notice.receiver for notice in told_now] == [successor]


@pytest.mark.django_db
def test_a_substitute_who_goes_with_the_former_worker_is_reminded_of_the_case_no_longer():
    case, today = planned(timezone.localdate()), timezone.localdate()
    substitute, successor = (WorkerFactory(unit=case.unit) for _each in range(2))
    record_absence(
        user=case.responsible, first_on=today, last_on=today, substitute=substitute, by=successor
    )
    sweep(today)

    assign_worker(case=case, user=successor, role=CaseRole.RESPONSIBLE, by=successor)

    theirs = Notice.objects.told_to(substitute).filter(case_id=case.pk)
    assert not theirs.exists()


@pytest.mark.django_db
def test_what_was_told_the_supervisor_is_not_told_again_when_the_worker_changes():
    case = planned()
    supervisor = SupervisorFactory(unit=case.unit)
    for day in range(40):
        sweep(TODAY + days(day))
    successor = WorkerFactory(unit=case.unit)

    assign_worker(case=case, user=successor, role=CaseRole.RESPONSIBLE, by=successor)
    only(case, DueKind.REVIEW)
    sweep(timezone.localdate())

    assert supervisor.notices.filter(kind=NoticeKind.DUE_ESCALATED).count() == 1


@pytest.mark.django_db
def test_a_contact_that_waits_over_its_target_is_told_to_the_intake():
    referral = ReferralFactory()
    IntakeWorkerFactory(unit=UnitFactory(county=referral.county))
    Notice.objects.all().delete()
    due = Due.objects.get(referral_id=referral.pk, kind=DueKind.REFERRAL_DECISION)

    sweep(due.day)

    receivers = {notice.receiver.is_intake for notice in Notice.objects.all()}
    assert receivers == {True}


REFUSE = """
CREATE FUNCTION refuse_notice() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN IF NEW.case_id = {case} THEN RAISE EXCEPTION 'a bad row'; END IF; RETURN NEW; END $$;
CREATE TRIGGER refuse_notice BEFORE INSERT ON notifications_notice
  FOR EACH ROW EXECUTE FUNCTION refuse_notice();
"""


@pytest.mark.django_db(transaction=True)
def test_one_reminder_that_cannot_be_written_keeps_no_other_from_its_way(caplog):
    bad, *good = [PlanFactory(agreed=True, review_on=TODAY) for _n in range(3)]
    Due.objects.exclude(kind=DueKind.REVIEW).update(tell_on=None)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(REFUSE.format(case=bad.case_id))

    sweep()

    reminded = set(Notice.objects.filter(kind=NoticeKind.DUE_NOW))
    assert {notice.case_id for notice in reminded} == {plan.case_id for plan in good}
    assert f"due_now of case {bad.case_id} could not be told" in caplog.text


@pytest.mark.django_db
def test_a_notice_says_the_case_number_and_week_and_nothing_of_the_client():
    case = case_released_on(dt.date(2026, 3, 16))

    sweep()

    texts = " ".join(notice.text for notice in Notice.objects.filter(case_id=case.pk))
    assert case.number in texts
    assert "12" in texts
    assert case.client.last_name not in texts
    assert "16.3" not in texts


@pytest.mark.django_db
def test_a_notice_speaks_the_language_of_whoever_reads_it():
    case = case_released_on(dt.date(2026, 3, 16))
    sweep()

    with translation.override("sv"):
        texts = [notice.text for notice in Notice.objects.filter(case_id=case.pk)]

    assert f"Ärende {case.number}: Frigivning, vecka 12." in texts


@pytest.mark.django_db
def test_what_is_due_at_once_says_so_in_the_language_of_whoever_reads_it():
    case = CaseFactory(responsible=None)
    SupervisorFactory(unit=case.unit)
    only(case, DueKind.PERSONAL_WORKER)
    sweep(timezone.localdate())

    with translation.override("sv"):
        [text] = [notice.text for notice in Notice.objects.filter(case_id=case.pk)]

    assert text == f"Ärende {case.number}: Egen kontaktperson, genast."


@pytest.mark.django_db(transaction=True)
def test_sweeps_at_the_same_time_tell_once():
    cases = [planned() for _ in range(3)]
    Due.objects.filter(kind=DueKind.REVIEW).update(tell_on=TODAY)
    barrier = threading.Barrier(4)

    def at_once() -> None:
        barrier.wait()
        sweep()
        connection.close()

    threads = [threading.Thread(target=at_once) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [told(case, DueKind.REVIEW) for case in cases] == [[NoticeKind.DUE_NOW]] * 3


@pytest.mark.django_db
def test_a_sweep_with_nothing_new_asks_once(django_assert_num_queries):
    for _ in range(5):
        PlanFactory(agreed=True, review_on=TODAY)
    sweep()

    # And the savepoint around it.
    with django_assert_num_queries(3):
        sweep()


@pytest.mark.django_db
def test_a_sweep_asks_the_same_number_of_queries_for_1_and_10_cases(
    django_assert_max_num_queries,
):
    PlanFactory(agreed=True, review_on=TODAY)
    with django_assert_max_num_queries(30) as with_one:
        sweep()
    for _ in range(10):
        PlanFactory(agreed=True, review_on=TODAY)

    with django_assert_max_num_queries(len(with_one)):
        sweep()
