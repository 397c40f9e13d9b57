"""The services that plans of the former version kept become needs and services, all of them."""

import datetime as dt
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from caseload.closing import close_case
from cases.models import CaseClosure
from continuity.gap_words import gaps_of
from continuity.models import Interim, Need, Service, ServiceState
from continuity.needs_known import present_states
from plans.actions.agreeing import agree_plan
from plans.models import Plan, PlanService
from tests.factories import PlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_february")]
migration = import_module("plans.migrations.0005_services_live_on")
move = migration.move
AGREED, DAY = dt.date(2026, 1, 15), dt.date(2026, 1, 8)


def written(plan: Plan, name: str, state: str = "running", **facts: Any) -> PlanService:
    """A row as the former version wrote it in a draft."""
    facts = {"place": "outside"} | facts
    return PlanService.objects.create(plan=plan, name=name, state=state, **facts)


def agreed(plan: Plan) -> Plan:
    agree_plan(plan=plan, by=plan.case.responsible, on=AGREED)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def plan() -> Plan:
    draft: Plan = PlanFactory(goals=1)
    return draft


def only_state() -> ServiceState:
    return ServiceState.objects.get()


def test_a_service_keeps_its_name_provider_place_state_and_days(plan):
    days = {"starts_on": DAY, "ends_on": AGREED}
    written(plan, "Tuettu asuminen", "granted", provider="Kunta", place="gate", **days)

    move(apps, None)

    service, state = Service.objects.get(), only_state()
    assert (service.case, service.name, service.provider) == (plan.case, "Tuettu asuminen", "Kunta")
    assert (service.place, state.state) == ("gate", "granted")
    assert (state.starts_on, state.ends_on) == (DAY, AGREED)


def test_the_state_says_from_where_it_comes_and_since_when_it_holds(plan):
    written(plan, "Tuettu asuminen")
    agreed(plan)

    move(apps, None)

    state = only_state()
    assert (state.holds_from, state.told_on) == (AGREED, AGREED)
    assert state.told_by == "Siirretty suunnitelmasta 2.2.2026"


def test_the_day_of_an_application_is_a_state_of_its_own(plan):
    written(plan, "Tuettu asuminen", "queued", applied_on=DAY)

    move(apps, None)

    told = ServiceState.objects.order_by("holds_from").values_list("state", "holds_from")
    assert list(told) == [("applied", DAY), ("queued", dt.date(2026, 2, 2))]


def test_a_start_of_what_is_only_queued_becomes_a_hope_and_says_so(plan):
    written(plan, "Lääkehoito", "queued", starts_on=AGREED)

    move(apps, None)

    state = only_state()
    assert (state.starts_on, state.expected_on) == (None, AGREED)
    assert "toivotuksi" in state.told_by


def test_a_chain_stands_under_one_need_of_the_kind_that_it_begins_with(plan):
    inside = written(plan, "Lääkehoito", place="inside")
    written(plan, "Terveysasema", "granted", continues=inside)

    move(apps, None)

    need = Need.objects.get()
    assert (need.kind, [each.name for each in need.services.order_by("pk")]) == (
        "medication",
        ["Lääkehoito", "Terveysasema"],
    )


def test_a_chain_in_a_circle_is_moved_too(plan):
    first = written(plan, "Kurssi", place="inside")
    second = written(plan, "Ryhmä", place="inside", continues=first)
    PlanService.objects.filter(pk=first.pk).update(continues=second)

    move(apps, None)

    assert Need.objects.get().services.count() == 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tuettu asuminen", "housing"),
        ("Stödboende", "housing"),
        ("Korvaushoidon lääkkeet", "substitution"),
        ("Lääkehoito", "medication"),
        ("Päihdetyön ryhmä", "rehab_open"),
        ("Saatto portilta", "transport"),
        ("Skjuts från porten", "transport"),
        ("Talous- ja velkaneuvonta", "debts"),
        ("Kelan toimeentulotuki", "livelihood"),
        ("Kuntouttava työtoiminta", "work_education"),
        ("Opinto-ohjaus", "work_education"),
        ("Vertaisryhmä", "peer"),
    ],
)
def test_the_kind_of_a_need_is_guessed_from_words(plan, name, kind):
    written(plan, name)

    move(apps, None)

    assert Need.objects.get().kind == kind


def test_what_cannot_be_guessed_is_another_need_in_its_own_words(plan):
    written(plan, "Koevapauden tuki")
    written(plan, "Jalkapallo")

    move(apps, None)

    assert [str(need) for need in Need.objects.order_by("pk")] == ["Koevapauden tuki", "Jalkapallo"]


def test_an_interim_solution_without_days_stays_as_words_and_hides_no_gap(plan):
    written(plan, "Tuettu asuminen", "queued", interim="Majoitus viideksi yöksi")

    move(apps, None)

    need = Need.objects.get()
    assert "Majoitus viideksi yöksi" in need.words
    assert need.source == "Suunnitelman versio 1"
    assert not Interim.objects.exists()
    assert len(gaps_of(plan.case, dt.date(2026, 2, 2))) == 1


def test_what_ended_and_was_continued_was_replaced(plan):
    inside = written(plan, "Lääkehoito", "ended", place="inside")
    written(plan, "Terveysasema", continues=inside)

    move(apps, None)

    ended = ServiceState.objects.get(state="ended")
    assert ended.ended_because == "replaced"
    assert "oletettu" in ended.told_by


def test_what_ended_with_nothing_after_it_stays_to_be_asked_about(plan):
    written(plan, "Tuettu asuminen", "ended")

    move(apps, None)

    assert only_state().ended_because == "stopped"
    assert len(gaps_of(plan.case, dt.date(2026, 2, 2))) == 1


def test_an_agreed_row_stays_as_it_was_agreed_and_is_joined_to_its_service(plan):
    row = written(plan, "Tuettu asuminen", "queued", interim="Sohva")
    agreed(plan)
    columns = ("name", "provider", "place", "state", "interim", "need_kind", "need_words")
    before = PlanService.objects.values_list(*columns).get(pk=row.pk)

    move(apps, None)

    row = PlanService.objects.get(pk=row.pk)
    assert PlanService.objects.values_list(*columns).get(pk=row.pk) == before
    assert (row.service, row.need) == (Service.objects.get(), Need.objects.get())


def test_a_draft_beside_a_plan_in_force_tells_what_is_newer_of_the_same_service(plan):
    written(plan, "Tuettu asuminen", "queued")
    agreed(plan)
    draft = PlanFactory(case=plan.case)
    written(draft, "Tuettu asuminen", "granted", starts_on=AGREED)

    move(apps, None)

    service = Service.objects.get()
    assert [state.state for state in service.states.order_by("pk")] == ["queued", "granted"]
    assert present_states([plan.case_id])[service.pk].state == "granted"


def test_two_services_of_one_name_in_one_plan_stay_two(plan):
    written(plan, "Ryhmä")
    written(plan, "Ryhmä")

    move(apps, None)

    assert Service.objects.count() == 2


def test_what_is_only_in_the_plan_in_force_and_what_is_only_in_the_draft_are_both_kept(plan):
    written(plan, "Tuettu asuminen")
    agreed(plan)
    written(PlanFactory(case=plan.case), "Velkaneuvonta")

    move(apps, None)

    names = Service.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Tuettu asuminen", "Velkaneuvonta"]


def test_a_draft_keeps_no_rows(plan):
    written(plan, "Tuettu asuminen")

    move(apps, None)

    assert not PlanService.objects.exists()


def test_a_row_that_was_written_after_its_case_was_read_is_moved_too(plan, monkeypatch):
    written(plan, "Tuettu asuminen")
    late = PlanFactory()
    move_of = migration._move_of

    def then_written(apps, cases):
        move_of(apps, cases)
        if not late.services.exists() and late.case_id not in cases:
            written(late, "Velkaneuvonta")

    monkeypatch.setattr(migration, "_move_of", then_written)

    move(apps, None)

    names = Service.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Tuettu asuminen", "Velkaneuvonta"]
    assert not PlanService.objects.exists()


def test_the_plan_of_a_closed_case_stays_and_begins_no_need(plan):
    written(plan, "Tuettu asuminen")
    agreed(plan)
    by = plan.case.responsible
    close_case(closure=CaseClosure(case=plan.case, reason="moved"), by=by)

    move(apps, None)

    assert PlanService.objects.count() == 1
    assert not Need.objects.exists()


def test_the_draft_of_a_closed_case_is_not_lost(plan):
    written(plan, "Tuettu asuminen")
    closure = CaseClosure(case=plan.case, reason="moved")
    close_case(closure=closure, by=plan.case.responsible)

    move(apps, None)

    assert Service.objects.get().name == "Tuettu asuminen"
