"""How far two names are the same name."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise

from cases.register.name_forms import NO_PAIRS, Pairs, are_forms, is_initial
from cases.register.sounds import sounding_words

# Above these, two last names or two first names are taken for spellings of one.
LAST_ALIKE, FIRST_ALIKE = 0.75, 0.7
SAME, PART = 1.0, 0.95
# Enough to be alike, and never enough to sound the same.
FORM, INITIAL = 0.85, 0.75
# Letters of which one less leaves PART.
LONG = 20
# Letters of one part of a name that are compared: anybody may write a whole page into the
# public form's field.
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


RANK = {How.NONE: 0, How.FIRST: 1, How.LAST: 1}


@dataclass(frozen=True)
class NameMatch:
    """How well (0–1), in which way, and whether each part sounds the same."""

    how: How
    closeness: float
    sounds_same: bool = False

    @property
    def worth(self) -> tuple[int, float]:
        """By what one agreement is better: half of a name is less than the whole of it."""
        return RANK.get(self.how, 2), self.closeness


NOTHING = NameMatch(How.NONE, 0.0)


Heard = tuple[str, ...]


@dataclass(frozen=True)
class Name:
    """A last name and first names, heard once however often they are compared."""

    last: str
    first: str

    @cached_property
    def heard(self) -> tuple[Heard, Heard]:
        """The words of both parts as they sound, as far as they are compared."""
        return heard(self.last), heard(self.first)

    @cached_property
    def plain(self) -> tuple[str, str]:
        """Both parts but for capitals and spaces."""
        return _plain(self.last), _plain(self.first)


def compare_names(asked: Name, stored: Name, former: str = "", own: Pairs = NO_PAIRS) -> NameMatch:
    """The best way in which the two agree; the first of equals wins.

    `former` are the last names that the stored person had before, `own` the county's pairs of
    first names.
    """
    if asked.plain == stored.plain:
        return NameMatch(How.SAME, SAME, True)
    last, first = asked.heard
    if not first or not last:
        return _one_word(last or first, (*stored.heard, heard(former)))
    found = [_straight((last, first), stored.heard, own)]
    if former:
        before = (heard(former), stored.heard[1])
        found.append(_as(How.FORMER, _straight((last, first), before, own)))
    found.append(_as(How.SWAPPED, _straight((first, last), stored.heard, own)))
    return max(found, key=lambda match: match.worth)


@lru_cache(maxsize=5_000)
def heard(text: str) -> Heard:
    """The words of a name as they sound, as far as they are compared."""
    words, room = [], COMPARED
    for word in sounding_words(text):
        if room > 0:
            words.append(word[:room])
            room -= len(words[-1])
    return tuple(words)


def likeness(one: str, other: str) -> float:
    """1 for the same word, 0 for nothing in common: typing slips among its letters."""
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    return 1 - slips(one, other) / longest if longest else 0.0


def slips(one: str, other: str) -> int:
    """Letters added, left out, mistaken, or swapped with the next one.

    A column of the usual table is held in the bits of a few whole numbers (Hyyrö 2003:
    A bit-vector algorithm for computing Levenshtein and Damerau edit distances).
    """
    if not one:
        return len(other)
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    all_bits, last = (1 << len(one)) - 1, 1 << len(one) - 1
    count, more, fewer, diagonal, before = len(one), all_bits, 0, 0, 0
    for letter in other:
        same = places.get(letter, 0)
        swapped = ((~diagonal & same) << 1) & before
        diagonal = (((same & more) + more) ^ more) | same | fewer | swapped
        up = fewer | ~(diagonal | more) & all_bits
        down = diagonal & more
        count += bool(up & last) - bool(down & last)
        up = up << 1 | 1
        more = (down << 1 | ~(diagonal | up)) & all_bits
        fewer = up & diagonal & all_bits
        before = same
    return count


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


def _straight(asked: tuple[Heard, Heard], stored: tuple[Heard, Heard], own: Pairs) -> NameMatch:
    """Last name with last name, first names with first names."""
    may_be_first = _may_be_same(asked[1], stored[1])
    if not may_be_first and not _may_be_alike(asked[0], stored[0]):
        return NOTHING
    last = _last(asked[0], stored[0])
    if last < LAST_ALIKE and not may_be_first:
        return NOTHING
    first = _first(asked[1], stored[1], own)
    if last >= LAST_ALIKE and first >= FIRST_ALIKE:
        sounds_same = min(last, first) >= PART
        how = How.PART if sounds_same and min(last, first) < SAME else How.ALIKE
        return NameMatch(how, (last + first) / 2, sounds_same)
    if first >= PART:
        return NameMatch(How.FIRST, (last + first) / 2)
    if last >= PART:
        return NameMatch(How.LAST, (last + first) / 2)
    return NOTHING


def _as(how: How, match: NameMatch) -> NameMatch:
    """The same agreement by another way, which is a little weaker."""
    if match.how in (How.FIRST, How.LAST, How.NONE):
        return NOTHING
    return NameMatch(how, match.closeness - 0.01, match.sounds_same)


def _one_word(asked: Heard, stored: tuple[Heard, ...]) -> NameMatch:
    known = [word for part in stored for word in part]
    if not asked or not known:
        return NOTHING
    best = min(max(likeness(word, other) for other in known) for word in asked)
    return NameMatch(How.ONE, best, best == SAME) if best >= LAST_ALIKE else NOTHING


def _last(ones: Heard, others: Heard) -> float:
    """A double name may be halved or turned."""
    if not ones or not others:
        return 0.0
    whole = likeness("".join(ones), "".join(others))
    if len(ones) == len(others) == 1:
        return whole
    if sorted(ones) == sorted(others):
        return SAME if ones == others else PART
    halves = max(likeness(a, b) for a in ones for b in others)
    return max(whole, halves * PART)


def _first(ones: Heard, others: Heard, own: Pairs) -> float:
    """Each of the fewer names is looked for among the more; the order does not matter."""
    fewer, more = sorted((ones, others), key=len)
    if not fewer:
        return 0.0
    if fewer == more:
        return SAME
    whole = likeness("".join(fewer), "".join(more))
    each = sum(max(_first_likeness(a, b, own) for b in more) for a in fewer) / len(fewer)
    return max(whole if whole < SAME else PART, each * PART if len(more) > 1 else each)


def _first_likeness(one: str, other: str, own: Pairs) -> float:
    """As letters; or, surely less than the same, as forms of one name or as an initial."""
    letters = likeness(one, other)
    if letters < FORM and are_forms(one, other, own):
        return FORM
    return max(letters, INITIAL) if is_initial(one, other) else letters


def _may_be_same(ones: Heard, others: Heard) -> bool:
    """Whether `_first` can reach PART at all, which is quickly said of most.

    All of the fewer are among the more, or they are so long that a slip is less than that.
    """
    fewer, more = sorted((ones, others), key=len)
    one, other = "".join(ones), "".join(others)
    return set(fewer) <= set(more) or one == other or max(len(one), len(other)) >= LONG


def _may_be_alike(ones: Heard, others: Heard) -> bool:
    """Whether `_last` can reach LAST_ALIKE at all, which is quickly said of most.

    Each slip takes away one letter that the other word does not have, or adds one.
    """
    return any(
        _most_alike(one, other) >= LAST_ALIKE for one in _halves(ones) for other in _halves(others)
    )


def _halves(words: Heard) -> Heard:
    """The words of a last name, and the whole of it."""
    return words if len(words) == 1 else (*words, "".join(words))


def _most_alike(one: str, other: str) -> float:
    """No less than `likeness`."""
    here, there = _letters(one), _letters(other)
    apart = max(len(here - there), len(there - here), abs(len(one) - len(other)))
    return 1 - apart / max(len(one), len(other), 1)


@lru_cache(maxsize=5_000)
def _letters(word: str) -> frozenset[str]:
    return frozenset(word)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
