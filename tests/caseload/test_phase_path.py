"""What the phase path says of a case that was closed early."""

import pytest

from caseload.case_page.gathered_facts import facts_of
from caseload.case_page.path import path_of
from caseload.closing import close_case
from cases.models import CaseClosure
from tests.caseload.walk import assessment_ready
from tests.factories import CaseFactory, PlanFactory

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
