"""After an assessment, a plan and a review a round of the factors is due, once."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from assessments.actions.starting import correct_assessment
from assessments.models import Assessment
from caseload.closing.actions import close_case
from cases.models import CaseClosure
from desistance.actions import decline_checklist
from desistance.occasions import Occasion
from plans.actions.reviewing import review_plan
from plans.factor_rounds import Finished, _is_covered
from plans.models import GoalOutcome, Review
from tests.caseload.walk import assessment_ready, plan_in_force, released
from tests.factories import CaseFactory, ChecklistFactory
from timing.acts import act_of
from timing.deriving import CASE, compare
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def case():
    """With a final assessment."""
    found = CaseFactory()
    assessment_ready(found)
    return found


def asked_of(case):
    """For which occasion a round is due; nothing where none is."""
    due = Due.objects.present().filter(case_id=case.pk, kind=DueKind.ROUND).first()
    return due.detail if due else ""


def reviewed(plan):
    today = timezone.localdate()
    review = Review(plan=plan, reviewed_on=today, next_review_on=today + 90 * DAY)
    outcomes = [GoalOutcome(goal=goal, outcome="reached") for goal in plan.goals.all()]
    review_plan(review=review, outcomes=outcomes, by=plan.case.responsible)


def test_what_was_finished_last_asks_for_its_round(case):
    asked = [asked_of(case)]
    plan = plan_in_force(case, timezone.localdate() + 90 * DAY)
    asked.append(asked_of(case))
    reviewed(plan)
    asked.append(asked_of(case))

    assert asked == ["assessment", "plan", "review"]
    assert not compare(CASE, [case])


def test_it_is_a_task_at_once_and_leads_to_the_form_of_its_occasion(case):
    due = Due.objects.present().get(case_id=case.pk, kind=DueKind.ROUND)

    assert due.is_shown_on(timezone.localdate())
    assert due.day == timezone.localdate() + 14 * DAY
    assert act_of(due).where(due) == reverse(
        "desistance:checklist_fill", args=[case.pk, Occasion.ASSESSMENT]
    )


def test_nobody_is_told_of_it(case):
    due = Due.objects.present().get(case_id=case.pk, kind=DueKind.ROUND)

    assert due.tell_on is None


def test_a_round_of_the_occasion_answers_it_also_one_from_before(case):
    ChecklistFactory(case=case, occasion=Occasion.PLAN, on=timezone.localdate() - 9 * DAY)

    plan_in_force(case, timezone.localdate() + 90 * DAY)

    assert asked_of(case) == ""


def test_a_round_of_another_occasion_does_not_answer_it(case):
    ChecklistFactory(case=case, occasion=Occasion.CONTACT)

    assert asked_of(case) == "assessment"


def test_declining_is_an_answer(case):
    decline_checklist(
        case=case, occasion=Occasion.ASSESSMENT, on=timezone.localdate(), by=case.responsible
    )

    assert asked_of(case) == ""


def test_a_correction_of_the_assessment_asks_for_nothing_again(case):
    decline_checklist(
        case=case, occasion=Occasion.ASSESSMENT, on=timezone.localdate(), by=case.responsible
    )
    first = Assessment.objects.get(case=case)
    with time_machine.travel(timezone.now() + 60 * DAY):
        correct_assessment(assessment=first, reason="Nimi oli väärin.", by=case.responsible)
        assessment_ready(case)

    assert asked_of(case) == ""


def test_in_remand_none_is_due(case):
    released(case, None, custody_kind="remand")

    assert asked_of(case) == ""


def test_in_a_closed_case_none_is_due(case):
    close_case(closure=CaseClosure(case=case, reason="no_longer_needed"), by=case.responsible)

    assert asked_of(case) == ""


def test_what_was_finished_before_it_was_asked_is_not_asked_about_afterwards():
    with time_machine.travel(dt.datetime(2026, 10, 30, 10, tzinfo=dt.UTC)):
        case = CaseFactory()
        assessment_ready(case)
        plan_in_force(case, dt.date(2027, 3, 2))

    assert asked_of(case) == ""


@pytest.mark.parametrize(
    ("talked", "covered"),
    [
        ([-1], False),  # before the former review
        ([3], False),  # written up after the former review, and belongs to it
        ([40], True),
        ([88], True),
        ([95], True),
        ([], False),
    ],
)
def test_a_round_belongs_to_one_review_and_not_to_the_next_too(talked, covered):
    first = dt.date(2026, 11, 2)
    former, last = Finished(first, 2), Finished(first + 90 * DAY, 2)

    assert _is_covered(last, [former, last], [first + n * DAY for n in talked]) is covered


def test_of_two_reviews_in_one_week_the_second_wants_a_talk_after_the_first():
    first = dt.date(2026, 11, 2)
    former, last = Finished(first, 2), Finished(first + 5 * DAY, 2)

    assert not _is_covered(last, [former, last], [first])
    assert _is_covered(last, [former, last], [first + 5 * DAY])


@pytest.mark.parametrize("page", ["assessment", "plan"])
def test_the_page_of_what_was_finished_leads_to_its_round(client, case, page):
    plan = plan_in_force(case, timezone.localdate() + 90 * DAY)
    client.force_login(case.responsible)
    url = {
        "assessment": reverse(
            "assessments:assessment_page", args=[Assessment.objects.get(case=case).pk]
        ),
        "plan": plan.get_absolute_url(),
    }[page]

    assert reverse("desistance:checklist_fill", args=[case.pk, page]) in (
        client.get(url).content.decode()
    )


@pytest.mark.parametrize(("ago", "offered"), [(3, False), (15, True)])
def test_a_page_offers_a_new_round_only_when_the_last_is_some_weeks_old(client, case, ago, offered):
    decline_checklist(
        case=case, occasion=Occasion.ASSESSMENT, on=timezone.localdate(), by=case.responsible
    )
    page = reverse("assessments:assessment_page", args=[Assessment.objects.get(case=case).pk])

    with time_machine.travel(timezone.now() + ago * DAY):
        client.force_login(case.responsible)
        shown = client.get(page).content.decode()

    url = reverse("desistance:checklist_fill", args=[case.pk, Occasion.ASSESSMENT])
    assert (url in shown) is offered


def test_a_page_does_not_offer_a_new_round_while_the_last_is_open(client, case):
    ChecklistFactory(case=case, occasion=Occasion.ASSESSMENT)
    page = reverse("assessments:assessment_page", args=[Assessment.objects.get(case=case).pk])

    with time_machine.travel(timezone.now() + 15 * DAY):
        client.force_login(case.responsible)
        shown = client.get(page).content.decode()

    url = reverse("desistance:checklist_fill", args=[case.pk, Occasion.ASSESSMENT])
    assert url not in shown
