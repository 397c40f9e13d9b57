"""The page of a departure: who opens it, who presses, and whose numbers each sees."""

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from cases.actions.team import open_for_purpose
from networks.members.actions.changing import name_successor
from networks.models import DirectoryDeparture, NetworkMember
from tests.factories import (
    CaseFactory,
    CountyFactory,
    DirectoryServiceFactory,
    NetworkMemberFactory,
    PartnerFactory,
    PrisonOfficerFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)
from tests.networks.departing import NAME, ORGANISATION, day, region

pytestmark = pytest.mark.django_db

TOLD = {"last_day": f"{day(20):%d.%m.%Y}", "reason": "Vaihtaa työtä"}


def page_of(there):
    return reverse("networks:person_departure", args=[there.person.pk])


def counted(client, there, user):
    client.force_login(user)
    counts = client.get(page_of(there)).context["counts"]
    return {row.unit: (row.naming, row.told, row.waiting) for row in counts}


def test_one_confirmation_tells_the_teams_of_three_units(client):
    there = region(cases_in_a_unit=2)
    client.force_login(there.administrator)

    response = client.post(page_of(there), TOLD)

    assert response.status_code == 302
    assert NetworkMember.objects.filter(ended_on=day(21)).count() == 6


def test_the_administrator_sees_no_case_and_no_client(client):
    there = region(cases_in_a_unit=2)
    client.force_login(there.administrator)

    pages = [client.get(page_of(there)), client.post(page_of(there), TOLD, follow=True)]

    told = " ".join(page.content.decode() for page in pages)
    secret = [text for case in there.cases for text in (case.number, case.client.last_name)]
    assert [text for text in secret if text in told] == []
    assert [page.context["counts"] for page in pages] == [[], []]


def test_nobody_opens_a_case_after_it_who_might_not_before(client):
    there = region()
    urls = [case.get_absolute_url() for case in there.cases]
    people = [there.administrator, *(SupervisorFactory(unit=unit) for unit in there.units)]

    def opened():
        found = []
        for user in people:
            client.force_login(user)
            found += [client.get(url).status_code for url in urls]
        return found

    before = opened()
    there.leave()

    assert opened() == before == [404] * 12


def test_a_supervisor_sees_the_numbers_of_the_led_units_only(client):
    there = region(cases_in_a_unit=2)
    supervisor = SupervisorFactory(unit=there.units[0])
    before = counted(client, there, supervisor)

    there.leave()

    assert before == {there.units[0]: (2, 0, 0)}
    assert counted(client, there, supervisor) == {there.units[0]: (2, 2, 2)}


def test_a_worker_sees_the_number_of_the_own_cases_only(client):
    there = region(cases_in_a_unit=2)
    colleague = CaseFactory(unit=there.units[0])
    NetworkMemberFactory(case=colleague, name=NAME, organisation_name=ORGANISATION)

    assert counted(client, there, colleague.responsible) == {there.units[0]: (1, 0, 0)}


def test_a_worker_is_led_to_the_own_cases_in_which_nobody_goes_on(client):
    there = region(cases_in_a_unit=2, units=2)
    there.leave()
    mine, other = there.cases[0], there.cases[-1]
    client.force_login(mine.responsible)

    [notice] = mine.responsible.notices.filter(kind="successions_open")
    page = client.get(notice.link).content.decode()

    networks = [reverse("networks:network", args=[case.pk]) in page for case in (mine, other)]
    assert networks == [True, False]


def test_a_case_that_was_opened_for_a_purpose_is_not_named_there(client):
    there = region(units=1)
    there.leave()
    [case] = there.cases
    supervisor = SupervisorFactory(unit=there.units[0])
    open_for_purpose(case=case, by=supervisor, purpose="Kantelu: selvitys.")
    client.force_login(supervisor)

    page = client.get(page_of(there))

    assert (page.context["left_open"], len(page.context["counts"])) == ([], 1)
    assert case.client.last_name not in page.content.decode()


def test_whose_cases_are_named_there_stands_in_the_log(client):
    there = region(units=1)
    there.leave()
    [case] = there.cases
    client.force_login(case.responsible)
    named = AuditEvent.objects.filter(client_ids__contains=[case.client_id])
    before = named.count()

    client.get(page_of(there))

    assert named.count() == before + 1


def test_a_case_in_which_somebody_goes_on_is_not_among_them(client):
    there = region(units=1)
    there.leave()
    [case] = there.cases
    follower = NetworkMemberFactory(case=case)
    client.force_login(case.responsible)
    before = client.get(page_of(there)).context["left_open"]

    name_successor(member=before[0], successor=follower, by=case.responsible)

    assert (len(before), client.get(page_of(there)).context["left_open"]) == (1, [])


@pytest.mark.parametrize(("last_day", "is_told"), [("", True), (day(30), True), (day(20), False)])
def test_whoever_changes_the_last_day_reads_that_the_teams_go_by_another(client, last_day, is_told):
    there = region(units=1)
    there.leave()
    client.force_login(there.administrator)
    url = reverse("networks:listed_person_edit", args=[there.person.pk])
    form = client.get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"valid_until": f"{last_day:%d.%m.%Y}" if last_day else ""}

    pages = [client.post(url, typed, follow=True), client.get(page_of(there))]

    words = ("mene heille", "Hakemistossa on nyt toinen viimeinen päivä")
    shown = [word in page.content.decode() for word, page in zip(words, pages, strict=True)]
    assert shown == [is_told, is_told]


def test_whoever_changes_something_else_reads_no_warning(client):
    there = region(units=1)
    there.leave()
    client.force_login(there.administrator)
    url = reverse("networks:listed_person_edit", args=[there.person.pk])
    form = client.get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    client.post(url, typed | {"valid_until": ""})
    typed |= {"version": client.get(url).context["form"]["version"].value()}

    page = client.post(url, typed | {"valid_until": "", "phone": "040 1"}, follow=True)

    there.person.refresh_from_db()
    assert there.person.phone == "040 1"
    assert "mene heille" not in page.content.decode()


@pytest.mark.parametrize("who", ["worker", "supervisor"])
def test_only_the_administrator_tells_of_it(client, who):
    there = region(units=1)
    make = {"worker": WorkerFactory, "supervisor": SupervisorFactory}[who]
    client.force_login(make(unit=there.units[0]))

    answers = client.get(page_of(there)), client.post(page_of(there), TOLD)

    assert [answer.status_code for answer in answers] == [200, 404]
    assert "form" not in answers[0].content.decode().split("<main")[1].split("</main")[0]
    assert DirectoryDeparture.objects.count() == 0


def strangers():
    other = CountyFactory(code="muu")
    return [
        WorkerFactory(unit=UnitFactory(county=other)),
        UserFactory(is_superuser=True, organisation=other),
        PrisonOfficerFactory(),
        PartnerFactory(),
        UserFactory(organisation=CountyFactory()),
    ]


def test_for_all_others_there_is_nothing(client):
    there = region(units=1)
    service = DirectoryServiceFactory(organisation=there.organisation)
    urls = [
        page_of(there),
        reverse("networks:organisation_departure", args=[there.organisation.pk]),
        reverse("networks:service_departure", args=[service.pk]),
    ]

    found = set()
    for user in strangers():
        client.force_login(user)
        found |= {client.get(url).status_code for url in urls}
        found |= {client.post(url, TOLD).status_code for url in urls}

    assert found == {404}
    assert DirectoryDeparture.objects.count() == 0


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"last_day": "", "reason": "x"}, "last_day"),
        ({"last_day": "31.2.2027", "reason": "x"}, "last_day"),
        ({"last_day": "1.1.2001", "reason": "x"}, "last_day"),
        (TOLD | {"reason": ""}, "reason"),
    ],
)
def test_the_form_says_what_is_wrong_and_does_nothing(client, form, field):
    there = region(units=1)
    client.force_login(there.administrator)

    response = client.post(page_of(there), form)

    assert list(response.context["form"].errors) == [field]
    assert {name: response.context["form"][name].value() for name in form} == form
    assert NetworkMember.objects.filter(ended_on=None).count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(client, count, django_assert_num_queries):
    there = region(cases_in_a_unit=count)
    there.leave()
    client.force_login(SupervisorFactory(unit=there.units[0]))
    client.get(page_of(there))

    with django_assert_num_queries(17):
        client.get(page_of(there))


def test_the_directory_leads_to_the_page(client):
    there = region(units=1)
    client.force_login(there.administrator)

    page = client.get(reverse("networks:directory_organisation", args=[there.organisation.pk]))

    assert page_of(there) in page.content.decode()


def test_the_dashboard_counts_the_cases_of_the_led_units_in_which_nobody_follows(client):
    there = region(cases_in_a_unit=2)
    departure = there.leave()
    client.force_login(SupervisorFactory(unit=there.units[0]))

    page = client.get(reverse("caseload:dashboard"))

    assert page.context["departures"] == [(departure, 2)]
    assert page_of(there) in page.content.decode()
