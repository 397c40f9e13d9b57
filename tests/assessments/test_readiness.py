"""What stops finalising, what is only advice, and the days."""

import datetime as dt

import pytest

from assessments.actions.writing import finalise_assessment
from assessments.lead_time import lead_time
from assessments.models import Assessment
from assessments.readiness import advice_on, missing_from
from cases.actions.custody import record_custody
from cases.actions.leaving import record_qualifications
from cases.actions.team import assign_worker
from cases.permissions import CaseRole
from tests.factories import (
    AssessmentFactory,
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


def test_a_life_area_may_be_left_for_later_but_not_unasked(db):
    draft = AssessmentFactory(complete=True)
    NetworkWalkthroughFactory(case=draft.case)
    draft.areas.filter(area="health").update(state="later")
    draft.areas.filter(area="work").update(state="not_asked")

    assert keys(missing_from(draft)) == ["work"]


@pytest.mark.parametrize(
    ("values", "advice"),
    [
        ({"needs_personal_worker": "no"}, ["worker_named"]),
        ({"needs_personal_worker": "no", "need_nature": "recurring"}, ["worker_named"]),
        ({"needs_personal_worker": "no", "need_nature": "temporary"}, []),
        ({"makes_plan": "no"}, ["plan_made"]),
        ({"makes_plan": "no", "unlike_advice_because": "Asiakas kieltäytyi"}, []),
        ({"special_support": "yes"}, ["office_holder", "assessor"]),
    ],
)
def test_advice_follows_the_nature_of_the_need(db, values, advice):
    draft = AssessmentFactory(complete=True, **values)

    assert keys(advice_on(draft, by=draft.case.responsible)) == advice


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
