"""A factory makes only what acts can make: stored and derived agree, and the log knows it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

from assessments.actions.starting import start_assessment
from assessments.actions.writing import edit_assessment
from assessments.models import Assessment, LifeArea
from audit.models import AuditEvent
from audit.recording import target_label
from audit.vocabulary import Action
from caseload.phase import phase_of
from cases.models import Case, CaseMembership, CaseUserObjectPermission
from cases.permissions import ROLE_PERMISSIONS, CaseRole
from plans.actions.drafting import draft_plan, edit_plan
from plans.models import Plan
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    ChecklistFactory,
    ExpertOfferFactory,
    NetworkMemberFactory,
    NetworkWalkthroughFactory,
    NoteFactory,
    PlanFactory,
    TriageFactory,
)
from tests.factories.assessments import COMPLETE, INITIATED_ON, STARTED_ON
from tests.factories.plans import REVIEW_ON

pytestmark = pytest.mark.django_db


def correction(**values: Any) -> Assessment:
    old = AssessmentFactory(final=True)
    made: Assessment = AssessmentFactory(corrects=old, correction_reason="Väärä päivä", **values)
    return made


RECORDS: dict[str, Callable[[], Any]] = {
    "note": NoteFactory,
    "member": NetworkMemberFactory,
    "ended member": lambda: NetworkMemberFactory(ended=True),
    "walkthrough": NetworkWalkthroughFactory,
    "expert offer": ExpertOfferFactory,
    "checklist": ChecklistFactory,
    "assessment": AssessmentFactory,
    "complete assessment": lambda: AssessmentFactory(complete=True),
    "final assessment": lambda: AssessmentFactory(final=True),
    "correction": correction,
    "final correction": lambda: correction(final=True),
    "plan": PlanFactory,
    "plan with goals": lambda: PlanFactory(goals=2),
    "agreed plan": lambda: PlanFactory(agreed=True),
    "ended plan": lambda: PlanFactory(ended=True),
}
CASES = {
    "case": CaseFactory,
    "case of nobody": lambda: CaseFactory(responsible=None),
    "triaged case": lambda: TriageFactory().case,
} | {name: (lambda make=make: make().case) for name, make in RECORDS.items()}
every_case = pytest.mark.parametrize("make", CASES.values(), ids=CASES)


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


@every_case
def test_the_stored_phase_is_the_derived_one(make):
    case = now(make())

    assert case.phase == phase_of(case)


@every_case
def test_the_stored_personal_worker_is_the_one_of_the_team(make):
    case = now(make())

    team = CaseMembership.objects.in_team().filter(case=case, role=CaseRole.RESPONSIBLE)
    assert [held.user for held in team] == ([case.responsible] if case.responsible else [])


@every_case
def test_the_grants_are_those_of_the_team(make):
    case = now(make())

    team = CaseMembership.objects.in_force().filter(case=case)
    grants = CaseUserObjectPermission.objects.filter(content_object=case)
    assert sorted(grants.values_list("user_id", "permission__codename")) == sorted(
        (held.user_id, right.codename)
        for held in team
        for right in ROLE_PERMISSIONS[CaseRole(held.role)]
    )


@every_case
def test_the_opening_of_the_case_is_in_the_log(make):
    events = AuditEvent.objects.of_case(make().pk)

    assert events.filter(action=Action.CASE_OPENED.value).exists()


@pytest.mark.parametrize("make", RECORDS.values(), ids=RECORDS)
def test_the_act_that_wrote_a_record_is_in_the_log(make):
    record = make()

    events = AuditEvent.objects.of_case(record.case_id)
    assert events.filter(target=target_label(record)).exists()


def content(record: models.Model, without: set[str]) -> dict[str, Any]:
    fields = [field.attname for field in record._meta.concrete_fields]
    row = type(record)._default_manager.filter(pk=record.pk).values(*fields).get()
    return {name: value for name, value in row.items() if name not in without}


def test_a_complete_draft_is_what_an_assessment_saved_by_the_act_is():
    made = AssessmentFactory(complete=True)
    by = made.case.responsible
    saved = start_assessment(
        case=CaseFactory(responsible=by, unit=made.case.unit),
        initiated_on=INITIATED_ON,
        started_on=STARTED_ON,
        by=by,
    )
    areas = {area: {"state": "gone_through"} for area in LifeArea.values}
    edit_assessment(assessment=saved, seen=1, by=by, values=COMPLETE, areas=areas)

    own = {"id", "case_id", "saved_at", "version"}
    assert content(made, own) == content(saved, own)
    of_area = {"id", "assessment_id", "version"}
    assert [content(entry, of_area) for entry in made.areas.all()] == [
        content(entry, of_area) for entry in saved.areas.all()
    ]


def test_a_draft_of_a_plan_is_what_a_plan_saved_by_the_act_is():
    made: Plan = PlanFactory(strengths="Sitkeys")
    by = made.case.responsible
    saved = draft_plan(case=CaseFactory(responsible=by, unit=made.case.unit), by=by)
    saved.strengths, saved.review_on = "Sitkeys", REVIEW_ON
    edit_plan(plan=saved, by=by, seen=1)

    own = {"id", "case_id", "saved_at", "version"}
    assert content(made, own) == content(saved, own)
