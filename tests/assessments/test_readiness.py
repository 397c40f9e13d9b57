"""What stops finalising, what is only advice, and the days."""

import datetime as dt

import pytest

from assessments.actions.writing import finalise_assessment
from assessments.lead_time import lead_time
from assessments.models import Assessment
from assessments.readiness import advice_on, advice_on_final, missing_from
from cases.actions.custody import record_custody
from cases.actions.leaving import record_qualifications
from cases.actions.team import assign_worker
from cases.permissions import CaseRole
from tests.factories import (
    AssessmentFactory,
    AssessmentParticipantFactory,
    CaseFactory,
    CustodyFactFactory,
    NetworkWalkthroughFactory,
    SupervisorFactory,
    WorkerFactory,
)
from timing.models import Due
from timing.vocabulary import DueKind

TODAY = dt.date(2026, 3, 2)


def keys(found) -> list[str]:
    return [each.key for each in found]


def test_nothing_is_missing_from_a_complete_draft(db):
    draft = AssessmentFactory(complete=True)
    NetworkWalkthroughFactory(case=draft.case)

    assert missing_from(draft) == []


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"dependants": ""}, ["dependants"]),
        ({"client_opinion": "", "no_opinion_because": "Ei halunnut sanoa"}, []),
        ({"conclusions": ""}, ["conclusions"]),
        ({"special_support": "yes"}, ["special_support_grounds"]),
        ({"multi_actor": ""}, ["multi_actor"]),
        ({"multi_actor_reason": ""}, ["multi_actor_reason"]),
        ({"need_nature": ""}, ["need_nature"]),
        ({"need_nature": "", "multi_actor": "no"}, []),
        ({"needs_personal_worker": ""}, ["needs_personal_worker"]),
    ],
)
def test_what_the_law_and_the_model_want_is_missing(db, values, missing):
    draft = AssessmentFactory(complete=True, area_state="gone_through", **values)
    NetworkWalkthroughFactory(case=draft.case)

    assert keys(missing_from(draft)) == missing


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"needs_personal_worker": "no"}, ["unlike_advice_because"]),
        ({"needs_personal_worker": "no", "need_nature": "recurring"}, ["unlike_advice_because"]),
        ({"needs_personal_worker": "no", "need_nature": "temporary"}, []),
        ({"makes_plan": "no"}, ["unlike_advice_because"]),
        ({"makes_plan": "no", "need_nature": "recurring"}, []),
        ({"makes_plan": "no", "unlike_advice_because": "Asiakas kieltäytyi"}, []),
    ],
)
def test_what_goes_another_way_than_the_nature_of_the_need_takes_a_reason(db, values, missing):
    draft = AssessmentFactory(complete=True, **values)
    NetworkWalkthroughFactory(case=draft.case)

    assert keys(missing_from(draft)) == missing


@pytest.mark.parametrize("told", [{}, {"later_because": "Väsynyt"}, {"later_on": TODAY}])
def test_a_life_area_is_left_for_later_with_a_reason_and_a_day(db, told):
    draft = AssessmentFactory(complete=True)
    NetworkWalkthroughFactory(case=draft.case)
    draft.areas.filter(area="health").update(state="later", **told)

    assert keys(missing_from(draft)) == ["health"]


def test_a_life_area_may_be_left_for_later_but_not_unasked(db):
    draft = AssessmentFactory(complete=True)
    NetworkWalkthroughFactory(case=draft.case)
    told = {"later_because": "Väsynyt", "later_on": TODAY}
    draft.areas.filter(area="health").update(state="later", **told)
    draft.areas.filter(area="work").update(state="not_asked")

    assert keys(missing_from(draft)) == ["work"]


def test_special_support_wants_an_office_of_the_team_and_of_who_finalises(db):
    draft = AssessmentFactory(complete=True, special_support="yes")

    assert keys(advice_on(draft, by=draft.case.responsible)) == ["office_holder", "assessor"]


def test_who_was_asked_and_has_not_answered_is_named_before_finalising(db):
    draft = AssessmentFactory(complete=True)
    AssessmentParticipantFactory(assessment=draft, authority="2", who="", part="asked")
    AssessmentParticipantFactory(assessment=draft, who="Kati Savela", part="absent")

    found = advice_on(draft, by=draft.case.responsible)

    assert [each.text for each in found] == ["Pyydetty osallistumaan, ei vielä vastausta: Kela."]


IN_OFFICE = {"is_office_holder": True, "is_social_worker": True}


def test_a_social_worker_in_office_may_be_the_personal_worker_of_special_support(db):
    case = CaseFactory(responsible=WorkerFactory(**IN_OFFICE))
    draft = AssessmentFactory(case=case, complete=True, special_support="yes")

    assert advice_on(draft, by=case.responsible) == []


@pytest.mark.parametrize("lacking", IN_OFFICE)
def test_office_and_qualification_are_both_needed_for_special_support(db, lacking):
    case = CaseFactory(responsible=WorkerFactory(**IN_OFFICE | {lacking: False}))
    draft = AssessmentFactory(case=case, complete=True, special_support="yes")

    assert keys(advice_on(draft, by=case.responsible)) == ["office_holder", "assessor"]


def test_somebody_else_in_the_team_may_have_both_but_answers_for_no_assessment_by_it(db):
    case = CaseFactory()
    colleague = WorkerFactory(unit=case.unit, **IN_OFFICE)
    assign_worker(case=case, user=colleague, role=CaseRole.MEMBER, by=colleague)
    draft = AssessmentFactory(case=case, complete=True, special_support="yes")

    assert keys(advice_on(draft, by=case.responsible)) == ["assessor"]
    assert advice_on(draft, by=colleague) == []


@pytest.mark.parametrize(("qualified", "advice"), [(IN_OFFICE, []), ({}, ["assessor"])])
def test_a_final_assessment_says_if_nobody_in_office_answered_for_it(db, qualified, advice):
    case = CaseFactory(responsible=WorkerFactory(**qualified))
    colleague = WorkerFactory(unit=case.unit, **IN_OFFICE)
    assign_worker(case=case, user=colleague, role=CaseRole.MEMBER, by=colleague)
    support = {"special_support": "yes", "special_support_grounds": "Päihteet"}

    final = AssessmentFactory(case=case, final=True, **support)

    assert keys(advice_on_final(final)) == advice


def test_who_finalised_before_their_office_was_kept_is_not_said_to_have_had_none(db):
    case = CaseFactory(responsible=WorkerFactory(**IN_OFFICE))
    support = {"special_support": "yes", "special_support_grounds": "Päihteet"}
    draft = AssessmentFactory(case=case, complete=True, **support)

    assert keys(advice_on_final(draft)) == []


def test_what_a_worker_is_qualified_for_moves_what_is_due_in_their_cases_at_once(db):
    case = CaseFactory()
    support = {"special_support": "yes", "special_support_grounds": "Päihteet"}
    draft = AssessmentFactory(case=case, complete=True, **support)
    NetworkWalkthroughFactory(case=case)
    finalise_assessment(assessment=draft, seen=draft.version, by=case.responsible)
    due = Due.objects.present().filter(case_id=case.pk, kind=DueKind.OFFICE_HOLDER)
    supervisor = SupervisorFactory(unit=case.unit)

    before = due.exists()
    record_qualifications(user=case.responsible, by=supervisor, **IN_OFFICE)
    with_both = due.exists()
    without_office = IN_OFFICE | {"is_office_holder": False}
    record_qualifications(user=case.responsible, by=supervisor, **without_office)

    assert (before, with_both, due.exists()) == (True, False, True)


@pytest.mark.parametrize(
    ("release_on", "weeks", "target_on", "late"),
    [
        (dt.date(2026, 4, 27), 8, dt.date(2026, 3, 30), 0),
        (dt.date(2026, 3, 27), 3, dt.date(2026, 2, 27), 3),
    ],
)
def test_the_target_moves_with_the_release_date(db, release_on, weeks, target_on, late):
    draft = AssessmentFactory(initiated_on=dt.date(2026, 2, 20), started_on=TODAY)
    fact = CustodyFactFactory(case=draft.case, release_on=release_on)
    record_custody(fact=fact, by=draft.case.responsible)

    lead = lead_time(Assessment.objects.get(), TODAY)

    assert lead.days_since_initiation == 10
    assert (lead.weeks_to_release, lead.target_on, lead.days_late) == (weeks, target_on, late)


def test_without_a_release_date_there_is_no_target(db):
    lead = lead_time(AssessmentFactory(), TODAY)

    assert (lead.weeks_to_release, lead.target_on, lead.days_late) == (None, None, 0)
