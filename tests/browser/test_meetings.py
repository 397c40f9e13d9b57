"""A network is drawn, two leave, they meet from gaps to steps and states: at a desk and a phone."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cases.actions.custody import record_custody
from cases.actions.team import assign_worker
from cases.models import Case
from cases.permissions import CaseRole
from continuity.models import ServiceState
from networks.models import Meeting, Minutes, NetworkMember
from plans.models import Step
from tests.browser.acts import day
from tests.browser.conftest import DESKTOP, PHONE, expect_accessible, watched
from tests.browser.forms import choose, follow, pick, press, send, write
from tests.browser.keyboard import enter
from tests.factories import (
    CaseFactory,
    ClientFactory,
    CustodyFactFactory,
    GoalFactory,
    NeedFactory,
    NetworkMemberFactory,
    PlanFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


GOES, HAS_GONE = "Jaana Peltomaa", "Ville Rintala"


@pytest.fixture
def case() -> Case:
    """A release in four weeks, and no home from then on."""
    today = timezone.localdate()
    made: Case = CaseFactory(
        client=ClientFactory(first_names="Niko", last_name="Sarajärvi"),
        responsible=WorkerFactory(first_name="Riikka", last_name="Aaltovuo"),
    )
    release = today + dt.timedelta(days=28)
    record_custody(fact=CustodyFactFactory(case=made, release_on=release), by=made.responsible)
    NeedFactory(case=made, kind="housing")
    for name in ("Kati Savela", GOES, HAS_GONE):
        NetworkMemberFactory(case=made, name=name, client_wish="may_take_part")
    GoalFactory(plan=PlanFactory(case=made, review_on=today + dt.timedelta(days=60)))
    return made


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desk", "phone"])
def riikka(request, live_server, page, sign_in, case):
    page.set_viewport_size(request.param)
    sign_in(page, case.responsible)
    return page


@pytest.fixture
def mervi(browser, live_server, faults, sign_in, case):
    worker = WorkerFactory(unit=case.unit, first_name="Mervi", last_name="Ojakallio")
    assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=case.responsible)
    context = browser.new_context(base_url=live_server.url, locale="fi-FI", viewport=DESKTOP)
    page = watched(context.new_page(), faults)
    sign_in(page, worker)
    yield page
    context.close()


def fits(page):
    """Neither wider than the screen nor hard to reach."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect_accessible(page)


def draw_network(page, case):
    """One press of a key places somebody."""
    page.goto(reverse("networks:network_map", kwargs={"case_pk": case.pk}))
    fits(page)
    near = page.locator(f"#jasen-{NetworkMember.objects.get(name=GOES).pk} button").first
    near.focus()
    enter(page)
    expect(near).to_have_attribute("aria-pressed", "true")


def leave(page, name, on):
    """The member leaves, known ahead or told afterwards, and nobody goes on."""
    member = NetworkMember.objects.get(name=name)
    page.goto(reverse("networks:member_end", kwargs={"member_pk": member.pk}))
    fits(page)
    write(page, {"Lähtee tai lähti verkostosta": day(on), "Syy": "Vaihtaa työtä"})
    send(page, "Kirjaa lähtö")


def plan_from_gaps(page, case):
    page.goto(reverse("networks:network_meeting_plan", kwargs={"case_pk": case.pk}))
    fits(page)
    today = timezone.localdate()
    write(page, {
        "Päivä": f"{today.day}.{today.month}.{today.year}",
        "Alkaa klo": "0.05",
        "Päättyy klo": "23.30",
        "Missä tai millä välineellä": "Toimisto, huone 2",
        "Mistä puhutaan": "Velat",
    })  # fmt: skip
    choose(page, "Miten", "Tapaaminen toimistolla")
    choose(page, "Keitä kutsutaan", "Kati Savela")
    page.get_by_label("Asiakas on valinnut, keitä kutsutaan").check()
    send(page, "Sovi tapaaminen")
    fits(page)
    for proposed in ("Asuminen", f"Kuka jatkaa: {GOES}", f"Kuka jatkaa: {HAS_GONE}"):
        page.get_by_label(proposed, exact=False).check()
    send(page, "Tallenna")
    choose(page, "Asiakas on suostunut: näytetään yhteisellä näytöllä", "Asuminen")
    send(page, "Tallenna")


def decide(page, what, by):
    send(page, "Lisää sovittu asia")
    fits(page)
    write(page, {"Mitä sovittiin": what, "Mihin mennessä": f"{by.day}.{by.month}.{by.year}"})
    pick(page, "Kuka siitä huolehtii", "Asiakas itse: Niko Sarajärvi")
    send(page, "Tallenna")


def test_a_network_from_its_drawing_over_a_meeting_to_a_step_and_a_state(riikka, mervi, case):
    draw_network(riikka, case)
    leave(riikka, GOES, on=20)
    leave(riikka, HAS_GONE, on=0)
    riikka.goto(case.get_absolute_url())
    fits(riikka)
    expect(riikka.locator("#leaving")).to_contain_text(f"{GOES} lähtee {day(20)}")
    expect(riikka.locator("#leaving")).to_contain_text(HAS_GONE)
    plan_from_gaps(riikka, case)
    meeting = Meeting.objects.get()

    follow(riikka, "Näytä yhteisellä näytöllä")
    fits(riikka)
    expect(riikka.get_by_role("listitem").filter(has_text="Asuminen")).to_be_visible()
    expect(riikka.get_by_text("Velat")).to_have_count(0)

    riikka.goto(meeting.get_absolute_url())
    fits(riikka)
    send(riikka, "Kirjoita muistio")
    mervi.goto(meeting.get_absolute_url())
    follow(mervi, "Jatka muistiota")
    fits(riikka)
    choose(riikka, "Ketkä tulivat", "Asiakas itse: Niko Sarajärvi (kutsuttu)")
    write(riikka, {"Mistä puhuttiin": "Asunto puuttuu."})
    write(mervi, {"Mitä asiakas sanoi siitä, omin sanoin": "Haluan oman oven."})
    send(mervi, "Tallenna luonnos")
    decide(riikka, "Haetaan vuokra-asuntoa", timezone.localdate() + dt.timedelta(days=9))
    send(riikka, "Tallenna ja siirry hyväksymään")
    fits(riikka)
    send(riikka, "Hyväksy muistio")
    fits(riikka)
    minutes = Minutes.objects.get()
    assert (minutes.talked, minutes.client_words) == ("Asunto puuttuu.", "Haluan oman oven.")
    assert (minutes.status, minutes.decisions.count()) == ("final", 1)

    follow(riikka, "Kirjaa, mihin tuen tarpeeseen kukin sovittu asia liittyy")
    fits(riikka)
    pick(riikka, "Haetaan vuokra-asuntoa", "Asuminen")
    send(riikka, "Tallenna vastaukset")
    assert ServiceState.objects.get().service.name == "Haetaan vuokra-asuntoa"

    goal = case.plans.get().goals.get()
    riikka.goto(reverse("plans:step_add", kwargs={"plan_pk": goal.plan_id, "goal_pk": goal.pk}))
    fits(riikka)
    riikka.get_by_role("button", name="Ota mukaan").first.click()
    expect(riikka.get_by_label("Mitä tehdään")).to_have_value("Haetaan vuokra-asuntoa")
    press(riikka, "Tallenna keino")
    expect(riikka.get_by_text("Keino on tallennettu").first).to_be_visible()
    assert Step.objects.get().decision == minutes.decisions.get()
