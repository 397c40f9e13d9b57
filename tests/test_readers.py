"""Whoever may look, or might until a moment ago, changes nothing: not by a page, not by a form."""

import pytest
from django.test import Client as Browser
from django.utils import timezone

from accounts.models import User
from cases.actions.team import assign_worker, open_for_purpose, remove_worker
from cases.models import Case
from cases.permissions import CaseRole
from tests.factories import SupervisorFactory, WorkerFactory
from tests.html_forms import HtmlForm
from tests.test_every_form import found_forms, with_texts
from tests.test_every_page import address, database_print, pages
from tests.world import World, make_world

# What is one's own, or the office's, and no record of a client that is there already.
OWN = ("accounts:", "timing:", "administration:", "referrals:referral_receive", "training:")
# An observation is about nobody, and nothing of a case is kept with it (decision 50).
OWN += ("observations:",)
# Shows what would follow from what is posted, and stores nothing.
PREVIEWS = {"caseload:moved_release", "referrals:referral_search", "caseload:search"}
PREVIEWS |= {"cases:register_ask"}
# A supervisor may do these to a case whose number they may list, and to their people.
SUPERVISING = {
    "cases:case_open_for_purpose",
    "cases:worker_assign",
    "caseload:absence_add",
    "caseload:absence_end",
    "caseload:account_close",
    "caseload:account_reopen",
    "caseload:person_qualifications",
    "caseload:cases_hand_over",
    "administration:factor_reset",
    "administration:rights_review",
}


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def reader(world: World) -> User:
    """A supervisor who has opened every case of the unit for a purpose."""
    supervisor: User = SupervisorFactory(unit=world.case.unit)
    for case in Case.objects.filter(unit=world.case.unit):
        open_for_purpose(case=case, by=supervisor, purpose="Valvonta")
    return supervisor


def member(world: World) -> User:
    """A second worker in every case of the unit."""
    worker: User = WorkerFactory(unit=world.case.unit)
    for case in Case.objects.filter(unit=world.case.unit).open():
        assign_worker(case=case, user=worker, role=CaseRole.MEMBER, by=world.team)
    return worker


def whose_membership_ended(world: World) -> User:
    worker = member(world)
    for case in Case.objects.filter(unit=world.case.unit).open():
        remove_worker(case=case, user=worker, by=world.team, reason="Muut tehtävät")
    return worker


def whose_account_is_closed(world: World) -> User:
    worker = member(world)
    User.objects.filter(pk=worker.pk).update(is_active=False, last_login=timezone.now())
    return worker


ACTORS = {
    "who opened for a purpose": reader,
    "whose membership ended": whose_membership_ended,
    "whose account is closed": whose_account_is_closed,
}
REFUSED = {403, 404, 405}


def forms_to_send(world: World) -> list[tuple[str, HtmlForm]]:
    """Those about a client, as the team sees them."""
    every = [(name, form) for name, _browser, form in found_forms(world)]
    left_out = SUPERVISING | PREVIEWS
    return [(n, f) for n, f in every if not n.startswith(OWN) and n not in left_out]


def typed(form: HtmlForm) -> dict[str, object]:
    """An honest form, without the mark of its writer, for whom it would be kept."""
    return {n: v for n, v in with_texts(form, "x").items() if n != "written_by"}


def signed_in(user: User) -> Browser:
    """With a session from before the account was closed."""
    browser = Browser(raise_request_exception=False)
    browser.force_login(user)
    return browser


def answers(browser: Browser, sent: list[tuple[str, str, dict[str, object]]]) -> list[str]:
    """Of what is sent, what was not refused."""
    taken = []
    for name, url, data in sent:
        response = browser.post(url, data)
        to_sign_in = response.status_code == 302 and response["Location"].startswith(
            "/kirjautuminen/"
        )
        if response.status_code not in REFUSED and not to_sign_in:
            taken.append(f"{name} {response.status_code}")
    return taken


@pytest.mark.parametrize("actor", ACTORS)
def test_no_page_about_a_client_takes_anything_from(actor: str, world: World) -> None:
    browser = signed_in(ACTORS[actor](world))
    left_out = SUPERVISING | PREVIEWS
    about = [p for p in pages() if set(p[1]) & world.of_the_client and p[0] not in left_out]
    before = database_print()

    taken = answers(browser, [(n, address(world, n, words), world.posted) for n, words in about])

    assert taken == []
    assert database_print() == before


@pytest.mark.slow
@pytest.mark.parametrize("actor", ACTORS)
def test_no_form_about_a_client_is_taken_from(actor: str, world: World) -> None:
    forms = forms_to_send(world)
    browser = signed_in(ACTORS[actor](world))
    before = database_print()

    taken = answers(browser, [(n, f.action, typed(f)) for n, f in forms])

    assert len(forms) > 40
    assert taken == []
    assert database_print() == before


def test_who_opened_for_a_purpose_does_read_the_case(world: World) -> None:
    """Otherwise the tests above would refuse whom nothing is shown to."""
    browser = signed_in(reader(world))

    assert browser.get(world.case.get_absolute_url()).status_code == 200
