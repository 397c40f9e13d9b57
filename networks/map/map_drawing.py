"""The map of the network: where each member stands in the drawing, with line and number.

The client is the middle. A member has the same place before and after the gate. Only whole
numbers, since a template writes fractions with a comma. The table beside says the same.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import Truncator

from networks.models import Closeness, Direction, MemberKind, NetworkMember, Strength

# From the middle; two distances for each ring, in turns, so that neighbours do not touch.
DISTANCES = {
    Closeness.NEAR.value: (94, 130),
    Closeness.BETWEEN.value: (164, 200),
    Closeness.FAR.value: (234, 268),
    "": (306, 306),
}
RINGS = (147, 217, 287)
CLIENT = 46
# Half the width of a sign: of a few members, and of many.
LARGE, SMALL, FEW = 16, 13, 12
# The words stand outside of everything; so long, so far from each other at least.
WORDS_FROM, LETTERS, LINE = 346, 26, 22
HEIGHT = 740

WIDTHS = {Strength.STRONG: "6", Strength.MODERATE: "3", Strength.NEW: "1.5"} | {
    Strength.STRAINED: "2.5",
    Strength.NOT_BEGUN: "2",
}
DASHES = {Strength.STRAINED: "9 6", Strength.NOT_BEGUN: "1.5 6"}


@dataclass(frozen=True)
class Point:
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """From the client to a member; `heads` are the arrows, as points of a polygon."""

    width: str
    dashes: str
    heads: list[str]


@dataclass(frozen=True)
class Mark:
    """One member in the drawing; `half` is half the width of the sign."""

    number: int
    half: int
    member: NetworkMember
    at: Point
    words_at: Point
    anchor: str
    line: Line | None

    @property
    def words(self) -> str:
        """The name as far as there is room."""
        return Truncator(str(self.member)).chars(LETTERS)

    @property
    def diamond(self) -> str:
        x, y, half = self.at.x, self.at.y, self.half + 4
        return f"M{x} {y - half}L{x + half} {y}L{x} {y + half}L{x - half} {y}Z"

    @property
    def triangle(self) -> str:
        x, y, half = self.at.x, self.at.y, self.half + 3
        return f"M{x} {y - half - 2}L{x + half} {y + half - 4}H{x - half}Z"

    @property
    def corner(self) -> Point:
        """Of the square of a public service."""
        return Point(self.at.x - self.half, self.at.y - self.half)

    @property
    def width(self) -> int:
        return 2 * self.half

    @property
    def is_small(self) -> bool:
        return self.half == SMALL


@dataclass(frozen=True)
class Drawing:
    marks: list[Mark]
    # Ends of the lines between the kinds.
    borders: list[Point]
    rings: tuple[int, ...] = RINGS


@dataclass(frozen=True)
class Slot:
    """A direction from the middle, in radians from the top, to the right."""

    angle: float
    number: int
    member: NetworkMember

    def point(self, distance: float) -> Point:
        return _point(self.angle, distance)


def numbered(members: Sequence[NetworkMember]) -> list[tuple[int, NetworkMember]]:
    """In the order of the kinds, as they stand around the client and in the table."""
    kinds = list(MemberKind)
    ordered = sorted(members, key=lambda each: (kinds.index(MemberKind(each.kind)), each.pk))
    return list(enumerate(ordered, start=1))


def drawing_of(members: Sequence[NetworkMember], *, shown: Sequence[NetworkMember]) -> Drawing:
    """Draw those of `shown`; the places are those that all `members` have."""
    slots, borders = _slots(numbered(members))
    words = _words_of(slots)
    keys = {member.pk for member in shown}
    half = LARGE if len(members) <= FEW else SMALL
    turn: dict[str, int] = {}
    marks = []
    for slot in slots:
        ring = slot.member.closeness
        turn[ring] = turn.get(ring, 0) + 1
        distance = DISTANCES[ring][turn[ring] % 2]
        if slot.member.pk in keys:
            at, anchor = words[slot.number]
            line = _line(slot, distance, half)
            marks.append(
                Mark(slot.number, half, slot.member, slot.point(distance), at, anchor, line)
            )
    return Drawing(marks, borders)


def _slots(
    members: Sequence[tuple[int, NetworkMember]],
) -> tuple[list[Slot], list[Point]]:
    """One direction each, and a free one between two kinds, in which the border is drawn."""
    kinds = list(dict.fromkeys(member.kind for _number, member in members))
    step = 2 * math.pi / max(len(members) + len(kinds), 1)
    slots, borders, place, before = [], [], 0.5, None
    for number, member in members:
        if member.kind != before:
            borders.append(_point(place * step, RINGS[-1]))
            place, before = place + 1, member.kind
        slots.append(Slot(place * step, number, member))
        place += 1
    return slots, borders if len(kinds) > 1 else []


def _words_of(slots: Sequence[Slot]) -> dict[int, tuple[Point, str]]:
    """Where each name stands: left or right of the drawing, none upon another."""
    found: dict[int, tuple[Point, str]] = {}
    for is_right in (True, False):
        side = [slot for slot in slots if (slot.point(1000).x >= 0) is is_right]
        side.sort(key=lambda each: each.point(1000).y)
        heights = _apart([slot.point(WORDS_FROM).y for slot in side])
        for slot, y in zip(side, heights, strict=True):
            x = math.isqrt(max(WORDS_FROM**2 - y**2, 24**2))
            found[slot.number] = (
                Point(x if is_right else -x, y),
                "start" if is_right else "end",
            )
    return found


def _apart(heights: Sequence[int]) -> list[int]:
    """The same heights, moved as little as leaves a line between two."""
    half = HEIGHT // 2 - LINE
    down: list[int] = []
    for height in heights:
        down.append(max(height, down[-1] + LINE) if down else max(height, -half))
    up: list[int] = []
    for height in reversed(down):
        up.append(min(height, up[-1] - LINE) if up else min(height, half))
    return up[::-1]


def _line(slot: Slot, distance: int, half: int) -> Line | None:
    """None where the client has not told of the contact."""
    member = slot.member
    if not member.contact_strength:
        return None
    strength = Strength(member.contact_strength)
    heads = []
    if member.contact_direction in (Direction.BOTH, Direction.CLIENT):
        heads.append(_head(slot.angle, distance - half - 5, -9))
    if member.contact_direction in (Direction.BOTH, Direction.MEMBER):
        heads.append(_head(slot.angle, CLIENT + 2, 9))
    return Line(WIDTHS[strength], DASHES.get(strength, ""), heads)


def _head(angle: float, tip: int, length: int) -> str:
    """A triangle with its tip so far from the middle."""
    base = tip + length
    spread = 10 / base
    corners = [
        _point(angle, tip),
        _point(angle - spread, base),
        _point(angle + spread, base),
    ]
    return " ".join(f"{corner.x},{corner.y}" for corner in corners)


def _point(angle: float, distance: float) -> Point:
    return Point(round(math.sin(angle) * distance), round(-math.cos(angle) * distance))
