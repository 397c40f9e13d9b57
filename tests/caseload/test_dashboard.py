"""Supervisors see who carries what; never a client."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions.custody import record_custody
from cases.models import Case
from cases.phases import Phase
from tests.factories import (
    CaseFactory,
    ClientFactory,
    CustodyFactFactory,
    ReferralFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def supervisor(unit):
    return SupervisorFactory(unit=unit)


def numbers(response) -> list[str]:
    return [case.number for case in response.context["table"].page]


def test_dashboard_counts_the_cases_of_the_led_unit_by_worker_and_phase(client, unit, supervisor):
    case = CaseFactory(unit=unit)
    CaseFactory()
    client.force_login(supervisor)

    rows = client.get(reverse("caseload:dashboard")).context["rows"]

    assert [(row.name, [cell.count for cell in row.cells]) for row in rows] == [
        (case.responsible.get_full_name(), [1, 0, 0, 0])
    ]


def test_each_number_opens_a_list_as_long_as_the_number(client, unit, supervisor):
    today = timezone.localdate()
    CaseFactory(unit=unit, responsible=None, by=WorkerFactory(unit=unit))
    late = CaseFactory(unit=unit)
    PlanFactory(
        case=late,
        agreed=True,
        on=today - dt.timedelta(days=90),
        review_on=today - dt.timedelta(days=3),
    )
    leaving = CaseFactory(unit=unit)
    fact = CustodyFactFactory(case=leaving, release_on=today + dt.timedelta(days=10))
    record_custody(fact=fact, by=leaving.responsible)
    silent = CaseFactory(unit=unit)
    month_ago = timezone.now() - dt.timedelta(days=31)
    Case.objects.filter(pk=silent.pk).update(last_written_at=month_ago)
    client.force_login(supervisor)

    context = client.get(reverse("caseload:dashboard")).context
    opened = {tile["url"]: tile["number"] for tile in context["tiles"]}
    for row in context["rows"]:
        opened |= {cell.url: cell.count for cell in row.cells} | {row.total.url: row.total.count}
    opened |= {cell.url: cell.count for cell in context["totals"]}
    opened |= {week.url: week.total for week in context["weeks"]}

    lists = {url: client.get(url).context["table"].total for url in opened}
    assert lists == opened
    assert sorted(opened.values(), reverse=True)[:2] == [4, 4]


def test_late_review_shows_the_agreed_day_and_how_late_it_is(client, unit, supervisor):
    today = timezone.localdate()
    case = CaseFactory(unit=unit)
    agreed_for = today - dt.timedelta(days=3)
    PlanFactory(case=case, agreed=True, on=today - dt.timedelta(days=90), review_on=agreed_for)
    client.force_login(supervisor)

    response = client.get(reverse("caseload:dashboard_list"), {"lista": "myohassa"})

    row = response.context["table"].page[0]
    assert (row.number, row.review_on, row.late_days) == (case.number, agreed_for, 3)


@pytest.mark.parametrize("page", ["caseload:dashboard_list", "caseload:case_list"])
@pytest.mark.parametrize("direction", ["", "-"])
def test_order_of_a_supervisors_list_tells_the_week_of_release_and_not_the_day(
    client, unit, supervisor, page, direction
):
    client.force_login(supervisor)
    monday = timezone.localdate() + dt.timedelta(days=14 - timezone.localdate().weekday())
    days = [monday, monday + dt.timedelta(days=4)]

    def order_where_released(*on: dt.date) -> list[str]:
        for case, day in zip(cases, on, strict=True):
            Case.objects.filter(pk=case.pk).update(release_on=day)
        return numbers(client.get(reverse(page), {"jarjestys": f"{direction}vapautuminen"}))

    cases = [CaseFactory(unit=unit) for _each in days]

    assert order_where_released(*days) == order_where_released(*reversed(days))


def test_no_name_prison_or_day_of_release_stands_on_the_supervisors_pages(client, unit, supervisor):
    today = timezone.localdate()
    case = CaseFactory(unit=unit, client=ClientFactory(county=unit.county, last_name="Salaluoto"))
    release = today + dt.timedelta(days=9)
    record_custody(fact=CustodyFactFactory(case=case, release_on=release), by=case.responsible)
    client.force_login(supervisor)

    for name in ("caseload:dashboard", "caseload:dashboard_list"):
        content = client.get(reverse(name)).content.decode()
        assert case.responsible.get_full_name() in content
        assert "Salaluoto" not in content
        assert f"{release.day}.{release.month}." not in content.replace(
            f"{today.day}.{today.month}.", ""
        )


@pytest.mark.parametrize("name", ["dashboard", "dashboard_list", "untriaged_list"])
def test_the_dashboard_does_not_exist_for_others(client, unit, name):
    for user in (WorkerFactory(unit=unit), UserFactory(is_superuser=True)):
        client.force_login(user)

        assert client.get(reverse(f"caseload:{name}")).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"tyontekija": "x"},
        {"tyontekija": "9" * 40},
        {"vaihe": "' OR 1=1"},
        {"viikko": "2026-99"},
        {"viikko": "\x00"},
        {"lista": "muu"},
        {"page": "-1"},
        {"page": "kaksi"},
    ],
)
def test_a_malformed_address_shows_a_list_all_the_same(client, unit, supervisor, query):
    CaseFactory(unit=unit)
    client.force_login(supervisor)

    assert client.get(reverse("caseload:dashboard_list"), query).status_code == 200


@pytest.mark.parametrize("name", ["dashboard", "dashboard_list", "untriaged_list"])
def test_queries_do_not_grow_with_cases(client, unit, supervisor, name):
    today = timezone.localdate()
    client.force_login(supervisor)
    counts = []
    for more in (1, 29):
        for number in range(more):
            case = CaseFactory(unit=unit)
            PlanFactory(
                case=case,
                agreed=True,
                on=today - dt.timedelta(days=90),
                review_on=today - dt.timedelta(days=number + 1),
            )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse(f"caseload:{name}"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_every_phase_has_a_column(client, unit, supervisor):
    CaseFactory(unit=unit)
    client.force_login(supervisor)

    row = client.get(reverse("caseload:dashboard")).context["rows"][0]

    assert len(row.cells) == len(Phase)


def test_a_contact_that_came_just_now_has_not_waited_minutes(client, unit, supervisor):
    ReferralFactory(county=unit.county)
    client.force_login(supervisor)

    now = client.get(reverse("caseload:untriaged_list")).content.decode()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5)):
        later = client.get(reverse("caseload:untriaged_list")).content.decode()

    assert ("alle minuutin" in now, "alle minuutin" in later) == (True, False)
    assert "0\xa0minuuttia" not in now
