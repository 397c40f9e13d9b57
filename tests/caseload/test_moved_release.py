"""A moved release date shows what follows by itself and what stays as it was agreed."""

import datetime as dt

import pytest
from django.urls import reverse

from cases.custody import CustodyKind, ReleaseKind, Track
from cases.models import Case, CustodyFact
from continuity.need_kinds import NeedKind
from plans.actions.doing import mark_step_done
from plans.models import Step
from tests.caseload.walk import assessment_ready, released
from tests.factories import (
    CaseFactory,
    GoalFactory,
    InterimFactory,
    PlanFactory,
    StepFactory,
    service_of,
)
from tests.test_every_page import database_print
from timing.vocabulary import DueKind

pytestmark = pytest.mark.django_db

FORMER, MOVED = dt.date(2027, 1, 12), dt.date(2027, 1, 26)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-12-01 12:00+02:00")


@pytest.fixture
def case(client):
    case = CaseFactory(on=dt.date(2026, 10, 1))
    client.force_login(case.responsible)
    return case


def page_of(case):
    return reverse("caseload:moved_release", kwargs={"case_pk": case.pk})


def moved_twice(case):
    released(case, FORMER)
    released(case, MOVED)
    return case


def followers_on(client, case):
    shown = client.get(page_of(case)).context["followers"]
    return {each.title: (each.before, each.now) for each in shown}


def days_on(client, case):
    shown = client.get(page_of(case)).context["planned"].days
    return [(each.title, each.standing, each.turned) for each in shown]


def test_move_is_said_in_words(client, case):
    html = client.get(page_of(moved_twice(case))).content.decode()

    assert "Vapautuminen siirtyi 14 päivää myöhemmäksi: 12.1. → 26.1.2027." in html


def test_reminders_and_targets_follow_with_their_former_and_new_days(client, case):
    assert followers_on(client, moved_twice(case)) == {
        "Muistutus 28 päivää ennen vapautumista": ("15.12.2026", "29.12.2026"),
        "Muistutus 14 päivää ennen vapautumista": ("29.12.2026", "12.1.2027"),
        "Muistutus 7 päivää ennen vapautumista": ("5.1.2027", "19.1.2027"),
        DueKind.ASSESSMENT.label: ("15.12.2026", "29.12.2026"),
    }


def test_target_of_the_plan_follows_once_the_assessment_is_ready(client, case):
    assessment_ready(case)

    followers = followers_on(client, moved_twice(case))

    assert followers[DueKind.PLAN.label] == ("29.12.2026", "12.1.2027")


def test_reminder_whose_day_has_come_is_given_at_once_and_only_the_nearest(client, case):
    released(case, FORMER)
    released(case, dt.date(2026, 12, 11))

    followers = followers_on(client, case)

    assert followers["Muistutus 28 päivää ennen vapautumista"][1] == "13.11.2026, mennyt"
    assert followers["Muistutus 14 päivää ennen vapautumista"][1] == "heti"
    assert followers["Muistutus 7 päivää ennen vapautumista"][1] == "4.12.2026"


def test_date_that_is_known_no_more_takes_the_reminders_with_it(client, case):
    released(case, FORMER)
    released(case, None)

    followers = followers_on(client, case)

    assert followers["Muistutus 28 päivää ennen vapautumista"] == ("15.12.2026", "ei päivää")
    assert followers[DueKind.RELEASE_UNKNOWN.label] == ("ei kysytä", "29.12.2026")


def test_move_that_changes_the_pace_of_the_work_says_so(client, case):
    released(case, dt.date(2027, 1, 12), custody_started_on=dt.date(2026, 11, 1))
    released(case, dt.date(2027, 6, 1), custody_started_on=dt.date(2026, 11, 1))

    assert followers_on(client, case)["Työn tahti"] == (Track.SHORT.label, Track.LONG.label)


def test_what_is_ready_has_no_target_any_more(client, case):
    moved_twice(case)
    assessment_ready(case)
    PlanFactory(case=case, agreed=True)

    assert not {DueKind.ASSESSMENT.label, DueKind.PLAN.label} & followers_on(client, case).keys()


def test_days_agreed_by_hand_stay_and_those_that_turned_are_marked(client, case):
    plan = PlanFactory(case=case, goals=0, review_on=dt.date(2027, 2, 10))
    goal = GoalFactory(plan=plan)
    StepFactory(goal=goal, text="Haetaan avaimet", due_on=dt.date(2027, 1, 14))
    StepFactory(goal=goal, text="Jatkuva tuki", is_continuous=True)
    service_of(case, name="Asumisen tuki", state="granted", starts_on=MOVED)
    moved_twice(case)

    assert days_on(client, case) == [
        (
            "Haetaan avaimet",
            "12 päivää ennen vapautumista (oli: 2 päivää vapautumisen jälkeen)",
            True,
        ),
        (
            "Asumisen tuki",
            "vapautumispäivänä (oli: 14 päivää vapautumisen jälkeen)",
            False,
        ),
        (
            "Suunnitelman tarkistus",
            "15 päivää vapautumisen jälkeen (oli: 29 päivää vapautumisen jälkeen)",
            False,
        ),
    ]


def test_step_that_is_done_is_not_looked_through_again(client, case):
    plan = PlanFactory(
        case=case, agreed=True, on=dt.date(2026, 11, 2), review_on=dt.date(2027, 3, 1)
    )
    step = Step.objects.get(goal__plan=plan)
    mark_step_done(step=step, by=case.responsible, on=dt.date(2026, 11, 30))
    moved_twice(case)

    assert [title for title, *_ in days_on(client, case)] == ["Suunnitelman tarkistus"]


def test_service_that_has_begun_is_not_looked_through_again(client, case):
    PlanFactory(case=case, review_on=MOVED)
    days = {"starts_on": dt.date(2026, 11, 30), "ends_on": FORMER}
    service_of(case, name="Ryhmä", state="running", **days)
    moved_twice(case)

    assert [title for title, *_ in days_on(client, case)] == ["Ryhmä", "Suunnitelman tarkistus"]


def test_days_of_services_and_interim_solutions_are_shown_without_a_plan(client, case):
    service = service_of(case, name="Terveysasema", state="queued", first_appointment_on=MOVED)
    InterimFactory(need=service.need, what="Siskon luona", ends_on=FORMER)
    service_of(case, name="Kurssi", state="refused", starts_on=MOVED)
    moved_twice(case)

    assert [title for title, *_ in days_on(client, case)] == ["Siskon luona", "Terveysasema"]


def test_gap_at_the_gate_that_opens_is_shown(client, case):
    kind = NeedKind.MEDICATION
    service_of(case, kind, name="Lääkehoito", place="inside", state="running")
    service_of(case, kind, name="Terveysasema", state="granted", starts_on=MOVED)
    released(case, MOVED)
    released(case, FORMER)

    gaps = client.get(page_of(case)).context["planned"].gaps

    assert [(gap.title, gap.before, gap.now) for gap in gaps] == [
        (str(kind.label), "", "14 päivää")
    ]


def test_later_fact_of_the_same_date_does_not_hide_the_move(client, case):
    moved_twice(case)
    released(case, MOVED, custody_kind="remand")

    assert client.get(page_of(case)).context["move"].before == FORMER


def test_case_whose_release_never_moved_says_so(client, case):
    released(case, FORMER)

    assert "Vapautumispäivä ei ole siirtynyt." in client.get(page_of(case)).content.decode()


def test_preview_shows_what_would_follow_and_stores_nothing(client, case):
    released(case, FORMER)
    before = database_print()

    response = client.post(page_of(case), {"release_on": "26.1.2027", "custody_kind": "remand"})

    assert "12.1. → 26.1.2027" in response.content.decode()
    assert "Mitään ei ole vielä tallennettu" in response.content.decode()
    assert database_print() == before
    assert CustodyFact.objects.filter(case=case).count() == 1


def test_before_anything_is_saved_the_release_only_would_move(client, case):
    released(case, FORMER)

    response = client.post(page_of(case), {"release_on": "26.1.2027", "custody_kind": "remand"})

    words = "Vapautuminen siirtyisi 14 päivää myöhemmäksi: 12.1. → 26.1.2027"
    assert response.context["move"].words == f"{words}."


TO_FREEDOM = {"release_kind": ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM}
SECOND, LATER = dt.date(2027, 4, 12), dt.date(2027, 4, 26)


def second_gate(case, on, **facts):
    told = {"conditional_release_on": on, "conditional_release_certainty": "official"}
    released(case, FORMER, **TO_FREEDOM, **(told if on else {}), **facts)


def test_a_second_gate_that_moved_is_followed(client, case):
    second_gate(case, SECOND)
    second_gate(case, LATER)

    context = client.get(page_of(case)).context

    assert context["move"].words == "Ehdonalainen vapauttaminen siirtyi: 12.4. → 26.4.2027."
    assert ("Muistutus 28 päivää ennen vapautumista", "15.3.2027", "29.3.2027") in [
        (each.title, each.before, each.now) for each in context["followers"]
    ]


def test_a_second_gate_that_moved_in_freedom_opens_a_gap_there(client, case):
    kind = {"custody_kind": CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM}
    service_of(case, name="Koti", state="running", ends_on=SECOND + dt.timedelta(days=61))
    released(case, SECOND, custody_started_on=None, **kind)
    released(case, LATER, custody_started_on=None, **kind)

    (gap,) = client.get(page_of(case)).context["planned"].gaps

    assert gap.is_new


def test_moving_a_second_gate_leads_to_what_hangs_on_it(case):
    second_gate(case, SECOND)
    second_gate(case, LATER)

    assert CustodyFact.objects.of_case(case).first().moves_release


def test_preview_of_a_second_gate_speaks_of_that_one(client, case):
    second_gate(case, SECOND)

    posted = {"release_on": "12.1.2027", "conditional_release_on": "26.4.2027"}
    response = client.post(page_of(case), posted)

    words = "Ehdonalainen vapauttaminen siirtyisi: 12.4. → 26.4.2027."
    assert response.context["move"].words == words


@pytest.mark.parametrize("day", ["26.1.2027", "", "12.1.2027"])
def test_preview_speaks_in_the_conditional(client, case, day):
    service_of(case, NeedKind.MEDICATION, state="granted", starts_on=FORMER)
    released(case, FORMER)

    html = client.post(page_of(case), {"release_on": day}).content.decode()

    told = [
        "Siirtyy itsestään",
        "ei siirry itsestään",
        "ei ole siirtynyt",
        "ei enää pidä, eikä",
        "pysyy",
    ]
    assert not [words for words in told if words in html]


def test_preview_has_new_gaps_before_everything_else(client, case):
    service_of(case, NeedKind.MEDICATION, name="Terveysasema", state="granted", starts_on=MOVED)
    service_of(case, NeedKind.LIVELIHOOD, name="Kela", state="granted", starts_on=FORMER)
    released(case, FORMER)

    html = client.post(page_of(case), {"release_on": "5.1.2027"}).content.decode()

    order = ["Toimeentulo</span>", "tulisi uusi katkos", "Lääkehoito</span>", 'id="follows"']
    assert sorted(order, key=html.index) == order


@pytest.mark.parametrize("typed", ["32.1.2027", "huomenna", "1\0", "9" * 500_000])
def test_preview_of_no_day_says_what_is_wrong(client, case, typed):
    released(case, FORMER)

    response = client.post(page_of(case), {"release_on": typed})

    assert response.status_code == 200
    assert response.context["form"].errors["release_on"]
    assert "Sulje tämä sivu ja korjaa päivä." in response.content.decode()


def test_closed_case_reminds_of_nothing(client, case):
    moved_twice(case)
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=dt.date(2026, 12, 1))

    assert client.get(page_of(case)).context["followers"] == []


@pytest.mark.parametrize("count", [1, 12])
def test_query_count_does_not_grow(client, case, count, django_assert_num_queries):
    PlanFactory(case=case, goals=count)
    for number in range(count):
        service_of(case, name=f"Palvelu {number}", state="running", ends_on=FORMER)
    moved_twice(case)

    with django_assert_num_queries(61):
        client.get(page_of(case))
