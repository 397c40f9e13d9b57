"""What stops finalising, what is only advice, and the days."""

import datetime as dt

import pytest

from assessments.models import Assessment
from assessments.readiness import advice_on, missing_from
from assessments.timing import lead_time
from cases.models import Case
from tests.factories import AssessmentFactory, CaseFactory, NetworkWalkthroughFactory, WorkerFactory

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
        ({"special_support": "yes"}, ["office_holder"]),
    ],
)
def test_advice_follows_the_nature_of_the_need(db, values, advice):
    draft = AssessmentFactory(complete=True, **values)

    assert keys(advice_on(draft)) == advice


def test_an_office_holder_may_be_the_personal_worker_of_special_support(db):
    case = CaseFactory(responsible=WorkerFactory(is_office_holder=True))
    draft = AssessmentFactory(case=case, complete=True, special_support="yes")

    assert advice_on(draft) == []


def test_the_target_moves_with_the_release_date(db):
    draft = AssessmentFactory(initiated_on=dt.date(2026, 2, 20), started_on=TODAY)
    for release_on, weeks, target_on, late in [
        (dt.date(2026, 4, 27), 8, dt.date(2026, 3, 30), 0),
        (dt.date(2026, 3, 27), 3, dt.date(2026, 2, 27), 3),
        (dt.date(2026, 3, 1), None, None, 0),
    ]:
        Case.objects.filter(pk=draft.case_id).update(
            release_on=release_on, release_certainty="estimated"
        )
        lead = lead_time(Assessment.objects.get(), TODAY)

        assert lead.days_since_initiation == 10
        assert (lead.weeks_to_release, lead.target_on, lead.days_late) == (weeks, target_on, late)


def test_without_a_release_date_there_is_no_target(db):
    lead = lead_time(AssessmentFactory(), TODAY)

    assert (lead.weeks_to_release, lead.target_on, lead.days_late) == (None, None, 0)
