"""A supervisor's people: absences, office and licence, closing an account with its cases."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Absence, User
from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.actions.absences import record_absence
from cases.models import Case
from tests.factories import CaseFactory, SupervisorFactory, UnitFactory, UserFactory, WorkerFactory

pytestmark = pytest.mark.django_db

PEOPLE = reverse("caseload:people")
PAGES = ["person", "absence_add", "person_qualifications", "account_close", "account_reopen"]
PAGES += ["cases_hand_over"]


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


def page_of(name: str, user: User) -> str:
    return reverse(f"caseload:{name}", kwargs={"user_pk": user.pk})


def in_days(count: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=count)


def written(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def away(user: User, first: int = 0, last: int = 6, substitute: User | None = None) -> Absence:
    return record_absence(
        user=user,
        first_on=in_days(first),
        last_on=in_days(last),
        substitute=substitute,
        by=user,
    )


def close(client, user: User, **chosen: object):
    page = client.get(page_of("account_close", user))
    sent = {"seen": page.context["form"].stands} | chosen
    return client.post(page_of("account_close", user), sent)


def test_the_list_tells_who_is_away_now_and_later_and_who_stands_in(
    client, supervisor, unit, worker
):
    colleague, stranger = WorkerFactory(unit=unit), WorkerFactory()
    away(worker, substitute=colleague)
    away(colleague, 20, 21)
    CaseFactory(unit=unit, responsible=worker)

    html = client.get(PEOPLE).content.decode()

    assert f"{written(in_days(0))}–{written(in_days(6))}" in html
    assert f"sijaisena {colleague}" in html
    assert f"{written(in_days(20))}–{written(in_days(21))}" in html
    assert html.count("Nyt poissa:") == 1
    assert str(stranger) not in html


def test_an_absence_is_recorded_and_ended_on_its_pages(client, supervisor, unit, worker):
    case, colleague = CaseFactory(unit=unit, responsible=worker), WorkerFactory(unit=unit)
    sent = {
        "first_on": written(in_days(0)),
        "last_on": written(in_days(6)),
        "substitute": colleague.pk,
    }

    client.post(page_of("absence_add", worker), sent)
    during = list(Case.objects.visible_to(colleague))
    absence = worker.absences.get()
    client.post(reverse("caseload:absence_end", kwargs={"absence_pk": absence.pk}))

    assert during == [case]
    assert not Case.objects.visible_to(colleague).exists()
    assert "Poissaoloja ei ole kirjattu." in client.get(page_of("person", worker)).content.decode()


@pytest.mark.parametrize(
    ("first", "last", "field"), [(6, 0, "last_on"), (-9, -3, "last_on"), (1, 2, "first_on")]
)
def test_days_that_cannot_be_are_refused_and_stay_in_the_form(
    client, supervisor, worker, first, last, field
):
    away(worker)
    sent = {"first_on": written(in_days(first)), "last_on": written(in_days(last))}

    response = client.post(page_of("absence_add", worker), sent)

    assert list(response.context["form"].errors) == [field]
    assert written(in_days(last)) in response.content.decode()
    assert worker.absences.count() == 1


def test_closing_shows_the_cases_by_number_and_hands_each_over(client, supervisor, unit, worker):
    first, second, third = (CaseFactory(unit=unit, responsible=worker) for _n in range(3))
    one, two = WorkerFactory(unit=unit), WorkerFactory(unit=unit)

    page = client.get(page_of("account_close", worker)).content.decode()
    answer = close(client, worker, all_to=one.pk, reason="Lähtee", **{f"case_{second.pk}": two.pk})

    assert all(case.number in page for case in (first, second, third))
    assert "3 avointa asiaa siirretään tässä" in page
    assert answer.url == PEOPLE
    found = [Case.objects.get(pk=case.pk).responsible for case in (first, second, third)]
    assert found == [one, two, one]
    assert not User.objects.get(pk=worker.pk).is_active


def test_closing_shows_no_client_and_each_case_is_logged_as_read(client, supervisor, worker, unit):
    case = CaseFactory(unit=unit, responsible=worker)

    page = client.get(page_of("account_close", worker)).content.decode()

    assert case.client.last_name not in page
    read = AuditEvent.objects.of_case(case.pk).get(action=Action.CASE_READ)
    assert read.details == {"width": "list"}


def test_cases_that_nobody_is_chosen_for_wait_for_the_supervisor(client, supervisor, unit, worker):
    case = CaseFactory(unit=unit, responsible=worker)

    close(client, worker)

    assert Case.objects.carried_by_nobody().get() == case


def test_closing_tells_who_is_left_without_a_substitute(client, supervisor, unit, worker):
    colleague = WorkerFactory(unit=unit)
    away(colleague, substitute=worker)

    html = client.get(page_of("account_close", worker)).content.decode()

    assert f"{colleague} ({written(in_days(0))}–{written(in_days(6))}) jää ilman sijaista." in html


def test_a_case_of_another_unit_is_told_by_number_of_cases_only(client, supervisor, worker):
    other = UnitFactory(county=worker.organisation)
    worker.unit_memberships.create(unit=other, role="worker")
    case = CaseFactory(unit=other, responsible=worker)

    page = client.get(page_of("account_close", worker)).content.decode()
    close(client, worker)

    assert case.number not in page
    assert "1 toisen yksikön avoin asia odottaa" in page
    assert Case.objects.get(pk=case.pk).responsible == worker


def test_handing_over_without_a_reason_is_refused_beside_its_field(
    client, supervisor, unit, worker
):
    CaseFactory(unit=unit, responsible=worker)

    answer = close(client, worker, all_to=WorkerFactory(unit=unit).pk)

    assert list(answer.context["form"].errors) == ["reason"]
    assert User.objects.get(pk=worker.pk).is_active


def hand_over(client, user: User, **chosen: object):
    page = client.get(page_of("cases_hand_over", user))
    sent = {"seen": page.context["form"].stands} | chosen
    return client.post(page_of("cases_hand_over", user), sent)


def test_the_cases_of_who_has_left_are_handed_over_to_several(client, supervisor, unit, worker):
    first, second = (CaseFactory(unit=unit, responsible=worker) for _n in range(2))
    one, two = WorkerFactory(unit=unit), WorkerFactory(unit=unit)
    close(client, worker)

    answer = hand_over(
        client, worker, all_to=one.pk, reason="Lähti", **{f"case_{second.pk}": two.pk}
    )

    assert answer.url == page_of("person", worker)
    found = [Case.objects.get(pk=case.pk).responsible for case in (first, second)]
    assert found == [one, two]


def test_nobody_chosen_is_said_beside_the_field(client, supervisor, unit, worker):
    CaseFactory(unit=unit, responsible=worker)

    answer = hand_over(client, worker, reason="Lähtee")

    assert list(answer.context["form"].errors) == ["all_to"]


def test_handing_over_shows_no_client(client, supervisor, unit, worker):
    case = CaseFactory(unit=unit, responsible=worker)

    page = client.get(page_of("cases_hand_over", worker)).content.decode()

    assert "1 avoin asia" in page
    assert case.client.last_name not in page


def test_where_there_is_nothing_to_hand_over_the_page_leads_back(client, supervisor, worker):
    assert client.get(page_of("cases_hand_over", worker)).url == page_of("person", worker)


def test_an_administrator_records_an_absence_and_closes_nothing_here(client, unit, worker):
    administrator = UserFactory(is_superuser=True, organisation=unit.county)
    client.force_login(administrator)
    sent = {"first_on": written(in_days(0)), "last_on": written(in_days(6))}

    client.post(page_of("absence_add", worker), sent)

    assert worker.absences.exists()
    assert close_status(client, worker) == 403
    assert client.get(PEOPLE).status_code == 404


def test_nothing_is_closed_where_a_case_came_meanwhile(client, supervisor, unit, worker):
    seen = CaseFactory(unit=unit, responsible=worker)
    new = CaseFactory(unit=unit, responsible=worker)

    answer = client.post(page_of("account_close", worker), {"seen": str(seen.pk)})

    assert "muuttuivat juuri" in answer.content.decode()
    assert User.objects.get(pk=worker.pk).is_active
    assert new.number in answer.content.decode()


def test_a_closed_account_is_listed_as_closed_and_opened_again(client, supervisor, worker):
    close(client, worker)

    listed = client.get(PEOPLE).content.decode()
    client.post(page_of("account_reopen", worker))

    assert "tunnus suljettu" in listed
    assert User.objects.get(pk=worker.pk).is_active


def test_office_and_licence_are_recorded_and_logged(client, supervisor, worker):
    client.post(page_of("person_qualifications", worker), {"is_social_worker": "on"})

    worker.refresh_from_db()
    assert (worker.is_office_holder, worker.is_social_worker) == (False, True)
    event = AuditEvent.objects.get(action=Action.QUALIFICATIONS_RECORDED)
    assert event.details == {"user": worker.pk, "office": False, "social_worker": True}


@pytest.mark.parametrize("name", PAGES)
def test_people_of_other_units_and_administrators_do_not_exist_here(client, supervisor, unit, name):
    administrator = UserFactory(is_superuser=True, organisation=unit.county)
    administrator.unit_memberships.create(unit=unit, role="worker")

    for person in (WorkerFactory(), administrator):
        assert client.get(page_of(name, person)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_who_leads_no_unit_has_none_of_these_pages(client, unit, worker, name):
    client.force_login(WorkerFactory(unit=unit))

    assert client.get(page_of(name, worker)).status_code == 404
    assert client.get(PEOPLE).status_code == 404


def test_an_absence_of_another_unit_cannot_be_ended(client, supervisor):
    absence = away(WorkerFactory())

    page = reverse("caseload:absence_end", kwargs={"absence_pk": absence.pk})

    assert client.post(page).status_code == 404


def test_nobody_closes_a_supervisors_account_or_their_own(client, supervisor, unit):
    for person in (supervisor, SupervisorFactory(unit=unit)):
        assert close_status(client, person) == 403


def close_status(client, person: User) -> int:
    return client.post(page_of("account_close", person), {"seen": ""}).status_code


def test_nobody_records_their_own_licence(client, supervisor):
    assert client.get(page_of("person_qualifications", supervisor)).status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_takes_as_many_queries_for_many_people(
    client, supervisor, unit, count, django_assert_num_queries
):
    for _n in range(count):
        person = WorkerFactory(unit=unit)
        away(person, substitute=supervisor)
        CaseFactory(unit=unit, responsible=person)

    with django_assert_num_queries(14):
        client.get(PEOPLE)


@pytest.mark.parametrize("count", [2, 5])
def test_the_page_of_closing_takes_as_many_queries_beside_the_log(
    client, supervisor, unit, worker, count, django_assert_num_queries
):
    for _n in range(count):
        CaseFactory(unit=unit, responsible=worker)

    with django_assert_num_queries(17 + count):
        client.get(page_of("account_close", worker))


@pytest.mark.parametrize(("number", "folded"), [(2, False), (13, True)])
def test_many_cases_are_given_one_by_one_behind_a_line(
    client, supervisor, unit, worker, number, folded
):
    for _n in range(number):
        CaseFactory(unit=unit, responsible=worker)

    html = client.get(page_of("account_close", worker)).content.decode()

    assert ("<details" in html.partition("<main")[2]) is folded
