"""No list shows a row to who has no right to it, nor a name to who may only list."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from accounts.models import User
from listings.asked import Asked
from listings.listing import LISTINGS, RIGHTS, Width
from listings.table import Table
from tests.factories import CustodyFactFactory, SupervisorFactory, UnitFactory, UserFactory
from tests.listings.readers import ALSO, NAMES, READERS, intake, listed_world, supervisor
from tests.world import CANARY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return listed_world()


def drawn(name: str, user: User) -> str:
    """The list as its page draws it for `user`, whether the page is theirs or not."""
    listing = LISTINGS[name]
    rows = list(listing.in_order(listing.rows(user), user))
    table = Table(Asked(listing, {}), user, given=listing.prepared(rows, user))
    request = RequestFactory().get("/")
    return render_to_string("components/listing.html", {"table": table, "request": request})


def test_every_list_is_tried_here() -> None:
    assert set(READERS) == set(LISTINGS)


@pytest.mark.parametrize("name", NAMES)
def test_who_a_list_is_for_has_rows_in_it(name: str, world: World) -> None:
    assert LISTINGS[name].rows(READERS[name](world)).exists()


@pytest.mark.parametrize("name", NAMES)
def test_who_a_list_is_not_for_has_no_row_in_it(name: str, world: World) -> None:
    user = READERS[name](world)
    others = world.actors | {"the team": world.team, "intake": intake(world)}
    allowed = ALSO.get(name, set())

    seen = {
        who
        for who, other in others.items()
        if LISTINGS[name].rows(other).exists() and not _is_alike(other, user)
    }

    assert seen - allowed == set()


def _is_alike(one: User, other: User) -> bool:
    """The same person, or the same role in the same unit."""
    return one == other or bool(one.unit_roles and one.unit_roles == other.unit_roles)


@pytest.mark.parametrize("name", NAMES)
def test_who_has_left_has_no_row_in_any_list(name: str, world: World) -> None:
    user = READERS[name](world)
    user.is_active = False
    user.save(update_fields=["is_active"])

    assert not LISTINGS[name].rows(User.objects.get(pk=user.pk)).exists()


CLIENTS = [each for each in NAMES if LISTINGS[each].width is not Width.STAFF]


@pytest.mark.parametrize("name", CLIENTS)
def test_a_superuser_has_no_row_in_any_list_of_clients(name: str, world: World) -> None:
    user = UserFactory(is_superuser=True, organisation=world.case.county)

    assert not LISTINGS[name].rows(user).exists()


@pytest.mark.parametrize("name", [each for each in NAMES if LISTINGS[each].width is Width.NAMED])
def test_a_list_with_names_shows_them(name: str, world: World) -> None:
    """Otherwise the next test would look for something that is never shown."""
    assert CANARY in drawn(name, READERS[name](world))


@pytest.mark.parametrize("name", [each for each in NAMES if LISTINGS[each].width is Width.BARE])
def test_a_bare_list_shows_no_name_prison_kind_or_day_of_release(name: str, world: World) -> None:
    fact = CustodyFactFactory.build()
    user = supervisor(world) if name == "cases" else READERS[name](world)

    shown = drawn(name, user)

    assert LISTINGS[name].rows(user).exists()
    for secret in (CANARY, "vankila", fact.get_custody_kind_display(), "2.3.2026"):
        assert secret not in shown, secret


@pytest.mark.parametrize("name", NAMES)
def test_every_list_names_its_width_and_starts_with_a_right(name: str) -> None:
    assert LISTINGS[name].width in Width
    assert LISTINGS[name].right.__name__ in RIGHTS


@pytest.mark.parametrize("name", NAMES)
def test_every_right_of_a_list_gives_nothing_to_a_stranger(name: str, world: World) -> None:
    """Without the list's own gate: the right alone must hold."""
    stranger = world.actors["partner"]

    assert not LISTINGS[name].right(stranger).exists()


def test_a_supervisor_of_another_unit_lists_nothing_of_this_one(world: World) -> None:
    other = SupervisorFactory(unit=UnitFactory(county=world.case.county))

    for name in ("cases", "led_cases", "silent_cases", "my_cases"):
        assert not LISTINGS[name].rows(other).exists(), name
