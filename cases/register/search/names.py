"""How far two names are the same name."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from cases.register.sounds import sounding_words, sounds

# Above these, two last names or two first names are taken for spellings of one.
LAST_ALIKE, FIRST_ALIKE = 0.75, 0.7
SAME, PART = 1.0, 0.95
# Letters of one part of a name that are compared: the work grows with their square, and
# anybody may write a whole page into the public form's field.
COMPARED = 60


class How(StrEnum):
    """In which way a name agrees."""

    SAME = "same"
    PART = "part"  # the same, but fewer or more first names, or half of a double name
    ALIKE = "alike"  # spelt otherwise
    SWAPPED = "swapped"
    FORMER = "former"
    FIRST = "first"  # all first names and another last name
    LAST = "last"  # the last name and other first names
    ONE = "one"  # one word was asked for, and it is one of the names
    NONE = "none"


@dataclass(frozen=True)
class NameMatch:
    """How well (0–1), in which way, and whether each part sounds the same."""

    how: How
    closeness: float
    sounds_same: bool = False

    @property
    def worth(self) -> tuple[int, float]:
        """By what one agreement is better: half of a name is less than the whole of it."""
        rank = {How.NONE: 0, How.FIRST: 1, How.LAST: 1}
        return rank.get(self.how, 2), self.closeness


NOTHING = NameMatch(How.NONE, 0.0)


def compare_names(asked: tuple[str, str], stored: tuple[str, str], former: str = "") -> NameMatch:
    """The best way in which (last name, first names) agree; the first of equals wins."""
    last, first = asked
    if _plain(asked) == _plain(stored):
        return NameMatch(How.SAME, SAME, True)
    if not sounds(first) or not sounds(last):
        return _one_word(f"{last} {first}", stored, former)
    found = [_straight(asked, stored)]
    if former:
        found.append(_as(How.FORMER, _straight(asked, (former, stored[1]))))
    found.append(_as(How.SWAPPED, _straight((first, last), stored)))
    return max(found, key=lambda match: match.worth)


def likeness(one: str, other: str) -> float:
    """1 for the same word, 0 for nothing in common: typing slips among its letters."""
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    return 1 - slips(one, other) / longest if longest else 0.0


def slips(one: str, other: str) -> int:
    """Letters added, left out, mistaken, or swapped with the next one."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]


def digit_slip(one: str, other: str) -> bool:
    """Whether one digit is wrong, or two neighbours are swapped."""
    if len(one) != len(other):
        return False
    wrong = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 2:
        first, second = wrong
        swapped = (one[first], one[second]) == (other[second], other[first])
        return swapped and (first, second) in pairwise(range(len(one)))
    return len(wrong) == 1


def _straight(asked: tuple[str, str], stored: tuple[str, str]) -> NameMatch:
    """Last name with last name, first names with first names."""
    last = _last(asked[0], stored[0])
    first = _first(asked[1], stored[1])
    is_last, is_first = last >= LAST_ALIKE, first >= FIRST_ALIKE
    closeness = (last + first) / 2
    if is_last and is_first:
        sounds_same = min(last, first) >= PART
        if min(last, first) == SAME:
            how = How.SAME if _plain(asked) == _plain(stored) else How.ALIKE
        else:
            how = How.PART if sounds_same else How.ALIKE
        return NameMatch(how, closeness, sounds_same)
    if first >= PART:
        return NameMatch(How.FIRST, closeness)
    if last >= PART:
        return NameMatch(How.LAST, closeness)
    return NOTHING


def _as(how: How, match: NameMatch) -> NameMatch:
    """The same agreement by another way, which is a little weaker."""
    if match.how in (How.FIRST, How.LAST, How.NONE):
        return NOTHING
    return NameMatch(how, match.closeness - 0.01, match.sounds_same)


def _one_word(asked: str, stored: tuple[str, str], former: str) -> NameMatch:
    words = _heard(asked)
    known = [word for part in (*stored, former) for word in _heard(part)]
    if not words or not known:
        return NOTHING
    best = min(max(likeness(word, other) for other in known) for word in words)
    return NameMatch(How.ONE, best, best == SAME) if best >= LAST_ALIKE else NOTHING


def _last(one: str, other: str) -> float:
    """A double name may be halved or turned."""
    ones, others = _heard(one), _heard(other)
    if not ones or not others:
        return 0.0
    whole = likeness("".join(ones), "".join(others))
    if len(ones) == len(others) == 1:
        return whole
    if sorted(ones) == sorted(others):
        return SAME if ones == others else PART
    halves = max(likeness(a, b) for a in ones for b in others)
    return max(whole, halves * PART)


def _first(one: str, other: str) -> float:
    """Each of the fewer names is looked for among the more; the order does not matter."""
    fewer, more = sorted((_heard(one), _heard(other)), key=len)
    if not fewer:
        return 0.0
    if fewer == more:
        return SAME
    whole = likeness("".join(fewer), "".join(more))
    each = sum(max(likeness(a, b) for b in more) for a in fewer) / len(fewer)
    return max(whole if whole < SAME else PART, each * PART if len(more) > 1 else each)


def _heard(text: str) -> tuple[str, ...]:
    """The words as they sound, as far as they are compared."""
    words, room = [], COMPARED
    for word in sounding_words(text):
        if room > 0:
            words.append(word[:room])
            room -= len(words[-1])
    return tuple(words)


def _plain(name: tuple[str, str]) -> tuple[str, ...]:
    """The name but for capitals and spaces."""
    return tuple(" ".join(part.split()).casefold() for part in name)
