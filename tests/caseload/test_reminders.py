"""What falls due is told in time, once, to whoever carries the case."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.urls import reverse

from caseload.reminders.sweep import remind
from cases.actions.custody import record_custody
from cases.custody import CustodyKind
from cases.models import Case
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from plans.actions.reviewing import review_plan
from plans.models import GoalOutcome, Review
from tests.conftest import as_owner
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    CustodyFactFactory,
    SupervisorFactory,
)
from tests.factories.plans import PlanFactory

TODAY = dt.date(2026, 3, 2)


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


def told(kind: NoticeKind) -> list[Notice]:
    return list(Notice.objects.filter(kind=kind, cancelled_at=None))


def case_released_on(day: dt.date) -> Case:
    """At the end of a long sentence."""
    case = CaseFactory()
    fact = CustodyFactFactory(case=case, custody_started_on=dt.date(2025, 1, 2), release_on=day)
    record_custody(fact=fact, by=case.responsible)
    case.refresh_from_db()
    return case


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("agreed_for", "kind"),
    [
        (TODAY + days(7), NoticeKind.REVIEW_NEAR),
        (TODAY, NoticeKind.REVIEW_DUE),
        (TODAY - days(1), NoticeKind.REVIEW_LATE),
    ],
)
def test_a_review_is_told_of_before_on_and_after_its_day(agreed_for, kind):
    plan = PlanFactory(agreed=True, review_on=agreed_for)

    remind(today=TODAY)

    notice = Notice.objects.get(case_id=plan.case_id, kind__startswith="review")
    assert (notice.kind, notice.receiver) == (kind, plan.case.responsible)


@pytest.mark.django_db
def test_a_review_more_than_a_week_away_is_not_told_of():
    PlanFactory(agreed=True, review_on=TODAY + days(8))

    assert remind(today=TODAY) == 0


@pytest.mark.django_db
def test_a_second_sweep_tells_nothing_again():
    PlanFactory(agreed=True, review_on=TODAY)

    assert remind(today=TODAY) == 1
    assert remind(today=TODAY) == 0


@pytest.mark.django_db
def test_days_without_a_sweep_are_made_up_for():
    PlanFactory(agreed=True, review_on=TODAY)

    remind(today=TODAY + days(20))

    assert len(told(NoticeKind.REVIEW_LATE)) == 1


@pytest.mark.django_db
def test_a_release_is_told_of_four_two_and_one_weeks_before():
    case_released_on(TODAY + days(28))

    for day in range(29):
        remind(today=TODAY + days(day))

    assert len(told(NoticeKind.RELEASE_NEAR)) == 3


@pytest.mark.django_db
def test_a_release_without_assessment_and_plan_is_told_of_as_both_are_wanted():
    case_released_on(TODAY + days(14))

    remind(today=TODAY)

    assert len(told(NoticeKind.ASSESSMENT_WANTED)) == 1
    assert len(told(NoticeKind.PLAN_WANTED)) == 1


@pytest.mark.django_db
def test_nothing_is_wanted_where_the_assessment_is_final_and_a_plan_agreed():
    case = case_released_on(TODAY + days(14))
    AssessmentFactory(case=case, complete=True, final=True)
    PlanFactory(case=case, agreed=True, review_on=TODAY + days(60))

    remind(today=TODAY)

    assert told(NoticeKind.ASSESSMENT_WANTED) + told(NoticeKind.PLAN_WANTED) == []
    assert len(told(NoticeKind.RELEASE_NEAR)) == 1


@pytest.mark.django_db
def test_a_fine_conversion_asks_for_no_assessment_or_plan():
    case = CaseFactory()
    fact = CustodyFactFactory(
        case=case, custody_kind=CustodyKind.FINE_CONVERSION, release_on=TODAY + days(7)
    )
    record_custody(fact=fact, by=case.responsible)

    remind(today=TODAY)

    assert [notice.kind for notice in Notice.objects.filter(case_id=case.pk)] == [
        NoticeKind.RELEASE_NEAR
    ]


@pytest.mark.django_db
def test_a_moved_release_takes_back_what_was_told_of_the_former_date():
    case = case_released_on(TODAY + days(14))
    remind(today=TODAY)

    later = CustodyFactFactory(case=case, release_on=TODAY + days(90))
    record_custody(fact=later, by=case.responsible)

    assert told(NoticeKind.RELEASE_NEAR) == []


@pytest.mark.django_db
def test_a_release_that_moves_away_and_back_is_told_of_again():
    day = TODAY + days(14)
    case = case_released_on(day)
    remind(today=TODAY)

    for moved_to in (TODAY + days(90), day):
        fact = CustodyFactFactory(case=case, release_on=moved_to)
        record_custody(fact=fact, by=case.responsible)
        remind(today=TODAY)

    assert len(told(NoticeKind.RELEASE_NEAR)) == 1


@pytest.mark.django_db
def test_a_review_that_was_held_takes_its_reminder_back():
    plan = PlanFactory(agreed=True, review_on=TODAY)
    remind(today=TODAY)
    review = Review(plan=plan, reviewed_on=TODAY, next_review_on=TODAY + days(90))
    outcomes = [GoalOutcome(goal=goal, outcome="progressed") for goal in plan.goals.all()]

    review_plan(review=review, outcomes=outcomes, by=plan.case.responsible)

    assert remind(today=TODAY) == 0
    assert told(NoticeKind.REVIEW_DUE) == []


@pytest.mark.django_db
def test_an_agreed_plan_takes_back_that_one_was_wanted():
    case = case_released_on(TODAY + days(14))
    remind(today=TODAY)
    assert len(told(NoticeKind.PLAN_WANTED)) == 1

    PlanFactory(case=case, agreed=True, review_on=TODAY + days(60))

    assert told(NoticeKind.PLAN_WANTED) == []


@pytest.mark.django_db
def test_a_case_that_nobody_carries_is_told_to_the_supervisor_of_its_unit():
    case = CaseFactory(responsible=None)
    supervisor = SupervisorFactory(unit=case.unit)
    record_custody(
        fact=CustodyFactFactory(case=case, release_on=TODAY + days(5)), by=case.opened_by
    )

    remind(today=TODAY)

    notices = Notice.objects.filter(case_id=case.pk)
    assert {n.receiver for n in notices} == {supervisor}
    assert {n.link for n in notices} == {reverse("cases:case_open_for_purpose", args=[case.pk])}


@pytest.mark.django_db
def test_that_nobody_can_be_told_is_an_error_in_the_programs_log(caplog):
    case = CaseFactory(responsible=None)
    SupervisorFactory(unit=case.unit, is_active=False)
    record_custody(
        fact=CustodyFactFactory(case=case, release_on=TODAY + days(5)), by=case.opened_by
    )

    assert remind(today=TODAY) == 0

    errors = [record.message for record in caplog.records if record.levelname == "ERROR"]
    assert errors == [f"Nobody can be told what falls due: unit {case.unit_id} has no supervisor"]


REFUSE = """
CREATE FUNCTION refuse_notice() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN IF NEW.case_id = {case} THEN RAISE EXCEPTION 'a bad row'; END IF; RETURN NEW; END $$;
CREATE TRIGGER refuse_notice BEFORE INSERT ON notifications_notice
  FOR EACH ROW EXECUTE FUNCTION refuse_notice();
"""


@pytest.mark.django_db(transaction=True)
def test_one_reminder_that_cannot_be_written_keeps_no_other_from_its_way(caplog):
    bad, *good = [PlanFactory(agreed=True, review_on=TODAY) for _n in range(3)]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(REFUSE.format(case=bad.case_id))

    assert remind(today=TODAY) == len(good)

    reminded = set(told(NoticeKind.REVIEW_DUE))
    assert {notice.case_id for notice in reminded} == {plan.case_id for plan in good}
    assert f"review_due of case {bad.case_id} could not be told" in caplog.text


@pytest.mark.django_db
def test_a_notice_says_the_case_number_and_week_and_nothing_of_the_client():
    case = case_released_on(dt.date(2026, 3, 16))

    remind(today=TODAY)

    texts = " ".join(notice.text for notice in Notice.objects.filter(case_id=case.pk))
    assert case.number in texts
    assert "12" in texts
    assert case.client.last_name not in texts
    assert "16.3" not in texts


@pytest.mark.django_db(transaction=True)
def test_sweeps_at_the_same_time_tell_once():
    plan = PlanFactory(agreed=True, review_on=TODAY)
    barrier = threading.Barrier(4)

    def sweep() -> None:
        barrier.wait()
        remind(today=TODAY)
        connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Notice.objects.filter(case_id=plan.case_id, kind=NoticeKind.REVIEW_DUE).count() == 1


@pytest.mark.django_db
def test_the_sweep_asks_the_same_number_of_queries_for_1_and_30_plans(
    django_assert_max_num_queries,
):
    for _ in range(30):
        PlanFactory(agreed=True, review_on=TODAY)
    remind(today=TODAY)

    with django_assert_max_num_queries(8):
        remind(today=TODAY)
