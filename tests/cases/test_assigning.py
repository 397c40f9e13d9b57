"""A supervisor gives cases to workers, one or many, and comes back to the list."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.actions.absences import record_absence
from cases.actions.leaving import close_account
from cases.actions.team import assign_worker
from cases.forms.worker_choice import Workers
from cases.models import Case, CaseMembership
from cases.permissions import CaseRole
from notifications.models import Notice
from notifications.vocabulary import NoticeKind
from tests.factories import (
    CaseFactory,
    CountyFactory,
    SupervisorFactory,
    UnitFactory,
    WorkerFactory,
)
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db

LIST = reverse("caseload:dashboard_list") + "?lista=nimeamatta&page=2"
MANY = reverse("cases:workers_assign")


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def supervisor(client, unit):
    user = SupervisorFactory(unit=unit)
    client.force_login(user)
    return user


@pytest.fixture
def worker(unit):
    return WorkerFactory(unit=unit)


def page_of(case: Case) -> str:
    return reverse("cases:worker_assign", kwargs={"case_pk": case.pk})


def chosen(*cases: Case) -> list[str]:
    return [f"{case.pk}-{case.responsible_id or 0}" for case in cases]


def give(client, worker, *cases: Case, **more):
    return client.post(MANY, {"asia": chosen(*cases), "user": worker.pk, "takaisin": LIST} | more)


def responsible(*cases: Case) -> list:
    return [Case.objects.get(pk=case.pk).responsible for case in cases]


def said(client) -> str:
    return client.get(reverse("caseload:dashboard_list")).content.decode()


def test_one_comes_back_to_the_list_with_its_filters_and_page(client, supervisor, unit, worker):
    case = CaseFactory(unit=unit, responsible=None)

    page = client.get(page_of(case), headers={"Referer": f"http://testserver{LIST}"})
    answer = client.post(page_of(case), {"user": worker.pk, "takaisin": page.context["back"]})

    assert answer.url == LIST


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/x", "//evil.example/x", "/\\evil.example", "javascript:alert(1)", ""],
)
def test_the_way_back_leads_to_no_other_site(client, supervisor, unit, worker, elsewhere):
    case = CaseFactory(unit=unit, responsible=None)

    answer = client.post(page_of(case), {"user": worker.pk, "takaisin": elsewhere})

    assert answer.url == reverse("caseload:dashboard_list")


def test_why_the_worker_changes_is_asked_and_kept_and_at_first_it_need_not_be(
    client, supervisor, unit, worker
):
    fresh, carried = CaseFactory(unit=unit, responsible=None), CaseFactory(unit=unit)

    client.post(page_of(fresh), {"user": worker.pk})
    refused = client.post(page_of(carried), {"user": worker.pk})
    client.post(page_of(carried), {"user": worker.pk, "reason": "Tilaa enemmän"})

    assert list(refused.context["form"].errors) == ["reason"]
    assert responsible(fresh, carried) == [worker, worker]
    present = CaseMembership.objects.in_team().get(case=carried, user=worker)
    assert present.begin_reason == "Tilaa enemmän"


def test_beside_each_name_stand_unit_open_cases_and_until_when_away(unit, worker):
    CaseFactory(unit=unit, responsible=worker)
    today = timezone.localdate()
    record_absence(user=worker, first_on=today, last_on=today, substitute=None, by=worker)
    other = UnitFactory(county=unit.county, name_fi="A ensin aakkosissa")
    elsewhere = WorkerFactory(unit=other, title="")

    [own, far] = Workers(unit.county_id, unit, today).options

    away = f"poissa {today.day}.{today.month}.{today.year} asti"
    label = f"{worker}, sosiaalityöntekijä, 1 avoin asia, {away}"
    assert own == (unit.name, [(worker.pk, label)])
    assert far == (other.name, [(elsewhere.pk, f"{elsewhere}, 0 avointa asiaa")])


def test_the_choice_takes_as_many_queries_for_many_workers(unit, django_assert_num_queries):
    for count in (1, 5):
        for _n in range(count):
            WorkerFactory(unit=unit)

        with django_assert_num_queries(5):
            assert Workers(unit.county_id, unit, timezone.localdate()).options


def test_many_cases_go_to_one_worker_with_one_confirmation(client, supervisor, unit, worker):
    cases = [CaseFactory(unit=unit, responsible=None) for _n in range(3)]
    listed = client.get(reverse("caseload:dashboard_list")).content.decode()

    page = client.get(MANY, {"asia": chosen(*cases), "takaisin": LIST})
    answer = give(client, worker, *cases)

    assert all(value in listed for value in chosen(*cases))
    assert list(page.context["cases"]) == sorted(cases, key=lambda case: case.number)
    assert answer.url == LIST
    assert responsible(*cases) == [worker] * 3
    dues = Due.objects.present().filter(kind=DueKind.PERSONAL_WORKER)
    assert not dues.exists()


def test_the_new_worker_is_told_once_of_all(client, supervisor, unit, worker):
    give(client, worker, *[CaseFactory(unit=unit, responsible=None) for _n in range(3)])

    [notice] = Notice.objects.filter(receiver=worker)
    assert (notice.kind, notice.parameters) == (NoticeKind.CASES_ASSIGNED, {"count": 3})


def test_a_double_click_gives_once(client, supervisor, unit, worker):
    cases = [CaseFactory(unit=unit, responsible=None) for _n in range(2)]
    key = str(uuid.uuid4())

    answers = [give(client, worker, *cases, form_key=key).url for _click in range(2)]

    assert answers == [LIST, LIST]
    assert CaseMembership.objects.filter(user=worker).count() == 2


def test_what_somebody_gave_away_meanwhile_stays_and_the_rest_is_done(
    client, supervisor, unit, worker
):
    stale, closed, ready = (CaseFactory(unit=unit, responsible=None) for _n in range(3))
    other = WorkerFactory(unit=unit)
    sent = chosen(stale, closed, ready)
    assign_worker(case=stale, user=other, role=CaseRole.RESPONSIBLE, by=other)
    Case.objects.filter(pk=closed.pk).update(status="closed", closed_on=closed.opened_on)

    client.post(MANY, {"asia": sent, "user": worker.pk, "reason": "Tilaa", "takaisin": LIST})

    assert responsible(stale, closed, ready) == [other, None, worker]
    told = said(client)
    assert f"1 asia on nyt työntekijällä: {worker}." in told
    assert f"{stale.number}: joku antoi sen juuri: {other}" in told
    assert f"{closed.number}: asia päätettiin" in told


def test_a_case_whose_worker_has_left_meanwhile_is_given_all_the_same(
    client, supervisor, unit, worker
):
    case = CaseFactory(unit=unit)
    sent = chosen(case)
    close_account(user=case.responsible, by=supervisor)

    client.post(MANY, {"asia": sent, "user": worker.pk, "reason": "Tilaa", "takaisin": LIST})

    assert responsible(case) == [worker]


def test_cases_of_other_units_are_not_given_and_not_shown(client, supervisor, unit, worker):
    own, other = CaseFactory(unit=unit, responsible=None), CaseFactory(responsible=None)

    page = client.get(MANY, {"asia": chosen(own, other)})
    give(client, worker, own, other)

    assert other.number not in page.content.decode()
    assert responsible(own, other) == [worker, None]


def test_without_a_choice_one_is_sent_back_and_told(client, supervisor):
    answer = client.get(MANY, {"takaisin": LIST})

    assert answer.url == LIST
    assert "Valitse ensin asiat" in said(client)


@pytest.mark.parametrize("value", ["x", "1", "-1-2", "9" * 40 + "-0", "1-\x00"])
def test_a_malformed_choice_is_no_choice(client, supervisor, value):
    assert client.get(MANY, {"asia": value}).status_code == 302


def test_who_leads_no_unit_has_no_such_page(client, worker):
    client.force_login(worker)

    assert client.get(MANY).status_code == 404


def test_a_worker_of_another_county_cannot_be_chosen(client, supervisor, unit):
    case = CaseFactory(unit=unit, responsible=None)
    stranger = WorkerFactory(unit=UnitFactory(county=CountyFactory(code="muu")))

    answer = give(client, stranger, case)

    assert list(answer.context["form"].errors) == ["user"]


@pytest.mark.parametrize("count", [2, 8])
def test_the_page_of_many_takes_as_many_queries_beside_the_log(
    client, supervisor, unit, count, django_assert_num_queries
):
    cases = [CaseFactory(unit=unit) for _n in range(count)]

    with django_assert_num_queries(15 + count):
        client.get(MANY, {"asia": chosen(*cases)})
