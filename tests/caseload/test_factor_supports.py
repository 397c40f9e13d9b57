"""Beside the occasions stands what supports each factor now."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from continuity.models import State
from desistance.factors import Factor
from desistance.supports import supports_of
from networks.models import MemberKind, NetworkMember
from plans.actions.agreeing import agree_plan, end_plan
from plans.models import Plan
from tests.factories import (
    CaseFactory,
    ChecklistEntryFactory,
    ChecklistFactory,
    GoalFactory,
    NeedFactory,
    NetworkMemberFactory,
    PlanFactory,
    ServiceFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db

LIFE, EXPERTS = (
    Factor.CRIME_FREE_LIFE_CONDITIONS,
    Factor.NGO_AND_EXPERT_BY_EXPERIENCE_SUPPORT,
)


@pytest.fixture
def case():
    return CaseFactory()


def words_of(case, factor):
    return [support.words for support in supports_of(case, []).get(factor, [])]


@pytest.fixture
def agreed(case) -> Plan:
    """A plan in force whose goal names inner change."""
    plan = PlanFactory(case=case)
    StepFactory(goal=GoalFactory(plan=plan, factors=[Factor.INNER_CHANGE.value]))
    agree_plan(plan=plan, by=case.responsible, on=dt.date(2026, 3, 2))
    return plan


def test_a_goal_of_the_plan_in_force_supports_the_factors_that_it_names(case, agreed):
    assert words_of(case, Factor.INNER_CHANGE) == [f"”{agreed.goals.get().words}”"]
    assert words_of(case, Factor.TRUST_AND_OPPORTUNITIES) == []


def test_a_plan_that_has_ended_supports_nothing(case, agreed):
    end_plan(plan=agreed, by=case.responsible, on=timezone.localdate())

    assert words_of(case, Factor.INNER_CHANGE) == []


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.RUNNING, ["Tuettu asuminen"]),
        (State.GRANTED, ["Tuettu asuminen"]),
        (State.QUEUED, []),
    ],
)
def test_a_service_supports_a_factor_when_it_is_granted_or_runs(case, state, words):
    need = NeedFactory(case=case, kind="housing")
    ServiceFactory(need=need, name="Tuettu asuminen", state=state)

    assert words_of(case, LIFE) == words


def test_a_service_for_a_matter_that_no_factor_names_supports_none(case):
    ServiceFactory(need=NeedFactory(case=case, kind="identity"), state=State.RUNNING)

    assert supports_of(case, []) == {}


@pytest.mark.parametrize(("wish", "shown"), [("may_take_part", True), ("not", False)])
def test_an_expert_by_experience_supports_by_the_clients_wish(case, wish, shown):
    NetworkMemberFactory(
        case=case, kind=MemberKind.EXPERT, name="Teemu", client_wish=NetworkMember.Wish(wish)
    )

    assert bool(words_of(case, EXPERTS)) is shown


def test_the_last_reflection_of_the_worker_stands_beside_its_factor(case):
    first = ChecklistFactory(case=case)
    second = ChecklistFactory(case=case, occasion="plan")
    for checklist, note in ((first, "Ensin"), (second, "Sitten")):
        ChecklistEntryFactory(
            checklist=checklist, factor=Factor.TRUST_AND_OPPORTUNITIES, standing="", note=note
        )

    [support] = supports_of(case, [second, first])[Factor.TRUST_AND_OPPORTUNITIES]

    assert support.words == "Sitten"


def test_nothing_of_another_case_supports(case):
    ServiceFactory(need=NeedFactory(kind="housing"), state=State.RUNNING)
    NetworkMemberFactory(kind=MemberKind.EXPERT, name="Teemu")

    assert supports_of(case, []) == {}


def test_the_page_shows_it_before_anything_was_talked_over_and_counts_nothing(client, case):
    ServiceFactory(
        need=NeedFactory(case=case, kind="housing"), name="Tuettu asuminen", state=State.RUNNING
    )
    client.force_login(case.responsible)

    page = client.get(reverse("desistance:checklists", args=[case.pk])).content.decode()

    assert "Mikä tukee nyt" in page
    assert "Tuettu asuminen" in page
