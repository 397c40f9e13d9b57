"""The map of the network, and placing somebody on it."""

import math
import re

import pytest
from django.db import ProgrammingError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from networks.map.map_drawing import CLIENT, LINE, WORDS_FROM, drawing_of, numbered
from networks.members.actions.changing import MemberEnded, edit_member, end_member, place_member
from networks.models import Closeness, Direction, MemberKind, NetworkMember, Strength
from tests.factories import CaseFactory, NetworkMemberFactory, WorkerFactory
from tests.html_tree import tree_of

MOST = 25
# Half of each outline lies outside of its sign.
STROKE = 2.5


def member_of(pk, kind, closeness):
    return NetworkMember(
        pk=pk,
        kind=kind,
        name="Kuntouttavan työtoiminnan palveluohjauksen vastaava",
        closeness=closeness,
        contact_strength=Strength.STRONG,
        contact_direction=Direction.BOTH,
    )


networks = st.lists(
    st.tuples(st.sampled_from(MemberKind.values), st.sampled_from(["", *Closeness.values])),
    min_size=1,
    max_size=MOST,
).map(lambda rows: [member_of(pk, *row) for pk, row in enumerate(rows, start=1)])


def outline_of(mark):
    """The corners of the sign as the template draws it; a circle as a polygon around it."""
    if mark.member.kind == MemberKind.PUBLIC:
        x, y, width = mark.corner.x, mark.corner.y, mark.width
        return [(x, y), (x + width, y), (x + width, y + width), (x, y + width)]
    if mark.member.kind == MemberKind.CLOSE_PERSON:
        turns = [math.tau * n / 12 for n in range(12)]
        reach = mark.half / math.cos(math.pi / 12)
        return [
            (mark.at.x + reach * math.sin(turn), mark.at.y + reach * math.cos(turn))
            for turn in turns
        ]
    corners = []
    path = mark.diamond if mark.member.kind == MemberKind.OTHER_ACTOR else mark.triangle
    for step in re.findall(r"[MLH][^MLHZ]*", path):
        numbers = [float(number) for number in step[1:].split()]
        corners.append((numbers[0], numbers[1] if step[0] != "H" else corners[-1][1]))
    return corners


def gap_between(one, other):
    """How far apart two convex outlines are along the best line between them; negative: not."""
    gaps = []
    for outline in (one, other):
        for (x, y), (to_x, to_y) in zip(outline, [*outline[1:], outline[0]], strict=True):
            length = math.hypot(to_x - x, to_y - y)
            across = ((to_y - y) / length, (x - to_x) / length)
            spans = [[px * across[0] + py * across[1] for px, py in each] for each in (one, other)]
            gaps += [min(spans[1]) - max(spans[0]), min(spans[0]) - max(spans[1])]
    return max(gaps)


@given(networks)
def test_no_two_members_touch_whoever_stands_where(members):
    marks = drawing_of(members, shown=members).marks

    for number, one in enumerate(marks):
        for other in marks[number + 1 :]:
            assert gap_between(outline_of(one), outline_of(other)) > STROKE


@pytest.mark.parametrize("kind", MemberKind.values)
@pytest.mark.parametrize("ring", ["", *Closeness.values])
@pytest.mark.parametrize("many", [3, 12, 25])
def test_members_of_one_kind_on_one_ring_do_not_touch(kind, ring, many):
    members = [member_of(pk, kind, ring) for pk in range(1, many + 1)]
    marks = drawing_of(members, shown=members).marks

    for number, one in enumerate(marks):
        for other in marks[number + 1 :]:
            assert gap_between(outline_of(one), outline_of(other)) > STROKE


@given(networks)
def test_no_member_touches_the_client(members):
    for mark in drawing_of(members, shown=members).marks:
        assert min(math.hypot(x, y) for x, y in outline_of(mark)) > CLIENT + STROKE


@given(networks)
def test_no_name_stands_upon_another(members):
    marks = drawing_of(members, shown=members).marks
    for anchor in ("start", "end"):
        heights = sorted(mark.words_at.y for mark in marks if mark.anchor == anchor)
        assert all(low - high >= LINE for high, low in zip(heights, heights[1:], strict=False))
        assert all(abs(height) <= WORDS_FROM + LINE for height in heights)


@given(networks)
def test_a_member_stands_nearer_the_nearer_they_are_told_to_be(members):
    order = [*Closeness.values, ""]
    distance = [set(), set(), set(), set()]
    for mark in drawing_of(members, shown=members).marks:
        ring = order.index(mark.member.closeness)
        distance[ring].add(math.dist((0, 0), (mark.at.x, mark.at.y)))

    filled = [each for each in distance if each]
    assert all(max(one) < min(two) for one, two in zip(filled, filled[1:], strict=False))


@given(networks)
def test_the_place_is_the_same_before_and_after_the_gate(members):
    every = {mark.number: mark.at for mark in drawing_of(members, shown=members).marks}
    some = {mark.number: mark.at for mark in drawing_of(members, shown=members[::2]).marks}

    assert some == {number: every[number] for number in some}


def map_page(case):
    return reverse("networks:network_map", kwargs={"case_pk": case.pk})


@pytest.fixture
def case(db, client):
    case = CaseFactory()
    client.force_login(case.responsible)
    return case


@pytest.fixture
def members(case):
    """One of each kind, each told of otherwise."""
    kinds = zip(MemberKind.values, [*Closeness.values, ""], strict=True)
    strengths = [Strength.STRONG, Strength.STRAINED, "", Strength.NOT_BEGUN]
    return [
        NetworkMemberFactory(
            case=case, kind=kind, closeness=ring, contact_strength=strength, inside=True
        )
        for (kind, ring), strength in zip(kinds, strengths, strict=True)
    ]


def test_what_the_map_says_stands_in_the_table(client, case, members):
    response = client.get(map_page(case))

    drawn = {
        (
            str(mark.number),
            str(mark.member),
            mark.member.closeness,
            mark.member.get_contact_strength_display() if mark.line else "ei kerrottu",
        )
        for mark in response.context["state"].drawing.marks
    }
    tree = tree_of(response.content.decode())
    rows = [row for row in tree.all("tr") if row.first("td")]
    assert {told_in(row) for row in rows} == drawn
    placed = [each for each in tree.all("li") if "jasen-" in each.attributes.get("id", "")]
    assert {pressed_in(each) for each in placed} == {
        (str(number), member.closeness) for number, member in numbered(members)
    }


def told_in(row):
    """Number, name, ring and contact, as a reader of the table finds them."""
    number, ring, contact, *_where = row.all("td")
    name = next(part for part in row.first("th").parts if isinstance(part, str)).strip()
    value = next((key.value for key in Closeness if str(key.label) == ring.text), "")
    strength = next(part for part in [*contact.parts] if str(part).strip())
    words = strength.strip() if isinstance(strength, str) else strength.text
    return number.text, name, value, words


def pressed_in(item):
    """Number and ring of a member among those to place."""
    pressed = [
        button.attributes["value"].partition("-")[2]
        for button in item.all("button")
        if button.attributes["aria-pressed"] == "true"
    ]
    return item.first("span", "num").text, *(pressed or [""])


def test_a_member_who_supports_in_prison_only_is_not_drawn_after_the_gate(client, case):
    inside = NetworkMemberFactory(case=case, inside=True, after=False)
    after = NetworkMemberFactory(case=case)

    drawn = {
        state: [
            mark.member
            for mark in client.get(map_page(case), {"aika": state}).context["state"].drawing.marks
        ]
        for state in ("ennen", "jalkeen")
    }

    assert drawn == {"ennen": [inside], "jalkeen": [after]}


def test_whoever_is_not_drawn_is_told_apart_where_they_are_placed(client, case):
    NetworkMemberFactory(case=case, inside=True, after=True)
    NetworkMemberFactory(case=case, inside=True, after=False)

    absent = {
        state: client.get(map_page(case), {"aika": state})
        .content.decode()
        .count("ei tässä kuvassa")
        for state in ("ennen", "jalkeen")
    }

    assert absent == {"ennen": 0, "jalkeen": 1}


def test_the_name_leads_to_how_strong_the_contact_is(client, case, members):
    page = client.get(map_page(case)).content.decode()

    assert reverse("networks:member_edit", args=[members[0].pk]) in page


def test_one_press_places_a_member(client, case, members):
    response = client.post(map_page(case), {"place": f"{members[2].pk}-near"})

    assert response.url == f"{map_page(case)}?aika=ennen#jasen-{members[2].pk}"
    members[2].refresh_from_db()
    assert members[2].closeness == Closeness.NEAR


def test_the_same_press_twice_leaves_one_trace(client, case, members):
    for _time in range(2):
        client.post(map_page(case), {"place": f"{members[2].pk}-near"})

    members[2].refresh_from_db()
    assert members[2].version == 2


@pytest.mark.parametrize("place", ["", "x", "1", "-near", "0-near", "9" * 17 + "-near", "²-near"])
def test_a_press_that_names_nobody_places_nobody_and_says_so(client, case, members, place):
    response = client.post(map_page(case), {"place": place})

    assert response.context["form"].errors["place"]


def test_somebody_of_another_network_is_not_placed(client, case, members):
    other = NetworkMemberFactory()

    response = client.post(map_page(case), {"place": f"{other.pk}-near"})

    assert response.context["form"].errors["place"]
    other.refresh_from_db()
    assert other.closeness == ""


def test_whoever_has_left_is_not_placed(client, case, members):
    end_member(member=members[0], on=members[0].since, reason="Muutti", by=case.responsible)

    response = client.post(map_page(case), {"place": f"{members[0].pk}-near"})

    assert response.context["form"].errors["place"]


def test_a_stranger_gets_no_map(client, case, members):
    client.force_login(WorkerFactory())

    assert client.get(map_page(case)).status_code == 404


def test_whoever_has_left_is_placed_nowhere(case):
    member = NetworkMemberFactory(case=case, ended=True)

    with pytest.raises(MemberEnded):
        place_member(member=member, closeness=Closeness.FAR, by=case.responsible)


def test_placing_keeps_what_somebody_saved_meanwhile(case, members):
    seen = NetworkMember.objects.get(pk=members[0].pk)
    edit_member(member=members[0], seen=1, values={"role": "tuki"}, by=case.responsible)

    place_member(member=seen, closeness=Closeness.FAR, by=case.responsible)

    members[0].refresh_from_db()
    assert (members[0].role, members[0].closeness) == ("tuki", "far")


def test_placing_is_writing_in_the_case(case, members):
    case.refresh_from_db()
    before = case.last_written_at

    place_member(member=members[0], closeness=Closeness.FAR, by=case.responsible)

    case.refresh_from_db()
    assert case.last_written_at > before


def test_a_wish_that_changes_is_kept(case, members):
    wished = {"client_wish": "may_take_part", "wish_words": "Saa tulla."}
    edit_member(member=members[0], seen=1, values=wished, by=case.responsible)
    edit_member(member=members[0], seen=2, values={"client_wish": "not"}, by=case.responsible)

    former = members[0].former_wishes.values_list("client_wish", "wish_words")
    assert list(former) == [("may_take_part", "Saa tulla."), ("ask_first", "")]


def test_an_edit_that_leaves_the_wish_keeps_no_former_one(case, members):
    edit_member(member=members[0], seen=1, values={"role": "tuki"}, by=case.responsible)

    assert not members[0].former_wishes.exists()


@pytest.mark.parametrize("act", ["save", "delete"])
def test_a_former_wish_stays_as_it_was(case, members, act):
    edit_member(member=members[0], seen=1, values={"client_wish": "not"}, by=case.responsible)
    former = members[0].former_wishes.get()
    former.wish_words = "muutettu"

    with pytest.raises(ProgrammingError, match="Cannot"):
        getattr(former, act)()
