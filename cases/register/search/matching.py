"""Whether two descriptions may be of one person, how surely, and why in words."""

import datetime as dt
from calendar import isleap
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.register import identity_code
from cases.register.name_forms import NO_PAIRS, Pairs
from cases.register.search.names import (
    NOTHING,
    How,
    Name,
    NameMatch,
    compare_names,
    digit_slip,
)


class Strength(IntEnum):
    """How surely the two are the same person. Only the first says so."""

    CERTAIN = 4  # the same identity code
    LIKELY = 3  # the same name, however it is spelt or ordered, and the same birth date
    POSSIBLE = 2  # one of the two is unknown or a slip away
    WEAK = 1  # something agrees and something does not


@dataclass(frozen=True)
class Person:
    """What is known of somebody."""

    last_name: str = ""
    first_names: str = ""
    former_names: str = ""
    identity_code: str = ""
    birth_date: dt.date | None = None


@dataclass(frozen=True)
class Wanted:
    """Whom somebody looks for; any part may be missing.

    `name` is for one box: its words are tried in every order that names are said in.
    """

    last_name: str = ""
    first_names: str = ""
    name: str = ""
    identity_code: str = ""
    birth_date: dt.date | None = None
    phone: str = ""
    # The pairs of first names that the county in which is looked has added.
    own_pairs: Pairs = NO_PAIRS

    @property
    def whole_name(self) -> str:
        return " ".join(f"{self.last_name} {self.first_names} {self.name}".split())

    @cached_property
    def readings(self) -> list[Name]:
        """What may be the last name and what the first names."""
        if not self.name:
            return [Name(self.last_name, self.first_names)]
        last, comma, first = self.name.partition(",")
        if comma:
            return [Name(last, first)]
        words = self.name.split()
        cuts = range(1, min(len(words), 4))
        read = [Name(" ".join(words[-n:]), " ".join(words[:-n])) for n in cuts]
        read += [Name(" ".join(words[:n]), " ".join(words[n:])) for n in cuts]
        return read or [Name(self.name, "")]

    @cached_property
    def codes_nearby(self) -> set[str]:
        """The identity codes that one slip turns into this one."""
        return identity_code.slips(self.identity_code)


@dataclass(frozen=True)
class Match:
    """That somebody may be the one who is looked for. `score` orders the matches."""

    strength: Strength
    score: float
    reason: str

    @property
    def is_same_code(self) -> bool:
        """Whether the identity code says it."""
        return self.strength is Strength.CERTAIN


class Day(IntEnum):
    """What the birth dates say of each other."""

    SAME = 4
    NEAR = 3
    UNKNOWN = 2
    OTHER = 1


class Code(IntEnum):
    """What the identity codes say of each other."""

    SAME = 4
    NEAR = 3
    UNKNOWN = 2
    OTHER = 1


def compare(wanted: Wanted, person: Person, *, same_phone: bool = False) -> Match | None:
    """How the two agree; None where nothing worth a look does."""
    name, read = _best_name(wanted, person)
    day = compare_days(wanted.birth_date, person.birth_date)
    code = _compare_codes(wanted, person.identity_code)
    strength = _strength(wanted, name, day, code, same_phone)
    if strength is None:
        return None
    score = 100.0 * strength + 50 * name.closeness + 10 * day + 4 * code + 20 * same_phone
    words = [
        _name_words(wanted, name, read, person),
        _day_words(day, person) if wanted.birth_date or name.how is not How.NONE else "",
        _code_words(code),
        _("same phone number") if same_phone else "",
    ]
    if code is Code.SAME:
        # Nothing more is to be said where the rest agrees.
        words = [_code_words(code), words[0] if name.how is not How.SAME else ""]
    return Match(strength, score, _sentence(words))


def compare_days(one: dt.date | None, other: dt.date | None) -> Day:
    """Near: one digit, two neighbouring digits, day and month, the century, or the next day.

    And of one year where one of them is the first of January.
    """
    if one is None or other is None:
        return Day.UNKNOWN
    if one == other:
        return Day.SAME
    swapped = (one.year, one.day, one.month) == (other.year, other.month, other.day)
    century = one.strftime("%d%m") == other.strftime("%d%m") and not (one.year - other.year) % 100
    slip = digit_slip(f"{one:%d%m}{one.year:04}", f"{other:%d%m}{other.year:04}")
    next_day = abs((one - other).days) == 1
    # A birth date that nobody knew was often written down as the first of January.
    assumed = one.year == other.year and (1, 1) in ((one.month, one.day), (other.month, other.day))
    near = swapped or century or slip or next_day or assumed
    return Day.NEAR if near else Day.OTHER


def days_nearby(day: dt.date) -> set[dt.date]:
    """Every day that `compare_days` calls the same or near, of those that may be stored."""
    digits = f"{day:%d%m}{day.year:04}"
    written = {digits, digits[2:4] + digits[:2] + digits[4:]}
    written |= {f"{digits[:4]}{year:04}" for year in range(day.year % 100, 10_000, 100)}
    for place, digit in enumerate(digits):
        written |= {digits[:place] + other + digits[place + 1 :] for other in "0123456789"}
        if place:
            written.add(digits[: place - 1] + digit + digits[place - 1] + digits[place + 1 :])
    found = {day + dt.timedelta(days=1), day - dt.timedelta(days=1), dt.date(day.year, 1, 1)}
    if (day.month, day.day) == (1, 1):
        found |= {day + dt.timedelta(days=n) for n in range(365 + isleap(day.year))}
    for each in written:
        if "1900" <= each[4:] <= "2100":
            with suppress(ValueError):
                found.add(dt.date(int(each[4:]), int(each[2:4]), int(each[:2])))
    return found


def _best_name(wanted: Wanted, person: Person) -> tuple[NameMatch, Name]:
    stored = Name(person.last_name, person.first_names)
    best, best_read = NOTHING, Name("", "")
    for read in wanted.readings:
        match = compare_names(read, stored, person.former_names, wanted.own_pairs)
        if match.worth > best.worth:
            best, best_read = match, read
    return best, best_read


def _compare_codes(wanted: Wanted, other: str) -> Code:
    if not wanted.identity_code or not other:
        return Code.UNKNOWN
    if identity_code.same(wanted.identity_code, other):
        return Code.SAME
    return Code.NEAR if other in wanted.codes_nearby else Code.OTHER


def _strength(
    wanted: Wanted, name: NameMatch, day: Day, code: Code, same_phone: bool
) -> Strength | None:
    """The rules, surest first. Another code that is no slip makes anything less sure."""
    if code is Code.SAME:
        return Strength.CERTAIN
    found = _by_name(wanted, name, day)
    if same_phone:
        alike = name.how not in (How.NONE, How.FIRST, How.LAST, How.ONE)
        at_least = Strength.LIKELY if alike and day >= Day.UNKNOWN else Strength.POSSIBLE
        found = max(found or at_least, at_least)
    if found is None:
        return Strength.WEAK if code is Code.NEAR else None
    if code <= Code.NEAR and code is not Code.UNKNOWN:
        return min(found, Strength.POSSIBLE)
    return found


def _by_name(wanted: Wanted, name: NameMatch, day: Day) -> Strength | None:
    match name.how:
        case How.NONE:
            asked_for_day_only = not wanted.whole_name and day is Day.SAME
            return Strength.WEAK if asked_for_day_only else None
        case How.ONE:
            return Strength.POSSIBLE if day is Day.SAME else Strength.WEAK
        case How.LAST:
            return Strength.WEAK if day is not Day.OTHER else None
        case How.FIRST:
            if day is not Day.SAME:
                return None
            # Two first names and the day rarely agree by chance: the last name has changed.
            several = len(wanted.first_names.split()) > 1
            return Strength.POSSIBLE if several else Strength.WEAK
    if day is Day.OTHER:
        return Strength.WEAK
    if day is Day.SAME and name.sounds_same:
        return Strength.LIKELY
    return Strength.POSSIBLE


def _name_words(wanted: Wanted, name: NameMatch, read: Name, person: Person) -> str:
    match name.how:
        case How.SAME:
            return _("same name")
        case How.PART:
            return _("same name in part")
        case How.SWAPPED:
            return _("first and last name swapped")
        case How.FORMER:
            return _("former name %(name)s") % {"name": person.former_names}
        case How.FIRST:
            return _("same first names, another last name")
        case How.LAST:
            return _("same last name, other first names")
        case How.ONE:
            return _("one of the names") if name.sounds_same else _("a name like this")
    if name.how is How.NONE:
        return _("another name") if wanted.whole_name else ""
    pairs = [(person.last_name, read.last), (person.first_names, read.first)]
    differing = [
        f"{stored} – {' '.join(asked.split())}"
        for stored, asked in pairs
        if stored.casefold() != " ".join(asked.split()).casefold()
    ]
    return _("similar name (%(names)s)") % {"names": ", ".join(differing)}


def _day_words(day: Day, person: Person) -> str:
    if day is Day.SAME:
        return _("same birth date")
    if person.birth_date is None:
        return _("birth date not known")
    if day is Day.UNKNOWN:
        return ""
    shown = {"day": date_format(person.birth_date)}
    if day is Day.NEAR:
        return _("birth date nearly the same, %(day)s") % shown
    return _("another birth date, %(day)s") % shown


def _code_words(code: Code) -> str:
    match code:
        case Code.SAME:
            return _("same identity code")
        case Code.NEAR:
            return _("identity code nearly the same")
        case Code.OTHER:
            return _("another identity code")
    return ""


def _sentence(words: list[str]) -> str:
    text = ", ".join(filter(None, words))
    return text[:1].upper() + text[1:]
