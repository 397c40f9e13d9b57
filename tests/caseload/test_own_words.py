"""The client's own words carry the day on which they were written, whatever is saved later."""

import datetime as dt

import pytest
import time_machine

from assessments.actions.starting import correct_assessment
from assessments.actions.writing import edit_assessment
from assessments.models import Assessment, ClientWords
from caseload.case_page.gathered_facts import facts_of
from caseload.case_page.own_words import own_words
from plans.actions.agreeing import agree_plan, end_plan
from plans.actions.drafting import draft_plan
from plans.actions.parts import edit_goal
from plans.models import Goal, Plan
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    ClientWordsFactory,
    GoalFactory,
    PlanFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db
FIRST = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC)


def write(assessment: Assessment, **answers: str) -> None:
    assessment.refresh_from_db()
    edit_assessment(
        assessment=assessment,
        seen=assessment.version,
        by=assessment.saved_by,
        values={},
        areas={"housing": answers},
    )


def said(assessment: Assessment) -> list[tuple[str, dt.date | None]]:
    rows = ClientWords.objects.filter(entry__assessment=assessment, entry__area="housing")
    return list(rows.values_list("words", "said_on"))


@pytest.fixture
def assessment() -> Assessment:
    made: Assessment = AssessmentFactory()
    with time_machine.travel(FIRST, tick=False):
        write(made, client_words="Haluan oman oven.")
    return made


def test_words_have_the_day_on_which_they_were_written(assessment):
    assert said(assessment) == [("Haluan oman oven.", FIRST.date())]


def test_words_keep_their_day_when_the_rest_of_the_area_is_written(assessment):
    with time_machine.travel(LATER, tick=False):
        write(assessment, situation="Asunto puuttuu.")

    assert said(assessment) == [("Haluan oman oven.", FIRST.date())]


def test_other_words_have_their_own_day_and_replace_none(assessment):
    with time_machine.travel(LATER, tick=False):
        write(assessment, client_words="Ja avaimen.")

    both = [("Haluan oman oven.", FIRST.date()), ("Ja avaimen.", LATER.date())]
    assert said(assessment) == both


def test_the_case_page_shows_what_was_said_last_of_an_area(assessment):
    with time_machine.travel(LATER, tick=False):
        write(assessment, client_words="Ja avaimen.")

    quotes = own_words(facts_of(assessment.case))
    assert [(quote.text, quote.on) for quote in quotes] == [("Ja avaimen.", LATER.date())]


def test_the_case_page_shows_the_day_of_the_words_and_not_of_the_last_save(assessment):
    with time_machine.travel(LATER, tick=False):
        write(assessment, situation="Asunto puuttuu.")

    (quote,) = own_words(facts_of(assessment.case))
    assert quote.on == FIRST.date()


def test_a_goal_keeps_the_day_of_its_words_into_the_next_version():
    with time_machine.travel(FIRST, tick=False):
        plan = PlanFactory(case=CaseFactory())
        StepFactory(goal=GoalFactory(plan=plan))
        agree_plan(plan=plan, by=plan.case.responsible, on=FIRST.date())
    with time_machine.travel(LATER, tick=False):
        draft = draft_plan(case=plan.case, by=plan.case.responsible)
        end_plan(plan=Plan.objects.in_force().get(), by=plan.case.responsible)

    assert draft.goals.get().words_on == FIRST.date()


def test_a_goal_without_a_day_takes_that_of_its_agreement_into_the_next_version():
    plan = PlanFactory(case=CaseFactory())
    StepFactory(goal=GoalFactory(plan=plan))
    Goal.objects.update(words_on=None)
    agree_plan(plan=plan, by=plan.case.responsible, on=FIRST.date())
    with time_machine.travel(LATER, tick=False):
        draft = draft_plan(case=plan.case, by=plan.case.responsible)

    assert draft.goals.get().words_on == FIRST.date()


def test_words_without_a_day_take_that_of_the_final_record_into_its_correction(assessment):
    ClientWordsFactory(entry=assessment.areas.get(area="health"), words="Voin hyvin.", said_on=None)
    final = {"status": Assessment.Status.FINAL, "finalised_at": LATER}
    Assessment.objects.update(**final, finalised_by=assessment.saved_by)
    assessment.refresh_from_db()

    copy = correct_assessment(assessment=assessment, reason="Virhe.", by=assessment.saved_by)

    assert said(copy) == [("Haluan oman oven.", FIRST.date())]
    (row,) = copy.areas.get(area="health").words.all()
    assert row.said_on == LATER.date()


@pytest.mark.parametrize(
    ("words", "day"), [("Haluan oman oven.", FIRST), ("Haluan ihan oman oven.", LATER)]
)
def test_a_goal_has_a_new_day_only_with_new_words(words, day):
    with time_machine.travel(FIRST, tick=False):
        goal = GoalFactory(words="Haluan oman oven.")
    goal = Goal.objects.get(pk=goal.pk)
    goal.words, goal.description = words, "Lisää."

    with time_machine.travel(LATER, tick=False):
        edit_goal(goal=goal, by=goal.plan.case.responsible, seen=goal.version)

    assert Goal.objects.get().words_on == day.date()


@pytest.mark.parametrize(("is_final", "day"), [(True, LATER.date()), (False, None)])
def test_words_of_a_life_area_from_before_days_were_kept_have_that_of_the_final_record(
    is_final, day
):
    assessment = AssessmentFactory()
    ClientWordsFactory(entry=assessment.areas.get(area="housing"), said_on=None)
    if is_final:
        final = {"status": Assessment.Status.FINAL, "finalised_at": LATER}
        by = assessment.saved_by
        Assessment.objects.update(**final, finalised_by=by)

    (quote,) = own_words(facts_of(assessment.case))
    assert quote.on == day


@pytest.mark.parametrize(("is_agreed", "day"), [(True, LATER.date()), (False, None)])
def test_goals_from_before_days_were_kept_have_that_of_the_agreement(is_agreed, day):
    plan = PlanFactory()
    StepFactory(goal=GoalFactory(plan=plan))
    Goal.objects.update(words_on=None)
    if is_agreed:
        agree_plan(plan=plan, by=plan.case.responsible, on=LATER.date())

    (quote,) = own_words(facts_of(plan.case))
    assert quote.on == day
