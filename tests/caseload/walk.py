"""A case brought to a point of its path by the same acts as in life."""

import datetime as dt

from django.utils import timezone

from assessments.actions.starting import start_assessment
from assessments.actions.writing import finalise_assessment
from assessments.models import Assessment, LifeAreaEntry
from cases.actions.custody import record_custody
from cases.models import Case
from networks.models import NetworkWalkthrough
from plans.actions.agreeing import agree_plan
from plans.actions.drafting import draft_plan, edit_plan
from plans.actions.parts import add_goal, add_step
from plans.models import Goal, Plan, Step
from tests.factories import CustodyFactFactory, NetworkWalkthroughFactory

ANSWERS = {
    "dependants": "none",
    "client_opinion": "Haluan oman asunnon.",
    "conclusions": "Tarvitsee asunnon ja tukea arkeen.",
    "special_support": "no",
    "multi_actor": "yes",
    "multi_actor_reason": "Asuminen ja velat.",
    "need_nature": "long_term",
    "needs_personal_worker": "yes",
}


def released(case: Case, on: dt.date | None, **facts: object) -> None:
    """Tell the release date, or that it is not known."""
    if on is None:
        facts = {"release_certainty": "unknown", "not_known_because": "Tutkinta kesken"} | facts
    record_custody(fact=CustodyFactFactory(case=case, release_on=on, **facts), by=case.responsible)
    case.refresh_from_db()


def assessment_begun(case: Case) -> Assessment:
    """A draft with nothing in it."""
    today = timezone.localdate()
    return start_assessment(
        case=case, initiated_on=case.opened_on, started_on=today, by=case.responsible
    )


def assessment_ready(case: Case) -> Assessment:
    """A final assessment."""
    draft = Assessment.objects.drafts().filter(case=case).first() or assessment_begun(case)
    draft.areas.update(state=LifeAreaEntry.State.GONE_THROUGH)
    Assessment.objects.filter(pk=draft.pk).update(**ANSWERS)
    if not NetworkWalkthrough.objects.filter(case=case).exists():
        NetworkWalkthroughFactory(case=case)
    finalise_assessment(assessment=draft, seen=draft.version, by=case.responsible)
    case.refresh_from_db()
    return draft


def plan_drafted(case: Case, review_on: dt.date) -> Plan:
    """A draft that lacks nothing."""
    plan = draft_plan(case=case, by=case.responsible)
    goal = Goal(plan=plan, words="Oma avain ja oma ovi.")
    add_goal(goal=goal, by=case.responsible)
    step = Step(goal=goal, text="Haetaan asuntoa", actor="Kaupungin asunnot", is_continuous=True)
    add_step(step=step, by=case.responsible)
    plan.refresh_from_db()
    plan.review_on = review_on
    edit_plan(plan=plan, by=case.responsible, seen=plan.version)
    plan.refresh_from_db()
    return plan


def plan_in_force(case: Case, review_on: dt.date, on: dt.date | None = None) -> Plan:
    """An agreed plan."""
    plan = plan_drafted(case, review_on)
    agree_plan(plan=plan, by=case.responsible, on=on or timezone.localdate())
    plan.refresh_from_db()
    return plan
