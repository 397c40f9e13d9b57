"""My work, the case list and the overview: what they show, to whom, and what it costs."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from audit.models import AuditEvent
from audit.vocabulary import Action
from caseload.case_page.countdown import countdown_of
from caseload.case_page.gathered_facts import facts_of
from caseload.case_page.timeline import Part, timeline_of
from caseload.closing import close_case
from caseload.course.next_action import dues_of
from caseload.my_work.groups import Group
from caseload.my_work.listings import cases_of, with_actions
from caseload.my_work.tasks import dues_for
from cases.actions.absences import record_absence
from cases.actions.team import assign_worker, open_for_purpose
from cases.models import Case, CaseClosure
from cases.permissions import CaseRole
from continuity.need_kinds import NeedKind
from tests.caseload.walk import assessment_begun, assessment_ready, plan_in_force, released
from tests.factories import (
    CaseFactory,
    ClientFactory,
    CountyFactory,
    NetworkMemberFactory,
    NoteFactory,
    PrisonOfficerFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
    service_of,
)

pytestmark = pytest.mark.django_db

CANARY = "Kanarianlintu"
MY_WORK = reverse("caseload:my_work")
LIST = reverse("caseload:case_list")


def day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def case_named(name, worker, **given):
    client = ClientFactory(county=worker.county, last_name=name)
    return CaseFactory(
        client=client, unit=UnitFactory(county=worker.county), responsible=worker, **given
    )


def tasks_of(worker):
    """What the worker has to do today."""
    cases = cases_of(worker, day(0))
    return dues_for(worker, cases, dues_of(cases), day(0))


def busy_case(worker, number):
    case = case_named(f"Esimerkki{number}", worker)
    released(case, day(20 + number), custody_started_on=None)
    NoteFactory(case=case)
    if number % 3 == 0:
        assessment_begun(case)
    else:
        assessment_ready(case)
    if number % 3 == 1:
        plan_in_force(case, day(10))
    return case


def test_my_work_groups_the_cases_by_release(client):
    worker = WorkerFactory()
    for offset, out in ((10, None), (60, None), (None, None), (-10, None), (-10, day(-10))):
        released(
            case_named("A", worker),
            None if offset is None else day(offset),
            custody_started_on=None,
            released_on=out,
        )
    client.force_login(worker)

    parts = client.get(MY_WORK).context["table"].parts

    assert [(part.label, part.count, len(part.rows)) for part in parts] == [
        (Group.PASSED.label, 1, 1),
        (Group.SOON.label, 1, 1),
        (Group.LATER.label, 1, 1),
        (Group.UNKNOWN.label, 1, 1),
        (Group.RELEASED.label, 1, 1),
    ]


def standing_in(substitute):
    """A case of a colleague who is away today."""
    case = case_named("B", WorkerFactory(unit=UnitFactory(county=substitute.county)))
    record_absence(
        user=case.responsible,
        first_on=day(0),
        last_on=day(6),
        substitute=substitute,
        by=case.responsible,
    )
    return case


def test_the_cases_of_an_absent_colleague_stand_apart_in_my_work(client):
    worker = WorkerFactory()
    case_named("A", worker)
    standing_in(worker)
    client.force_login(worker)

    parts = client.get(MY_WORK).context["table"].parts

    assert [(part.label, part.count) for part in parts] == [
        (Group.UNKNOWN.label, 1),
        (Group.STANDING_IN.label, 1),
    ]


def test_a_task_of_an_absent_colleague_says_whose_it_is(client):
    worker = WorkerFactory()
    case = standing_in(worker)
    client.force_login(worker)

    response = client.get(MY_WORK)

    assert {task.absent for task in response.context["tasks"]} == {case.responsible}
    assert f"Sijaistat: {case.responsible}" in response.content.decode()


def test_ones_own_task_names_no_absent_colleague(client):
    worker = WorkerFactory()
    case_named("A", worker)
    client.force_login(worker)

    assert {task.absent for task in client.get(MY_WORK).context["tasks"]} == {None}


def test_my_work_shows_a_page_of_cases_and_counts_them_all(client, monkeypatch):
    monkeypatch.setattr("listings.table.ROWS_A_PAGE", 2)
    worker = WorkerFactory()
    for offset in (60, 10, 20, None):
        released(
            case_named("A", worker),
            None if offset is None else day(offset),
            custody_started_on=None,
        )
    client.force_login(worker)

    first, second = (client.get(MY_WORK, {"page": page}).context["table"] for page in (1, 2))

    assert [(part.count, len(part.rows)) for part in first.parts] == [(2, 2)]
    assert [(part.count, len(part.rows)) for part in second.parts] == [(1, 1), (1, 1)]
    assert first.total == 4


def test_my_work_puts_what_is_late_first_and_leaves_out_what_only_waits():
    worker = WorkerFactory()
    waits, late, later = (case_named(name, worker) for name in "ABC")
    for case, review in ((waits, 90), (late, -5), (later, -1)):
        released(case, day(200), custody_started_on=None)
        assessment_ready(case)
        plan_in_force(case, day(review), on=day(-30))

    tasks = [due.case_id for due in tasks_of(worker) if due.kind == "review"]

    assert tasks == [late.pk, later.pk]


def test_each_thing_that_is_due_is_a_row_of_its_own():
    worker = WorkerFactory()
    case = case_named("A", worker, on=day(-20))
    released(case, day(5), release_certainty="estimated", custody_started_on=None)

    assert {due.kind for due in tasks_of(worker)} == {
        "first_meeting",
        "assessment",
        "release_unsure",
    }


def test_a_colleagues_case_is_in_the_table_and_not_among_the_tasks():
    case = CaseFactory()
    member = WorkerFactory(unit=case.unit)
    assign_worker(case=case, user=member, role=CaseRole.MEMBER, by=case.responsible)

    assert cases_of(member, day(0)) == [case]
    assert tasks_of(member) == []


def test_a_case_opened_for_a_purpose_is_nobodys_work():
    case = CaseFactory()
    supervisor = SupervisorFactory(unit=case.unit)
    open_for_purpose(case=case, by=supervisor, purpose="Muistutus")

    assert cases_of(supervisor, day(0)) == []


def test_a_follow_up_is_a_task_from_its_day_though_the_case_is_closed(client):
    worker = WorkerFactory()
    case = case_named("Seurattava", worker)
    closure = CaseClosure(case=case, reason="no_longer_needed", follow_up_on=day(0))
    close_case(closure=closure, by=worker)
    client.force_login(worker)

    assert "Seurattava" in client.get(MY_WORK).content.decode()


def test_a_worker_without_cases_is_told_how_they_come(client):
    client.force_login(WorkerFactory())

    assert "Sinulla ei ole asioita." in client.get(MY_WORK).content.decode()


@pytest.mark.parametrize("page", [MY_WORK, LIST])
def test_the_pages_of_the_county_do_not_exist_for_a_prison_officer(client, page):
    client.force_login(PrisonOfficerFactory())

    assert client.get(page).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("page", [MY_WORK, LIST])
def test_a_list_asks_the_same_number_of_queries_for_1_and_30_cases(
    client, page, django_assert_max_num_queries
):
    check_queries(client, page, 30, django_assert_max_num_queries)


@pytest.mark.parametrize("page", [MY_WORK, LIST])
def test_a_list_asks_the_same_number_of_queries_for_1_and_4_cases(
    client, page, django_assert_max_num_queries
):
    check_queries(client, page, 4, django_assert_max_num_queries)


def check_queries(client, page, count, limit):
    worker = WorkerFactory()
    busy_case(worker, 0)
    client.force_login(worker)
    client.get(page)

    with limit(30) as with_one:
        client.get(page)
    for number in range(1, count):
        busy_case(worker, number)
    with limit(len(with_one)):
        client.get(page)


def test_the_overview_asks_a_bounded_number_of_queries(client, django_assert_max_num_queries):
    worker = WorkerFactory()
    case = busy_case(worker, 1)
    service_of(case, NeedKind.PEER, state="queued")
    client.force_login(worker)
    client.get(case.get_absolute_url())

    with django_assert_max_num_queries(27) as with_few:
        client.get(case.get_absolute_url())
    NoteFactory.create_batch(12, case=case)
    for offset in (30, 40, 50):
        released(case, day(offset), custody_started_on=None)
    for kind in (NeedKind.HOUSING, NeedKind.DEBTS, NeedKind.PHONE):
        service_of(case, kind, state="running")
        successor = NetworkMemberFactory(case=case)
        NetworkMemberFactory(case=case, ended=True, successor=successor)
    with django_assert_max_num_queries(len(with_few)):
        client.get(case.get_absolute_url())


def test_a_supervisor_lists_number_worker_and_week_and_no_name_or_day(client):
    worker = WorkerFactory()
    case = case_named(CANARY, worker)
    released(case, dt.date(2031, 6, 11), custody_started_on=None)
    client.force_login(SupervisorFactory(unit=case.unit))

    page = client.get(LIST).content.decode()

    assert case.number in page
    assert "24/2031" in page
    assert CANARY not in page
    assert "11.6.2031" not in page


def test_the_list_is_narrowed_by_state_and_phase(client):
    worker = WorkerFactory()
    fresh, assessed, gone = (case_named(name, worker) for name in "ABC")
    assessment_ready(assessed)
    Case.objects.filter(pk=gone.pk).update(status="closed", closed_on=day(0))
    client.force_login(worker)

    def listed(**query):
        return set(client.get(LIST, query).context["table"].page)

    assert listed() == {fresh, assessed}
    assert listed(lista="paattyneet") == {gone}
    assert listed(lista="kaikki", vaihe=assessed.phase) == {assessed}
    assert listed(lista="'; drop", vaihe="x", page="x") == {fresh, assessed}


@pytest.mark.parametrize("who", ["stranger", "other county", "supervisor", "superuser"])
def test_no_stranger_opens_or_closes_a_case(client, who):
    worker = WorkerFactory()
    case = case_named(CANARY, worker)
    user = {
        "stranger": lambda: WorkerFactory(unit=case.unit),
        "other county": lambda: WorkerFactory(unit=UnitFactory(county=CountyFactory(code="x"))),
        "supervisor": lambda: SupervisorFactory(unit=case.unit),
        "superuser": lambda: UserFactory(is_superuser=True),
    }[who]()
    client.force_login(user)

    answers = [
        client.get(case.get_absolute_url()),
        client.get(reverse("caseload:case_close", args=[case.pk])),
        client.post(reverse("caseload:case_close", args=[case.pk]), {"reason": "moved"}),
        client.get(reverse("caseload:case_reopen", args=[case.pk])),
        client.post(reverse("caseload:case_reopen", args=[case.pk]), {"reason": "x"}),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert all(CANARY not in answer.content.decode() for answer in answers)
    assert Case.objects.get(pk=case.pk).is_open


def test_opening_the_overview_is_logged(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    client.get(case.get_absolute_url())

    event = AuditEvent.objects.get(action=Action.CASE_READ, case_id=case.pk)
    assert event.details == {"page": "caseload:case_page"}


def test_who_only_looks_gets_no_button_that_acts(client):
    case = CaseFactory()
    supervisor = SupervisorFactory(unit=case.unit)
    open_for_purpose(case=case, by=supervisor, purpose="Muistutus")
    client.force_login(supervisor)

    response = client.get(case.get_absolute_url())

    assert response.status_code == 200
    assert response.context["action"].url == ""
    assert reverse("caseload:case_close", args=[case.pk]) not in response.content.decode()


def test_the_countdown_tells_the_day_of_the_source_once():
    case = CaseFactory(on=day(0))
    told = f"Vapauttamissuunnitelma, {date_format(day(0))}"
    released(case, day(26), custody_started_on=None, source_detail=told)

    shown = countdown_of(case, facts_of(case).custody, day(0))

    assert str(shown["source"]).count(date_format(day(0))) == 1


def test_the_countdown_tells_certainty_source_and_the_former_day():
    case = CaseFactory()
    released(case, day(40), release_certainty="estimated", custody_started_on=None)
    released(case, day(26), custody_started_on=None, source_detail="Kati Savela")

    shown = countdown_of(case, facts_of(case).custody, timezone.localdate())

    former = day(40)
    assert shown["days"] == 26
    assert "Kati Savela" in str(shown["source"])
    assert str(shown["former"]).startswith(f"{former.day}.{former.month}.{former.year}")


def test_an_unknown_release_tells_since_when_and_why():
    case = CaseFactory()
    released(case, None)

    shown = countdown_of(case, facts_of(case).custody, timezone.localdate())

    assert shown["days"] is None
    assert shown["unknown_why"] == "Tutkinta kesken"
    assert shown["unknown_since"] == timezone.localdate()


def test_the_timeline_stands_newest_first_with_what_is_ahead_on_top():
    case = CaseFactory()
    NoteFactory(case=case, occurred_on=day(-2))
    NoteFactory(case=case, occurred_on=day(-9))
    released(case, day(26), custody_started_on=None)

    line = timeline_of(facts_of(case), dues_of([case])[case.pk], timezone.localdate())

    days = [event.on for event in line]
    assert days == sorted(days, reverse=True)
    assert [event.gate for event in line if event.state == "ahead"].count(True) == 1


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (Part.DUE, {"Sovi ensimmäinen tapaaminen"}),
        (Part.NOTES, {"Tapaaminen tai yhteydenpito"}),
        (Part.CUSTODY, {"Vankeuden tiedot kirjattiin"}),
    ],
)
def test_the_timeline_is_narrowed_to_one_part(part, shown):
    case = CaseFactory(on=day(0))
    released(case, day(300), custody_started_on=None)
    NoteFactory(case=case, kind="meeting", outcome="tried")
    every = {event.title for event in timeline_of(facts_of(case), dues_of([case])[case.pk], day(0))}
    narrowed = {
        event.title for event in timeline_of(facts_of(case), dues_of([case])[case.pk], day(0), part)
    }

    assert shown <= narrowed < every


def test_a_strange_part_of_the_timeline_is_everything(client):
    case = CaseFactory()
    client.force_login(case.responsible)

    response = client.get(case.get_absolute_url(), {"nayta": "'; drop"})

    assert [part["current"] for part in response.context["parts"]] == [True] + [False] * 5


def test_what_is_late_stands_on_the_timeline_and_says_so():
    case = CaseFactory(on=day(-60))

    line = timeline_of(facts_of(case), dues_of([case])[case.pk], timezone.localdate())

    late = [event.title for event in line if event.state == "late"]
    assert "Sovi ensimmäinen tapaaminen" in late


def test_a_task_leads_to_where_it_is_done_and_the_name_to_the_case(client):
    worker = WorkerFactory()
    case = case_named("Tehtäväinen", worker)
    client.force_login(worker)

    html = client.get(MY_WORK).content.decode()

    notes = reverse("cases:notes", args=[case.pk])
    assert f'<a class="what" href="{notes}">' in html
    assert f'<a class="who" href="{case.get_absolute_url()}">' in html


def test_the_list_of_cases_shows_the_same_last_contact_as_my_work(client):
    worker = WorkerFactory()
    case = case_named("Kirjattu", worker)
    for offset in (-3, -9):
        NoteFactory(case=case, occurred_on=day(offset))
    client.force_login(worker)

    [mine] = with_actions(cases_of(worker, day(0)), worker)
    [listed] = client.get(LIST).context["table"].page

    assert mine.last_contact_on == listed.last_contact_on == day(-3)


def test_a_list_without_names_is_headed_by_the_case(client):
    case = CaseFactory()
    client.force_login(SupervisorFactory(unit=case.unit))
    of_supervisor = " ".join(client.get(LIST).content.decode().split())
    client.force_login(case.responsible)
    of_worker = " ".join(client.get(LIST).content.decode().split())

    assert ("> Asia </a>" in of_supervisor, "> Asia </a>" in of_worker) == (True, False)
    assert "> Asiakas </a>" in of_worker


def test_every_link_of_a_supervisors_lists_opens(client):
    case = CaseFactory()
    client.force_login(SupervisorFactory(unit=case.unit))

    for url in (LIST, reverse("caseload:dashboard"), reverse("caseload:dashboard_list")):
        html = client.get(url).content.decode()
        assert f'href="{case.get_absolute_url()}"' not in html


@pytest.mark.parametrize(
    ("release", "awkward"),
    [(dt.date(2026, 12, 18), "friday"), (dt.date(2026, 12, 16), None)],
)
def test_the_countdown_warns_of_an_awkward_day_and_writes_weekdays_small(client, release, awkward):
    case = CaseFactory()
    with time_machine.travel(dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)):
        released(case, release, custody_started_on=None)
        client.force_login(case.responsible)
        response = client.get(case.get_absolute_url())

    html = response.content.decode()
    assert response.context["countdown"]["awkward"] == awkward
    assert ("Vapautuminen on perjantaina" in html) is (awkward == "friday")
    assert ("perjantai 18.12.2026" in html) is (awkward == "friday")
    assert "Perjantai" not in html
