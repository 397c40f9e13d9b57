"""What the phase path says of a case that was closed early."""

import pytest

from caseload.case_page.gathered_facts import facts_of
from caseload.case_page.path import opens_of, path_of
from caseload.closing import close_case
from cases.models import CaseClosure
from tests.caseload.walk import assessment_ready
from tests.factories import AssessmentFactory, CaseFactory, PlanFactory
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db


def closed(case):
    """Close it, and give the states of its four phases."""
    reason = CaseClosure.Reason.NOT_REACHED
    close_case(closure=CaseClosure(case=case, reason=reason), by=case.responsible)
    case.refresh_from_db()
    return [step.state for step in path_of(facts_of(case))]


def test_phases_that_were_left_out_of_a_closed_case_are_not_called_ready():
    assert closed(CaseFactory()) == ["done", "shut", "shut", "done"]


def test_phases_that_were_walked_are_ready_in_a_closed_case():
    case = CaseFactory()
    assessment_ready(case)
    PlanFactory(case=case, agreed=True)

    assert closed(case) == ["done", "done", "done", "done"]


NO_PLAN = {"makes_plan": "no", "unlike_advice_because": "Asiakas ei halua"}


def before_closing(case) -> list[tuple[str, bool]]:
    """What the case waits for before it can be closed."""
    case.refresh_from_db()
    opens = opens_of(facts_of(case))
    assert opens is not None
    return [(each.text, each.done) for each in opens.conditions]


def is_due(case, kind: DueKind) -> bool:
    return Due.objects.present().filter(case_id=case.pk, kind=kind).exists()


def test_a_case_without_a_plan_by_its_assessment_can_be_closed_without_one():
    case = CaseFactory()
    AssessmentFactory(case=case, final=True, **NO_PLAN)

    assert before_closing(case) == [
        ("arvioinnin mukaan asiakassuunnitelmaa ei tehdä", True),
        ("mikään palvelu ei jatku", True),
    ]


def test_a_plan_that_is_made_all_the_same_is_agreed_before_closing():
    case = CaseFactory()
    AssessmentFactory(case=case, final=True, **NO_PLAN)
    PlanFactory(case=case)

    assert ("suunnitelma on sovittu", False) in before_closing(case)


def test_a_newer_assessment_takes_back_what_an_older_one_wanted():
    case = CaseFactory()
    support = {"special_support": "yes", "special_support_grounds": "Päihteet"}
    AssessmentFactory(case=case, final=True, **support)
    before = is_due(case, DueKind.PLAN), is_due(case, DueKind.OFFICE_HOLDER)

    AssessmentFactory(case=case, final=True, **NO_PLAN)

    assert before == (True, True)
    assert (is_due(case, DueKind.PLAN), is_due(case, DueKind.OFFICE_HOLDER)) == (False, False)
