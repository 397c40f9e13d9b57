"""An agreed plan cites needs and services as they stood; they live on, and it tells how."""

import datetime as dt

import pytest
import time_machine

from continuity.actions.interims import add_interim
from continuity.actions.needs import add_need, end_need
from continuity.actions.services import edit_service, take_back_state, tell_state
from continuity.models import Interim, Need, Service, ServiceState, State
from continuity.need_kinds import NeedKind
from plans.actions.agreeing import PlanChanged, agree_plan, end_plan
from plans.contents import mark_of, read_plan
from plans.models import Plan, PlanService
from tests.factories import InterimFactory, NeedFactory, PlanFactory, service_of
from tests.plans.pages import TODAY, of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_february")]
START = dt.date(2026, 3, 2)


def agreed(plan: Plan) -> Plan:
    agree_plan(plan=plan, by=plan.case.responsible, on=TODAY)
    plan.refresh_from_db()
    return plan


def told(service: Service, state: State, **days: object) -> None:
    present = ServiceState.objects.told().filter(service=service).latest("pk")
    by = service.case.responsible
    tell_state(service=service, state=ServiceState(state=state, **days), seen=present.pk, by=by)


@pytest.fixture
def plan() -> Plan:
    draft: Plan = PlanFactory(goals=1)
    return draft


def test_agreeing_cites_a_service_with_its_need_its_state_and_its_days(plan):
    service = service_of(
        plan.case,
        NeedKind.MEDICATION,
        name="Lääkehoito",
        provider="Terveysasema",
        state=State.GRANTED,
        from_gate=True,
        ends_on=START,
        first_appointment_on=START,
    )

    agreed(plan)

    row = PlanService.objects.get(plan=plan)
    assert (row.service, row.need_kind, row.name, row.provider) == (
        service,
        "medication",
        "Lääkehoito",
        "Terveysasema",
    )
    assert (row.state, row.place, row.from_gate) == ("granted", "outside", True)
    assert (row.ends_on, row.first_appointment_on) == (START, START)


def test_what_is_queued_is_cited_with_the_day_it_was_applied_for_and_the_hoped_day(plan):
    day = dt.date(2026, 1, 12)
    service = service_of(plan.case, state=State.APPLIED, holds_from=day, told_on=day)
    told(service, State.QUEUED, expected_on=START)

    agreed(plan)

    row = PlanService.objects.get(plan=plan)
    assert (row.state, row.applied_on, row.expected_on) == ("queued", day, START)


def test_a_need_without_a_service_is_cited_without_state_and_place(plan):
    NeedFactory(case=plan.case, kind=NeedKind.OTHER, words="Koira hoitoon\nKunnes löytyy koti")

    agreed(plan)

    row = PlanService.objects.get(plan=plan)
    assert (row.name, row.state, row.place, row.service) == ("Koira hoitoon", "", "", None)
    assert row.need_words == "Koira hoitoon\nKunnes löytyy koti"


def test_a_need_that_has_ended_is_not_cited(plan):
    need = service_of(plan.case).need
    end_need(need=need, reason=Need.End.DECLINED, on=TODAY, by=plan.case.responsible)

    agreed(plan)

    assert not PlanService.objects.filter(plan=plan).exists()


def test_an_interim_solution_is_cited_with_its_days_in_words_of_no_language(plan):
    need = service_of(plan.case).need
    InterimFactory(need=need, what="Siskon luona", by_whom="Sisko", ends_on=START)
    InterimFactory(need=need, what="Kriisimajoitus")

    agreed(plan)

    interim = PlanService.objects.get(plan=plan).interim
    assert interim == "Siskon luona, Sisko (–2.3.2026)\nKriisimajoitus"


def test_a_draft_has_no_rows_of_its_own_and_shows_what_is_living(client, draft):
    service_of(draft.case, name="Tuettu asuminen")

    pages = [client.get(of(draft, name)).text for name in ("plan_edit", "plan_agree", "plan_page")]

    assert all("Tuettu asuminen" in page for page in pages)
    assert not PlanService.objects.exists()


def new_need(service: Service) -> None:
    add_need(need=Need(case=service.case, kind=NeedKind.PHONE), by=service.case.responsible)


def new_state(service: Service) -> None:
    told(service, State.REFUSED)


def state_taken_back(service: Service) -> None:
    state = ServiceState.objects.get(service=service)
    take_back_state(state=state, told_by="", by=service.case.responsible)


def new_name(service: Service) -> None:
    service.name = "Oma asunto"
    edit_service(service=service, seen=service.version, by=service.case.responsible)


def new_interim(service: Service) -> None:
    interim = Interim(need=service.need, what="Sohva", until_further_notice=True)
    add_interim(interim=interim, by=service.case.responsible)


def ended_need(service: Service) -> None:
    end_need(need=service.need, reason=Need.End.NOT_NEEDED, on=TODAY, by=service.case.responsible)


@pytest.mark.parametrize(
    "change", [new_need, new_state, state_taken_back, new_name, new_interim, ended_need]
)
def test_a_need_or_service_that_changed_after_reading_is_not_agreed_on(plan, change):
    service = service_of(plan.case)
    seen = read_plan(plan).mark
    change(service)

    with pytest.raises(PlanChanged):
        agree_plan(plan=plan, by=plan.case.responsible, on=TODAY, seen=seen)

    assert not PlanService.objects.exists()


def test_what_changes_in_another_case_changes_no_mark(plan):
    seen = mark_of(plan)
    service_of(PlanFactory().case)

    assert mark_of(plan) == seen


def test_a_plan_in_force_keeps_what_was_agreed_and_tells_how_it_stands_today(client, plan):
    service = service_of(plan.case, state=State.QUEUED)
    agreed(plan)
    told(service, State.GRANTED, starts_on=START)
    client.force_login(plan.case.responsible)

    [group] = read_plan(plan).places
    [cited] = group.services
    page = client.get(plan.get_absolute_url()).text

    assert (cited.row.state, cited.row.starts_on) == ("queued", None)
    assert cited.today is not None
    [today] = cited.today.services
    assert (today.state, today.starts_on) == ("granted", START)
    assert "Jonossa" in page
    assert "Myönnetty" in page


def test_a_plan_in_force_names_what_a_need_without_a_service_has_got_since(client, plan):
    need = NeedFactory(case=plan.case)
    agreed(plan)
    service_of(plan.case, name="Oma vuokra-asunto", state=State.GRANTED, from_gate=True)
    client.force_login(plan.case.responsible)

    page = client.get(plan.get_absolute_url()).text

    assert need.services.count() == 1
    assert "Oma vuokra-asunto" in page


def test_a_plan_in_force_says_that_a_need_has_ended_since(client, plan):
    service = service_of(plan.case)
    agreed(plan)
    ended_need(service)
    client.force_login(plan.case.responsible)

    page = client.get(plan.get_absolute_url()).text

    assert "Tuen tarve on päättynyt:" in page


def test_gaps_beside_a_plan_are_those_of_today(plan):
    service = service_of(plan.case, state=State.QUEUED)
    agreed(plan)
    before = [gap.title for gap in read_plan(plan).gaps]
    told(service, State.RUNNING)

    assert (before, read_plan(plan).gaps) == ([NeedKind.HOUSING.label], [])


def test_an_ended_plan_tells_neither_of_today_nor_of_gaps(plan):
    service_of(plan.case)
    agreed(plan)
    end_plan(plan=plan, by=plan.case.responsible)
    plan.refresh_from_db()

    document = read_plan(plan)

    assert [each.today for group in document.places for each in group.services] == [None]
    assert document.gaps == []


def test_a_new_version_cites_anew_and_the_former_stays(plan):
    service = service_of(plan.case, state=State.QUEUED)
    agreed(plan)
    told(service, State.RUNNING)
    second = PlanFactory(case=plan.case, goals=1)
    with time_machine.travel(dt.datetime(2026, 2, 3, 12, tzinfo=dt.UTC), tick=False):
        agreed(second)

    states = PlanService.objects.order_by("plan").values_list("plan", "state")

    assert list(states) == [(plan.pk, "queued"), (second.pk, "running")]
