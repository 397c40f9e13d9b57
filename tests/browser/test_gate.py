"""A case of each track lives from the contact to two weeks after its gate, with few fields."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import acts, gate_acts
from tests.browser.gate_acts import CLIENT, Stay
from tests.browser.scene import make_people

# What a person may have to touch, at most.
NEED_WITH_SERVICE, MOVED_QUEUE, FILLED_PORTTI = 5, 3, 6
NEEDED = ("Toimeentulo", "Kyyti vapautumispäivänä")
TWO_WEEKS = 14

STAYS = {
    "long": Stay(
        "Uusi yhteydenotto",
        60,
        kind="Vankeusrangaistus",
        began=-400,
        release_kind="Ehdonalaiseen vapauteen",
        has_plan=True,
    ),
    "short": Stay("Lyhyt vankeusrangaistus", 20),
    "fine": Stay("Sakon muuntorangaistus", 12),
    "remand": Stay("Tutkintavankeus", None),
    "freedom": Stay(
        "Uusi yhteydenotto",
        40,
        kind="Vankeusrangaistus",
        began=-400,
        release_kind="Valvottuun koevapauteen",
        second_gate=100,
    ),
}
each_track = pytest.mark.parametrize("stay", STAYS.values(), ids=STAYS)


@pytest.fixture
def people(live_server):
    return make_people()


@each_track
def test_a_case_lives_from_the_contact_to_two_weeks_after_the_gate(page, people, sign_in, stay):
    open_case(page, people, sign_in, stay)
    prepare(page, stay)
    for gate, custody in gates_of(stay):
        with at(gate + 1):
            come_back(page, sign_in, people["worker"])
            acts.open_case(page, CLIENT)
            is_known = stay.gate is not None
            gate_acts.record_release(page, on=-1, custody=custody, is_known=is_known)
    with at(last_gate(stay) + 2):
        come_back(page, sign_in, people["worker"])
        acts.open_case(page, CLIENT)
        acts.write_note(page)
    with at(last_gate(stay) + TWO_WEEKS):
        come_back(page, sign_in, people["worker"])
        expect_two_weeks_out(page)


def come_back(page, sign_in, user):
    """Sign in on a later day, when the session of the former one has ended.

    The former page goes first: what it still asks would be answered by taking the session away.
    """
    page.goto("about:blank")
    sign_in(page, user)


def at(days):
    return time_machine.travel(timezone.now() + dt.timedelta(days=days))


def gates_of(stay):
    """The days on which the client comes out, with the custody that follows, if one does."""
    if stay.second_gate is None:
        return [(stay.gate or 10, "")]
    return [(stay.gate, "Valvottu koevapaus"), (stay.second_gate, "Ehdonalainen vapaus")]


def last_gate(stay):
    return gates_of(stay)[-1][0]


def open_case(page, people, sign_in, stay):
    """From the contact over the triage to the worker who opens the case."""
    sign_in(page, people["officer"])
    gate_acts.send_contact(page, stay)
    sign_in(page, people["intake"])
    page.goto("/")
    acts.find_in_queue(page)
    acts.triage(page, people["worker"])
    sign_in(page, people["worker"])
    acts.open_case(page, CLIENT)
    acts.write_note(page)
    if stay.second_gate is not None or not stay.kind:
        gate_acts.tell_custody(page, stay)


def prepare(page, stay):
    """Needs with services until nothing is missing, a plan, and the day itself."""
    assert len(gate_acts.note_queued_home(page)) <= NEED_WITH_SERVICE
    assert len(gate_acts.grant_home(page)) <= MOVED_QUEUE
    if stay.has_plan:
        acts.assess(page)
        acts.gather_network(page)
        acts.finalise_assessment(page)
    gate_acts.answer_needs(page, NEEDED)
    gate_acts.cover(page, "Toimeentulo", "Perustoimeentulotuki")
    gate_acts.cover(page, "Kyyti vapautumispäivänä", "Kyyti portilta", "Portilla")
    if stay.has_plan:
        acts.make_plan(page)
        acts.agree_plan(page)
    others = ("Puhelin", "Henkilöllisyystodistus") if stay.kind else ()
    assert len(gate_acts.fill_portti(page, others)) <= FILLED_PORTTI
    of_the_day = page.get_by_role("region", name="Porttipäivänä")
    expect(of_the_day.get_by_text("Marko Polvelma")).to_be_visible()
    expect(of_the_day.get_by_text("Ei vielä kysytty")).to_have_count(0)
    expect(of_the_day.get_by_text("Järjestyy")).to_have_count(0)


def expect_two_weeks_out(page):
    """The case counts from the gate, nothing is missing, and nobody is asked of it again."""
    acts.open_case(page, CLIENT)
    since = page.get_by_role("region", name="Vapautumisesta")
    expect(since).to_contain_text(f"{TWO_WEEKS}päivää")
    expect(page.get_by_role("region", name="Katkokset portilla")).to_have_count(0)
    expect(page.locator("section.next")).not_to_contain_text("vapautuminen")
    gate_acts.open_portti(page)
    weeks = page.get_by_role("region", name="Ensimmäiset kaksi viikkoa")
    expect(weeks).to_contain_text("Tuettu asuminen")
