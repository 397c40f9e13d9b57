"""The list of cases: when the client comes out, and what is due next."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.caseload.walk import released
from tests.factories import CaseFactory, NoteFactory, SupervisorFactory
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db

LIST, MY_WORK = reverse("caseload:case_list"), reverse("caseload:my_work")
TODAY = dt.date(2026, 11, 30)
FRIDAY = dt.date(2026, 12, 18)


@pytest.fixture(autouse=True)
def last_of_november():
    with time_machine.travel(dt.datetime(2026, 11, 30, 10, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def case():
    """Opened today, met today, released on a Friday: the assessment is due by the gate."""
    case = CaseFactory(on=TODAY)
    released(case, FRIDAY)
    NoteFactory(case=case, occurred_on=TODAY)
    return case


def page(client, user, url=LIST):
    client.force_login(user)
    return client.get(url)


@pytest.mark.parametrize("url", [LIST, MY_WORK])
def test_whoever_may_open_the_case_sees_that_the_day_is_awkward(client, case, url):
    html = page(client, case.responsible, url).content.decode()

    assert "pe\xa018.12.2026" in html or "pe 18.12.2026" in html
    assert "Perjantai" in html


def test_a_supervisor_reads_neither_the_day_nor_its_mark(client, case):
    html = page(client, SupervisorFactory(unit=case.unit)).content.decode()

    assert "51" in html
    assert "18.12." not in html
    assert "Perjantai" not in html


def test_the_list_shows_what_is_due_next_with_its_day_to_who_may_open_the_case(client, case):
    response = page(client, case.responsible)

    [row] = response.context["table"].page
    assert row.next_due.kind == DueKind.ASSESSMENT
    assert dt_of(row) in response.content.decode()


def test_a_day_that_would_tell_the_release_is_a_week_to_a_supervisor(client, case):
    response = page(client, SupervisorFactory(unit=case.unit))

    [row] = response.context["table"].page
    html = response.content.decode()
    assert row.next_due.tells_release
    assert dt_of(row) not in html
    assert f"vk {row.next_due.day.isocalendar().week}/2026" in html


def test_where_nothing_is_due_by_now_the_next_day_is_shown(client):
    case = CaseFactory(on=TODAY)
    released(case, TODAY + dt.timedelta(days=200))
    NoteFactory(case=case, occurred_on=TODAY)

    [row] = page(client, case.responsible).context["table"].page

    assert (row.next_due.kind, row.next_due.more) == (DueKind.SILENCE, 0)
    assert row.next_due.day == TODAY + dt.timedelta(days=30)


@pytest.mark.parametrize("url", [LIST, reverse("caseload:dashboard_list")])
def test_whoever_is_out_already_stands_by_the_day_on_which_they_came_out(client, url):
    supervisor = SupervisorFactory()
    unit = supervisor.unit_memberships.get().unit
    coming, out = CaseFactory(on=TODAY, unit=unit), CaseFactory(on=TODAY, unit=unit)
    released(coming, TODAY + dt.timedelta(days=30))
    released(out, TODAY + dt.timedelta(days=60), released_on=TODAY - dt.timedelta(days=20))

    rows = page(client, supervisor, url).context["table"].page

    assert list(rows) == [out, coming]


def dt_of(row) -> str:
    day = row.next_due.day
    return f"{day.day}.{day.month}.{day.year}"
