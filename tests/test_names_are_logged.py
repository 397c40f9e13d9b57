"""Whoever sees a client's name has left a line in the log of that client (703/2023 10 §).

The pages are found in the URLconf. A list, a search or a comparison is one line for all whom
it shows, and is found from each of them.
"""

import pytest
import time_machine
from django.db.models import Q
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import User
from audit.models import AuditEvent
from audit.vocabulary import Action
from listings.table import Excerpt
from referrals.intake.listings import WAITING
from tests.caseload.every_kind import KINDS
from tests.factories import CaseFactory, IntakeWorkerFactory, ReferralFactory, WorkerFactory
from tests.test_every_page import address, pages
from tests.world import CANARY, World, make_world
from timing.calendar import noon_of
from timing.models import Due
from timing.vocabulary import DueKind

# Shows its reader what they typed themselves, and nothing of the record.
OWN_WORDS = {"accounts:kept_text"}
WHO = {
    "the team": lambda world: world.team,
    "the intake": lambda world: IntakeWorkerFactory(unit=world.case.unit),
}


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


def lines_about(world: World) -> int:
    """How often the log tells of the client or of the contact about them."""
    client, referral = world.case.client_id, world.arguments["referral_pk"]
    merged = world.arguments["other_pk"]
    return AuditEvent.objects.filter(
        Q(client_id=client)
        | Q(client_ids__overlap=[client, merged])
        | Q(referral_id=referral)
        | Q(referral_ids__contains=[referral])
    ).count()


@pytest.mark.slow
@pytest.mark.parametrize("who", WHO)
def test_every_page_that_names_a_client_leaves_a_line(who: str, world: World) -> None:
    browser = browser_of(WHO[who](world))
    seen, unlogged = 0, []
    for name, words in pages():
        if name in OWN_WORDS:
            continue
        before = lines_about(world)
        response = browser.get(address(world, name, words))
        if response.streaming or CANARY.encode() not in response.content:
            continue
        seen += 1
        if lines_about(world) == before:
            unlogged.append(name)

    assert seen >= 5
    assert unlogged == []


def test_a_search_is_found_from_whom_it_showed(world: World) -> None:
    browser = browser_of(IntakeWorkerFactory(unit=world.case.unit))

    browser.post(reverse("cases:client_search"), {"name": CANARY})

    found = AuditEvent.objects.of_case_and_client(world.case.pk, world.case.client_id)
    assert found.filter(action=Action.CLIENT_SEARCHED.value).count() == 1


def test_a_search_of_own_cases_is_found_from_whom_it_showed(world: World) -> None:
    before = lines_about(world)

    response = browser_of(world.team).post(reverse("caseload:search"), {"what": CANARY})

    assert CANARY.encode() in response.content
    assert lines_about(world) == before + 1


def test_a_list_is_one_line_for_all_whom_it_shows(world: World) -> None:
    CaseFactory(unit=world.case.unit, responsible=world.team)
    before = AuditEvent.objects.count()

    browser_of(world.team).get(reverse("caseload:my_work"))

    (line,) = AuditEvent.objects.order_by("pk")[before:]
    assert (line.action, len(line.client_ids)) == (Action.LIST_READ.value, 2)


def test_a_closed_case_that_is_followed_up_is_logged_on_my_work(world: World) -> None:
    closed = KINDS[DueKind.FOLLOW_UP].made()
    due = Due.objects.present().get(case_id=closed.pk, kind=DueKind.FOLLOW_UP)
    with time_machine.travel(noon_of(due.day), tick=False):
        page = browser_of(closed.responsible).get(reverse("caseload:my_work"))

    assert closed.client.last_name in page.content.decode()
    (line,) = AuditEvent.objects.filter(action=Action.LIST_READ.value)
    assert line.client_ids == [closed.client_id]


def test_a_part_of_a_list_on_another_page_is_one_line_too(world: World) -> None:
    intake = IntakeWorkerFactory(unit=world.case.unit)
    shown = ReferralFactory(county=world.case.county)
    before = AuditEvent.objects.count()

    assert Excerpt(WAITING, intake, 5).parts

    (line,) = AuditEvent.objects.order_by("pk")[before:]
    assert line.action == Action.LIST_READ.value
    assert shown.pk in line.referral_ids


def test_the_log_page_of_a_case_tells_of_lists(world: World) -> None:
    browser = browser_of(world.team)
    browser.get(reverse("caseload:my_work"))

    page = browser.get(reverse("cases:log", kwargs={"case_pk": world.case.pk}))

    assert "Näki luettelossa" in page.content.decode()


def test_a_list_without_names_leaves_no_line(world: World) -> None:
    before = AuditEvent.objects.count()

    browser_of(WorkerFactory(unit=world.case.unit)).get(reverse("caseload:my_work"))

    assert AuditEvent.objects.count() == before
