"""The timeline of a case tells of needs, of services and of who leaves."""

import datetime as dt

import pytest
from django.utils import timezone

from caseload.case_page.gathered_facts import facts_of
from caseload.case_page.timeline import Part, timeline_of
from continuity.actions.needs import end_need
from continuity.actions.services import take_back_state, tell_state
from continuity.models import Need, ServiceState
from continuity.need_kinds import NeedKind
from tests.factories import CaseFactory, NeedFactory, NetworkMemberFactory, service_of

pytestmark = pytest.mark.django_db


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def needs_on_timeline(case):
    case.refresh_from_db()
    lines = timeline_of(facts_of(case), (), timezone.localdate(), Part.NEEDS)
    return [(line.on, line.title, line.text, line.state) for line in lines]


def test_the_timeline_tells_of_needs_services_and_departures():
    case = CaseFactory(on=day(-60))
    service = service_of(
        case, NeedKind.HOUSING, name="Tukiasunto", state="queued", holds_from=day(-20)
    )
    wrong = tell(service, state="granted", holds_from=day(-10))
    take_back_state(state=wrong, told_by="", by=case.responsible)
    Need.objects.update(noted_on=day(-30))
    end_need(need=service.need, reason="goal_reached", on=day(-5), by=case.responsible)
    NetworkMemberFactory(case=case, name="Kati", ended_on=day(-3), end_reason="Eläkkeelle")
    NetworkMemberFactory(case=case, name="Veera", ended_on=day(9), end_reason="Vaihtaa työtä")

    assert needs_on_timeline(case) == [
        (day(9), "Veera lähtee verkostosta", "Vaihtaa työtä", "ahead"),
        (day(0), "Tänään", "", "today"),
        (day(-3), "Kati on lähtenyt verkostosta", "Eläkkeelle", ""),
        (day(-5), "Tuen tarve päättyi: Asuminen", "Tavoite saavutettiin", ""),
        (day(-20), "Tukiasunto", "Jonossa", ""),
        (day(-30), "Tuen tarve kirjattiin: Asuminen", "", ""),
    ]


def test_needs_that_were_noted_on_one_day_are_one_line():
    case = CaseFactory(on=day(-60))
    for kind in (NeedKind.HOUSING, NeedKind.DEBTS):
        NeedFactory(case=case, kind=kind, noted_on=day(-2))

    titles = [title for on, title, *_rest in needs_on_timeline(case) if on == day(-2)]

    assert titles == ["Tuen tarpeet kirjattiin: Asuminen, Velat"]


def tell(service, **facts):
    state = ServiceState(from_gate=True, told_on=facts["holds_from"], **facts)
    seen = service.states.get().pk
    tell_state(service=service, state=state, seen=seen, by=service.case.responsible)
    return state
