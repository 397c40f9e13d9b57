"""The map of the network with few and very many members, and drawing it with the client."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from cases.models import Case, Client
from networks.models import Closeness, Direction, MemberKind, NetworkMember, Strength
from tests.browser.conftest import DESKTOP, PHONE, expect_accessible
from tests.browser.keyboard import enter
from tests.factories import CaseFactory, NetworkMemberFactory
from tests.html_tree import tree_of

pytestmark = pytest.mark.django_db(transaction=True)

TITLES = {
    "fi": "Rikosseuraamuslaitoksen yhdyskuntaseuraamustoimiston rikosseuraamustyöntekijä",
    "sv": "Missbrukarrehabiliteringsenhetens öppenvårdsmottagnings ansvariga socialhandledare",
}
PHONE_NUMBER = "040 555 1234"
# Words or signs of the drawing that lie outside of it.
OUTSIDE = """
() => [...document.querySelectorAll('.map-drawn svg')].flatMap((map) => {
  if (!map.checkVisibility()) return [];
  const frame = map.getBoundingClientRect();
  return [...map.querySelectorAll('text, rect, circle, path')]
    .filter((part) => {
      const box = part.getBoundingClientRect();
      return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
    })
    .map((part) => part.outerHTML.slice(0, 90));
})
"""


def case_with(members: int, language: str = "fi") -> Case:
    """Members of all kinds on all rings, with long titles; the client's details are secret."""
    case: Case = CaseFactory()
    Client.objects.update(protected_address=True)
    User.objects.filter(pk=case.responsible.pk).update(language=language)
    for number in range(members):
        NetworkMemberFactory(
            case=case,
            kind=MemberKind.values[number % 4],
            name=f"{TITLES[language]} {number + 1}",
            phone=PHONE_NUMBER,
            inside=number % 3 != 0,
            after=number % 5 != 0 or number % 3 == 0,
            closeness=["", *Closeness.values][number % (len(Closeness.values) + 1)],
            contact_strength=["", *Strength.values][number % (len(Strength.values) + 1)],
            contact_direction=Direction.values[number % len(Direction.values)],
        )
    return case


def address(case: Case) -> str:
    return reverse("networks:network_map", args=[case.pk])


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("members", [3, 12, 25])
def test_the_map_can_be_read_and_fits(page, sign_in, live_server, members, language):
    case = case_with(members, language)
    sign_in(page, case.responsible)

    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        page.goto(address(case))
        expect_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
        assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("members", [3, 25])
def test_neither_map_nor_paper_tells_how_a_member_is_reached(page, sign_in, live_server, members):
    case = case_with(members)
    sign_in(page, case.responsible)
    page.goto(address(case))
    paper = page.context.request.get(reverse("caseload:map_print", args=[case.pk])).text()

    assert PHONE_NUMBER not in page.content() + paper
    assert f"{TITLES['fi']} {members}" in page.content()
    assert f"{TITLES['fi']} {members}" in paper


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_somebody_is_moved_nearer_by_one_press_of_a_key(page, sign_in, live_server, size):
    case = case_with(3)
    member = NetworkMember.objects.order_by("pk")[0]
    page.set_viewport_size(size)
    sign_in(page, case.responsible)
    page.goto(address(case))
    ring = page.locator(f"#jasen-{member.pk} button").first

    ring.focus()
    enter(page)

    expect(ring).to_have_attribute("aria-pressed", "true")
    member.refresh_from_db()
    assert member.closeness == Closeness.values[0]
    row = next(row for row in tree_of(page.content()).all("tr") if member.name in row.text)
    assert re.search(member.get_closeness_display(), row.text, re.IGNORECASE)
