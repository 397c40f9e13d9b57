"""The client's own estimates: recorded as told, kept, declined without a reason, taken back."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.actions.estimating import (
    EstimatesTakenBackAlready,
    decline_estimates,
    take_back_estimates,
)
from assessments.instruments import IN_USE
from assessments.models import Estimate, EstimateSet, LifeArea, Moment
from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.closing import close_case
from cases.models import Case, CaseClosure
from plans.actions.reviewing import review_plan
from plans.models import GoalOutcome, Review
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    CustodyFactFactory,
    EstimateSetFactory,
    NoteFactory,
    PlanFactory,
    UserFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def case(client) -> Case:
    made: Case = CaseFactory()
    client.force_login(made.responsible)
    return made


def page(case: Case, name: str = "estimates_record", moment: Moment = Moment.REVIEW) -> str:
    return reverse(f"assessments:{name}", kwargs={"case_pk": case.pk, "moment": moment})


def declined(case: Case, moment: Moment) -> EstimateSet:
    by = case.responsible
    return decline_estimates(case=case, moment=moment, told_on=TODAY, heard_by=by, by=by)


def lines_page(case: Case) -> str:
    return reverse("assessments:own_estimates", kwargs={"case_pk": case.pk})


def sent(case: Case, **answers: str) -> dict[str, str]:
    return {"told_on": "2.3.2026", "heard_by": str(case.responsible.pk)} | answers


# --- Recording ------------------------------------------------------------------------


def test_what_the_client_estimated_is_kept_with_day_hearer_and_instrument(client, case):
    client.post(page(case), sent(case, wellbeing="0", housing="10"))

    kept = EstimateSet.objects.get()
    assert (kept.moment, kept.told_on, kept.heard_by, kept.written_by, kept.is_declined) == (
        "review",
        TODAY,
        case.responsible,
        case.responsible,
        False,
    )
    assert (kept.instrument, kept.instrument_version) == ("own", 1)
    assert kept.by_question() == {"wellbeing": 0, "housing": 10}


def test_a_question_without_an_answer_is_no_row(client, case):
    client.post(page(case), sent(case, wellbeing="4", housing=""))

    assert [each.question for each in Estimate.objects.all()] == ["wellbeing"]


def test_nothing_is_chosen_beforehand(client, case):
    assert 'type="radio"' in client.get(page(case)).text
    assert " checked" not in client.get(page(case)).text


def test_an_answer_can_be_taken_away_before_saving(client, case):
    back = client.post(page(case), sent(case, wellbeing=""))

    assert (back.status_code, EstimateSet.objects.count()) == (409, 0)
    assert back.context["form"].non_field_errors()


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"told_on": ""}, "told_on"),
        ({"told_on": "1.1.2090"}, "told_on"),
        ({"wellbeing": "11"}, "wellbeing"),
        ({"wellbeing": "-1"}, "wellbeing"),
        ({"wellbeing": "4,5"}, "wellbeing"),
        ({"heard_by": "77777"}, "heard_by"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_the_answers_stay(client, case, told, field):
    back = client.post(page(case), sent(case, agency="3") | told)

    assert list(back.context["form"].errors) == [field]
    assert 'name="agency" value="3"' in " ".join(back.text.split())
    assert back.text.count(" checked") == 1
    assert not EstimateSet.objects.exists()


def test_who_heard_it_is_somebody_of_the_team(client, case):
    stranger = WorkerFactory(unit=case.unit)

    back = client.post(page(case), sent(case, wellbeing="4", heard_by=str(stranger.pk)))

    assert list(back.context["form"].errors) == ["heard_by"]


def test_a_double_click_records_one_set(client, case):
    form = sent(case, wellbeing="4") | {"form_key": "0b5a1f0e-56bb-4b0c-9f0b-0a4d5a1f0e56"}

    answers = [client.post(page(case), form).status_code for _click in range(2)]

    assert (answers, EstimateSet.objects.count()) == ([302, 302], 1)


def test_every_life_area_has_its_question_and_no_question_stands_twice():
    keys = [question.key for question in IN_USE.questions]

    assert keys == ["wellbeing", "belonging", "agency", *LifeArea.values]


def test_each_act_is_in_the_log(client, case):
    told = EstimateSetFactory(case=case)
    declined(case, Moment.CLOSURE)
    take_back_estimates(estimates=told, because="Virhe", by=case.responsible)
    client.get(reverse("caseload:estimates_print", args=[case.pk]))

    wanted = [
        Action.ESTIMATES_RECORDED,
        Action.ESTIMATES_DECLINED,
        Action.ESTIMATES_TAKEN_BACK,
        Action.ESTIMATES_PRINTED,
    ]
    events = AuditEvent.objects.of_case(case.pk).filter(action__in=wanted)
    assert sorted(event.action for event in events) == sorted(wanted)


# --- Declining --------------------------------------------------------------------------


def test_the_client_declines_by_one_press_without_a_reason(client, case):
    client.post(page(case), sent(case, declined="yes"))

    kept = EstimateSet.objects.get()
    assert (kept.is_declined, kept.moment, kept.told_on) == (
        True,
        "review",
        TODAY,
    )
    assert "asiakas ei halunnut arvioida" in client.get(lines_page(case)).text


def test_chosen_answers_are_not_lost_by_declining(client, case):
    back = client.post(page(case), sent(case, declined="yes", wellbeing="4")).text

    assert not EstimateSet.objects.exists()
    assert re.search(r'name="wellbeing"[^>]*value="4"[^>]*checked', back)
    assert "Sivulla on valittuja arvioita" in back


def test_what_is_declined_in_two_windows_on_one_day_is_one_row(case):
    for _window in range(2):
        declined(case, Moment.REVIEW)

    assert EstimateSet.objects.count() == 1


def test_nothing_is_asked_again_on_an_occasion_on_which_the_client_declined(client, case):
    today = timezone.localdate().isoformat()
    client.post(page(case, moment=Moment.CLOSURE), sent(case, told_on=today, declined="yes"))

    closing = client.get(reverse("caseload:case_close", args=[case.pk])).text
    assert page(case, moment=Moment.CLOSURE) not in closing


# --- Kept by the database -----------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments_estimateset SET told_on = '2026-01-01' WHERE id = %s",
        "UPDATE assessments_estimateset SET status = 'recording' WHERE id = %s",
        "UPDATE assessments_estimateset SET imprint = '{}' WHERE id = %s",
        "DELETE FROM assessments_estimateset WHERE id = %s",
        "UPDATE assessments_estimate SET value = 9 WHERE estimate_set_id = %s",
        "DELETE FROM assessments_estimate WHERE estimate_set_id = %s",
        "INSERT INTO assessments_estimate (estimate_set_id, question, value) "
        "VALUES (%s, 'agency', 5)",
    ],
)
def test_what_was_told_is_not_changed_removed_or_added_to(statement):
    told = EstimateSetFactory()

    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="kept as it is|part of a final record"),
        transaction.atomic(),
    ):
        cursor.execute(statement, [told.pk])


@pytest.mark.parametrize("value", [-1, 11])
def test_the_database_takes_no_other_number_than_0_to_10(value):
    case = CaseFactory()
    being_told = EstimateSet.objects.create(
        case=case,
        instrument="own",
        instrument_version=1,
        moment=Moment.OTHER,
        told_on=TODAY,
        heard_by=case.responsible,
        written_by=case.responsible,
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        Estimate.objects.create(estimate_set=being_told, question="agency", value=value)


# --- Taking back --------------------------------------------------------------------------


def test_what_is_taken_back_leaves_the_lines_and_stays_with_its_reason(client, case):
    told = EstimateSetFactory(case=case)

    client.post(
        reverse("assessments:estimates_take_back", kwargs={"estimates_pk": told.pk}),
        {"because": "Kerrottiin eri päivänä."},
    )

    shown = client.get(lines_page(case))
    assert shown.context["drawn"] == []
    assert "Kerrottiin eri päivänä." in shown.text


def test_what_is_taken_back_is_not_taken_back_again():
    told = EstimateSetFactory()
    act: dict[str, Any] = {"estimates": told, "because": "Virhe", "by": told.written_by}
    take_back_estimates(**act)

    with pytest.raises(EstimatesTakenBackAlready):
        take_back_estimates(**act)


# --- Rights -------------------------------------------------------------------------------


def test_who_is_outside_the_team_finds_no_page_and_records_nothing(client):
    told = EstimateSetFactory()
    client.force_login(WorkerFactory(unit=told.case.unit))
    take_back = reverse("assessments:estimates_take_back", kwargs={"estimates_pk": told.pk})

    answers = [
        client.get(lines_page(told.case)).status_code,
        client.get(page(told.case)).status_code,
        client.post(page(told.case), sent(told.case, wellbeing="4")).status_code,
        client.post(page(told.case), sent(told.case, declined="yes")).status_code,
        client.post(take_back, {"because": "x"}).status_code,
        client.get(reverse("caseload:estimates_pdf", args=[told.case.pk])).status_code,
    ]

    assert (set(answers), EstimateSet.objects.count()) == ({404}, 1)


def test_in_a_closed_case_the_lines_are_read_and_nothing_is_recorded(client):
    told = EstimateSetFactory(case=CaseFactory())
    case = told.case
    client.force_login(case.responsible)
    close_case(closure=CaseClosure(case=case, reason="died"), by=case.responsible)

    assert page(case) not in client.get(lines_page(case)).text
    assert client.post(page(case), sent(case, wellbeing="4")).status_code == 409
    assert client.post(page(case), sent(case, declined="yes")).status_code == 409
    assert EstimateSet.objects.count() == 1


# --- The right moment ---------------------------------------------------------------------


@pytest.mark.parametrize(("days", "near"), [(2, True), (30, False)])
def test_near_a_gate_the_form_says_that_it_can_wait(client, case, days, near):
    release = timezone.localdate() + dt.timedelta(days=days)
    CustodyFactFactory(case=case, release_on=release)
    Case.objects.filter(pk=case.pk).update(release_on=release)

    assert ("ehtii kertoa" in client.get(page(case)).text) is near


def test_at_a_first_meeting_the_form_says_so_until_something_was_told(client, case):
    first = client.get(page(case)).context["first_meeting"]
    EstimateSetFactory(case=case)

    assert (first, client.get(page(case)).context["first_meeting"]) == (True, False)


def test_after_a_meeting_it_is_no_first_one(client, case):
    NoteFactory(case=case, occurred_on=timezone.localdate() - dt.timedelta(days=9))

    assert client.get(page(case)).context["first_meeting"] is False


def test_an_occasion_that_was_told_two_weeks_ago_is_over_and_the_next_is_offered(client, case):
    closing = reverse("caseload:case_close", args=[case.pk])
    before = timezone.localdate() - dt.timedelta(days=15)
    EstimateSetFactory(case=case, moment=Moment.CLOSURE, told_on=before)
    offered = page(case, moment=Moment.CLOSURE) in client.get(closing).text
    EstimateSetFactory(case=case, moment=Moment.CLOSURE, told_on=timezone.localdate())

    assert (offered, page(case, moment=Moment.CLOSURE) in client.get(closing).text) == (True, False)


def test_no_address_tells_of_a_release():
    case = CaseFactory()
    addresses = " ".join(page(case, moment=moment) for moment in Moment)

    assert "vapaut" not in addresses


def test_a_former_worker_who_heard_it_is_named_as_on_the_day(client, case):
    heard = UserFactory(organisation=case.responsible.organisation, first_name="Vanha")
    EstimateSetFactory(case=case, by=heard)
    type(heard).objects.filter(pk=heard.pk).update(first_name="Uusi")

    assert "Vanha" in client.get(lines_page(case)).text


def test_the_map_of_an_assessment_offers_them_once_since_it_was_begun(client, case):
    draft = AssessmentFactory(case=case, started_on=TODAY)
    EstimateSetFactory(case=case, told_on=TODAY - dt.timedelta(days=1))
    map_page = reverse("assessments:assessment_map", args=[draft.pk])
    offered = page(case, moment=Moment.ASSESSMENT) in client.get(map_page).text
    EstimateSetFactory(case=case, told_on=TODAY)

    again = page(case, moment=Moment.ASSESSMENT) in client.get(map_page).text
    assert (offered, again, lines_page(case) in client.get(map_page).text) == (True, False, True)


def test_a_reviewed_plan_offers_them(client, case):
    plan = PlanFactory(case=case, agreed=True)
    before = page(case) in client.get(plan.get_absolute_url()).text
    review = Review(plan=plan, reviewed_on=TODAY, next_review_on=dt.date(2026, 6, 1))
    outcomes = [GoalOutcome(goal=goal, outcome="reached") for goal in plan.goals.all()]
    review_plan(review=review, outcomes=outcomes, by=case.responsible)

    assert (before, page(case) in client.get(plan.get_absolute_url()).text) == (False, True)
