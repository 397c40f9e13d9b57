"""Supervisors see who carries what; never a client."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from caseload.case_list.cells import bare_due
from caseload.resting.actions import rest_due
from cases.actions.custody import record_custody
from cases.actions.facts import derive_dues
from cases.custody import CustodyKind
from cases.models import Case
from cases.phases import Phase
from plans.actions.agreeing import agree_plan
from tests.caseload.walk import assessment_begun, assessment_ready, plan_in_force, released
from tests.factories import (
    AnswerFactory,
    CaseFactory,
    ClientFactory,
    CustodyFactFactory,
    NoteFactory,
    QuestionFactory,
    ReferralFactory,
    StepFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)
from tests.factories.plans import GoalFactory, PlanFactory
from timing.models import Due
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db

DASHBOARD, LIST = reverse("caseload:dashboard"), reverse("caseload:dashboard_list")
PAGES = ["dashboard", "dashboard_list", "untriaged_list", "unanswered_list"]


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def supervisor(unit):
    return SupervisorFactory(unit=unit)


def numbers(response) -> list[str]:
    return [case.number for case in response.context["table"].page]


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


def figures(client) -> dict[str, int]:
    """Every figure of the dashboard by the address that it opens, as the page shows them."""
    html = client.get(reverse("caseload:dashboard")).content.decode()
    html = html.partition('<main class="page')[2].partition("<footer")[0]
    links = re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', html, re.DOTALL)
    found = {}
    for address, inside in links:
        [number, *_] = re.findall(r"\d+", re.sub(r"<[^>]+>", " ", inside)) or [None]
        if number is not None and "/tyotilanne/" in address:
            found[address.replace("&amp;", "&")] = int(number)
    return found


def late_review(unit, *, late: int):
    case = CaseFactory(unit=unit)
    today = timezone.localdate()
    PlanFactory(case=case, agreed=True, on=today - days(200), review_on=today - days(late))
    return case


def leaving(unit, in_days: int, **facts):
    case = CaseFactory(unit=unit, on=timezone.localdate())
    released(case, timezone.localdate() + days(in_days), **facts)
    return case


def everything(unit) -> None:
    """At least one case behind each figure, and contacts that wait."""
    today = timezone.localdate()
    CaseFactory(unit=unit, responsible=None, by=WorkerFactory(unit=unit))
    late_review(unit, late=3)
    late_review(unit, late=8)
    late_review(unit, late=31)
    for in_days in (-3, 2, 10, 40):
        leaving(unit, in_days)
    ready = leaving(unit, 11)
    assessment_ready(ready)
    plan_in_force(ready, today + days(90))
    NoteFactory(case=leaving(unit, 12), occurred_on=today - days(31))
    assessment_begun(leaving(unit, 13))
    with time_machine.travel(timezone.now() - days(20)):
        ReferralFactory(county=unit.county)
    ReferralFactory(county=unit.county)
    QuestionFactory(referral=ReferralFactory(county=unit.county))
    CaseFactory()


def test_dashboard_counts_the_cases_of_the_led_unit_by_worker_and_phase(client, unit, supervisor):
    case = CaseFactory(unit=unit)
    CaseFactory()
    client.force_login(supervisor)

    rows = client.get(reverse("caseload:dashboard")).context["rows"]

    assert [(row.label, [cell.count for cell in row.cells]) for row in rows] == [
        (case.responsible.get_full_name(), [1, 0, 0, 0, 1])
    ]


def test_every_figure_opens_a_list_as_long_as_the_figure(client, unit, supervisor):
    everything(unit)
    client.force_login(supervisor)

    shown = figures(client)

    assert {address: client.get(address).context["table"].total for address in shown} == shown
    # Tiles, workers, weeks with zeros, kinds with ages, contacts: none is left out.
    assert len(shown) > 100
    assert {0, 1, 2, 3} <= set(shown.values())


def test_a_figure_of_late_things_counts_by_kind_and_by_how_late(client, unit, supervisor):
    for late in (1, 7, 8, 30, 31):
        late_review(unit, late=late)
    client.force_login(supervisor)

    rows = {row.label: row.cells for row in client.get(DASHBOARD).context["late"]}

    counts = [cell.count for cell in rows[str(DueKind.REVIEW.label)]]
    assert counts == [5, 3, 1]


def test_what_is_due_today_is_not_late(client, unit, supervisor):
    case = late_review(unit, late=0)
    client.force_login(supervisor)

    rows = {row.label for row in client.get(DASHBOARD).context["late"]}

    assert str(DueKind.REVIEW.label) not in rows
    listed = client.get(LIST, {"lista": "avoimet", "laji": "review"})
    assert case.number not in numbers(listed)


def test_a_case_with_two_late_steps_is_one_case(client, unit, supervisor):
    case = CaseFactory(unit=unit, on=timezone.localdate())
    plan = PlanFactory(case=case, review_on=timezone.localdate() + days(90))
    goal = GoalFactory(plan=plan)
    for _each in range(2):
        StepFactory(goal=goal, is_continuous=False, due_on=timezone.localdate() + days(1))
    agree_plan(plan=plan, by=case.responsible, on=timezone.localdate())
    client.force_login(supervisor)

    with time_machine.travel(timezone.now() + days(5)):
        client.force_login(supervisor)
        rows = {row.label: row.cells for row in client.get(DASHBOARD).context["late"]}

    assert Due.objects.present().filter(kind=DueKind.STEP, case_id=case.pk).count() == 2
    assert rows[str(DueKind.STEP.label)][0].count == 1


def test_how_late_it_is_is_asked_of_the_kind_that_is_asked_for(client, unit, supervisor):
    old = late_review(unit, late=40)
    client.force_login(supervisor)

    review = client.get(LIST, {"lista": "avoimet", "laji": "review", "yli": "30"})
    silence = client.get(LIST, {"lista": "avoimet", "laji": "silence", "yli": "30"})

    assert (numbers(review), numbers(silence)) == ([old.number], [])


def test_the_list_of_a_kind_shows_what_of_that_kind_is_late(client, unit, supervisor):
    today = timezone.localdate()
    late_review(unit, late=3)
    client.force_login(supervisor)

    response = client.get(LIST, {"lista": "myohassa", "laji": "review"})

    [row] = response.context["table"].page
    assert (row.next_due.kind, row.next_due.day) == (DueKind.REVIEW, today - days(3))
    assert "3 päivää myöhässä" in response.content.decode()


def test_silence_is_about_contacts_and_not_about_writing(client, unit, supervisor):
    today = timezone.localdate()
    silent, in_touch = (CaseFactory(unit=unit) for _each in range(2))
    NoteFactory(case=silent, occurred_on=today - days(31))
    NoteFactory(case=in_touch, occurred_on=today - days(30))
    # Something is written in the case, and nobody was reached.
    NoteFactory(case=silent, occurred_on=today, outcome="tried")
    client.force_login(supervisor)

    page = client.get(LIST, {"lista": "hiljaa"})
    [row] = client.get(DASHBOARD).context["silent"].rows

    assert numbers(page) == [silent.number]
    assert (row.number, row.last_contact_on) == (silent.number, today - days(31))


def test_who_is_told_to_be_out_is_not_released_soon(client, unit, supervisor):
    today = timezone.localdate()
    inside, out = leaving(unit, 5), leaving(unit, 6)
    released(out, today + days(6), released_on=today)
    client.force_login(supervisor)

    soon = client.get(LIST, {"lista": "vapautuvat"})
    context = client.get(DASHBOARD).context

    assert numbers(soon) == [inside.number]
    assert sum(week.cells[-1].count for week in context["weeks"]) == 1


@pytest.mark.parametrize(("ahead", "is_soon"), [(20, True), (40, False)])
def test_who_is_in_freedom_is_released_soon_by_the_second_gate(
    client, unit, supervisor, ahead, is_soon
):
    today = timezone.localdate()
    case = CaseFactory(unit=unit, on=today - days(30))
    kind = CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM
    released(case, today + days(ahead), custody_kind=kind, custody_started_on=None)
    client.force_login(supervisor)

    response = client.get(LIST, {"lista": "vapautuvat"})

    assert numbers(response) == ([case.number] if is_soon else [])
    assert figures(client)[f"{LIST}?lista=vapautuvat"] == int(is_soon)


def test_what_is_put_off_is_late_in_the_figures_and_in_their_lists(client, unit, supervisor):
    case = late_review(unit, late=40)
    derive_dues([case])
    due = Due.objects.present().get(case_id=case.pk, kind=DueKind.REVIEW)
    until = timezone.localdate() + days(5)
    rest_due(due=due, until=until, reason="Sairaalassa", by=case.responsible)
    client.force_login(supervisor)

    counted = figures(client)

    for address in (f"{LIST}?lista=myohassa", f"{LIST}?lista=myohassa&laji=review&yli=30"):
        assert counted[address] == len(numbers(client.get(address))) == 1


def test_a_release_that_nobody_confirmed_is_a_figure_of_its_own(client, unit, supervisor):
    passed = leaving(unit, -1)
    leaving(unit, 0)
    client.force_login(supervisor)

    listed = client.get(LIST, {"lista": "vahvistamatta"})

    assert numbers(listed) == [passed.number]
    assert figures(client)[f"{LIST}?lista=vahvistamatta"] == 1


@time_machine.travel(dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC))
@pytest.mark.parametrize(
    ("release", "is_marked"),
    [
        (dt.date(2026, 12, 3), False),
        (dt.date(2026, 12, 4), True),  # Friday
        (dt.date(2026, 12, 5), True),  # Saturday
        (dt.date(2026, 12, 24), True),  # Christmas Eve, a Thursday
    ],
)
def test_a_week_is_marked_that_holds_an_awkward_day(client, unit, supervisor, release, is_marked):
    released(CaseFactory(unit=unit), release)
    client.force_login(supervisor)

    marked = [week.is_marked for week in client.get(DASHBOARD).context["weeks"]]

    assert any(marked) is is_marked


def test_contacts_over_their_target_are_told_from_those_that_wait(client, unit, supervisor):
    with time_machine.travel(timezone.now() - days(20)):
        old = ReferralFactory(county=unit.county)
    ReferralFactory(county=unit.county)
    client.force_login(supervisor)

    over = client.get(reverse("caseload:untriaged_list"), {"tavoite": "yli"})

    assert [row.reference for row in over.context["table"].page] == [old.reference]
    assert [cell.count for _label, cell in client.get(DASHBOARD).context["contacts"]] == [2, 1, 0]


def test_an_answered_question_is_no_longer_in_the_list(client, unit, supervisor):
    open_one = QuestionFactory(referral=ReferralFactory(county=unit.county))
    answered = QuestionFactory(referral=ReferralFactory(county=unit.county))
    AnswerFactory(question=answered)
    client.force_login(supervisor)

    page = client.get(reverse("caseload:unanswered_list"))

    assert [row.reference for row in page.context["table"].page] == [open_one.referral.reference]


def test_a_day_that_would_tell_the_release_is_shown_by_its_week(client, unit, supervisor):
    leaving(unit, -5)
    client.force_login(supervisor)

    [row] = client.get(LIST, {"lista": "avoimet", "laji": "release_passed"}).context["table"].page

    due, shown = row.next_due, bare_due(row)
    assert f"{due.day.day}.{due.day.month}." not in shown
    assert f"vk {due.day.isocalendar().week}/" in shown
    assert "päivää" not in shown


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


@pytest.mark.parametrize("name", PAGES)
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
        {"laji": "muu", "yli": "1 OR 1"},
        {"yli": "9999999999"},
        {"valmius": "\x00"},
        {"lista": "muu"},
        {"page": "-1"},
        {"page": "kaksi"},
    ],
)
def test_a_malformed_address_shows_a_list_all_the_same(client, unit, supervisor, query):
    CaseFactory(unit=unit)
    client.force_login(supervisor)

    assert client.get(reverse("caseload:dashboard_list"), query).status_code == 200


@pytest.mark.parametrize(
    ("name", "count"),
    [("dashboard", 18), ("dashboard_list", 13), ("untriaged_list", 12), ("unanswered_list", 11)],
)
def test_queries_do_not_grow_with_cases(client, unit, supervisor, name, count):
    client.force_login(supervisor)
    counts = []
    for more in (1, 9):
        for number in range(more):
            late_review(unit, late=number + 1)
            QuestionFactory(referral=ReferralFactory(county=unit.county))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"caseload:{name}"))
        counts.append(len(queries))

    assert counts == [count, count]


def test_every_phase_has_a_column(client, unit, supervisor):
    CaseFactory(unit=unit)
    client.force_login(supervisor)

    row = client.get(reverse("caseload:dashboard")).context["rows"][0]

    assert len(row.cells) == len(Phase) + 1


def test_a_contact_that_came_just_now_has_not_waited_minutes(client, unit, supervisor):
    ReferralFactory(county=unit.county)
    client.force_login(supervisor)

    now = client.get(reverse("caseload:untriaged_list")).content.decode()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5)):
        later = client.get(reverse("caseload:untriaged_list")).content.decode()

    assert ("alle minuutin" in now, "alle minuutin" in later) == (True, False)
    assert "0\xa0minuuttia" not in now


def test_cases_of_a_worker_who_has_left_count_as_nobodys_and_the_row_says_so(
    client, unit, supervisor
):
    case = CaseFactory(unit=unit)
    CaseFactory(unit=unit)
    User.objects.filter(pk=case.responsible.pk).update(is_active=False)
    client.force_login(supervisor)

    context = client.get(DASHBOARD).context
    listed = client.get(LIST, {"lista": "nimeamatta"})

    [left] = [row.label for row in context["rows"] if row.is_marked]
    [unassigned] = [tile for tile in context["tiles"] if "nimeamatta" in tile["url"]]
    assert left == case.responsible.get_full_name()
    assert unassigned["number"] == 1
    assert numbers(listed) == [case.number]
    assert "ei enää palveluksessa" in listed.content.decode()
