"""The county's clients who may be meant, by each clue an index, for Python to compare."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.contrib.postgres.lookups import TrigramStrictWordSimilar, TrigramWordSimilar
from django.contrib.postgres.search import TrigramStrictWordSimilarity, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from accounts.models import Organisation
from cases.models import Client, ClientQuerySet, ContactDetail
from cases.register import identity_code, phone
from cases.register.name_forms import Pairs, other_forms
from cases.register.search.matching import Strength, Wanted, days_nearby
from cases.register.search.names import heard
from cases.register.sounds import sounds
from cases.vocabulary import ContactKind

# Candidates by one clue; more share it only in a register of a million.
GATHERED = 300
# By two names, whose order is better: three times what a page shows.
BY_TWO_NAMES = 60
# A word of fewer letters has too little left to be found by when one of them is wrong.
SHORTEST_BY_INDEX = 5
# Of two names, what each must share with a name that is a slip or two away: of a word of
# seven letters or more, and of a shorter one, of which a swap leaves a fifth.
LONG, LONG_ALIKE, SHORT_ALIKE = 7, 0.3, 0.2
# The same where somebody is called just so: then only the nearest others are of use.
LONG_NEAR, SHORT_NEAR = 0.4, 0.5
# What whole names share though each of their words may hold a slip.
NEARLY_ALIKE = 0.25
# What the closeness of two names is where both are among somebody's names.
BOTH = 2.0
# Of each part of a name; nobody has more, and anybody may type them.
MOST_LAST, MOST_FIRST = 3, 4
# Of the other forms of a first name: each is one more word to look for.
MOST_FORMS = 12


class Candidate(NamedTuple):
    """What of a client is compared, and the record that stands in its place now."""

    pk: int
    merged_into_id: int | None
    last_name: str
    first_names: str
    former_names: str
    identity_code: str
    birth_date: dt.date | None


def gather(county: Organisation, wanted: Wanted, at_least: Strength) -> list[Candidate]:
    """By code or a slip of it, by birth date, and by the sound of the name."""
    clients = Client.objects.of_county(county)
    found: list[Candidate] = []
    if wanted.identity_code:
        code = identity_code.normalise(wanted.identity_code)
        codes = {code, *identity_code.slips(code)}
        # In the words of the unique index, so that it is used.
        found += _rows(clients.filter(~Q(identity_code=""), identity_code__in=codes))
    key = sounds(wanted.whole_name)
    if wanted.birth_date and at_least > Strength.WEAK:
        return found + _born_near(clients, wanted, key)
    if wanted.birth_date:
        found += _rows(clients.filter(birth_date=wanted.birth_date)[:GATHERED])
    if key:
        found += _closest(clients, wanted, key)
    elif wanted.whole_name:
        found += _rows(_letter_by_letter(clients, wanted)[:GATHERED])
    return found


def with_phone(county: Organisation, number: str) -> list[Candidate]:
    """Those who have the number."""
    digits = phone.comparable(number)
    if len(digits) < phone.FEWEST_DIGITS:
        return []
    details = ContactDetail.objects.filter(kind=ContactKind.PHONE, digits=digits)
    found = Client.objects.of_county(county).filter(pk__in=details.values("client_id"))
    return _rows(found.order_by("pk")[:GATHERED])


def _rows(clients: ClientQuerySet) -> list[Candidate]:
    """No more than is compared: a whole client is wide, and of hundreds few are shown."""
    return [Candidate(*row) for row in clients.values_list(*Candidate._fields)]


@contextmanager
def words_alike(share: float, short: float = 0.5) -> Iterator[None]:
    """How much `TrigramWordSimilar` demands, to the end of the transaction; usually 0.6.

    `short` is what its strict sister demands, which compares with whole words.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true),"
            " set_config('pg_trgm.strict_word_similarity_threshold', %s, true)",
            [str(share), str(short)],
        )
        yield


def _closest(clients: ClientQuerySet, wanted: Wanted, key: str) -> list[Candidate]:
    """Those whose names are most like what is asked for: by an index, unless it is short."""
    both = _two_names(wanted)
    if both:
        return _of_two_names(clients, *both)
    closest = _by_closeness(clients, TrigramWordSimilarity(key, "name_key"))
    if len(key) < SHORTEST_BY_INDEX:
        return _rows(closest[:GATHERED])
    # Two neighbouring letters that are swapped leave a fifth of a word of five letters, and
    # half of one of eleven.
    with words_alike(min(0.5, (len(key) - 1) / 20)):
        return _rows(closest.filter(_has(key, TrigramWordSimilar))[:GATHERED])


def _born_near(clients: ClientQuerySet, wanted: Wanted, key: str) -> list[Candidate]:
    """Who has nearly the birth date and a name a little like it, or no birth date and the name.

    Whose birth date is another one is a weak match by any name.
    """
    assert wanted.birth_date is not None
    near, undated = Q(birth_date__in=days_nearby(wanted.birth_date)), Q(birth_date=None)
    if not key:
        return _rows(_letter_by_letter(clients.filter(near | undated), wanted)[:GATHERED])
    closest = _by_closeness(clients, TrigramWordSimilarity(key, "name_key"))
    # A number and no operator: the database would look for the name among all clients first.
    near &= Q(closeness__gte=NEARLY_ALIKE)
    with words_alike(LONG_ALIKE, SHORT_ALIKE):
        named = named_nearly(wanted, key)
        return _rows(closest.filter(near | undated & named)[:BY_TWO_NAMES])


def named_nearly(wanted: Wanted, key: str) -> Q:
    """Of whose `name_key` two names are nearly two of the wanted, or one where one is wanted.

    Needs `words_alike(LONG_ALIKE, SHORT_ALIKE)`.
    """
    both = _two_names(wanted)
    return _alike(*both) if both else Q(_has(key, TrigramWordSimilar))


def one_name_nearly(wanted: Wanted) -> Q:
    """Whose `name_key`, of one name or of several, is nearly one of the wanted.

    Needs `words_alike(LONG_ALIKE, SHORT_ALIKE)`.
    """
    like = Q()
    for word in heard(wanted.whole_name):
        like |= Q(_has(word))
    return like


def _alike(ones: list[str], others: list[str]) -> Q:
    """A name is like one of the first words, and a name is like one of the others."""
    like_one, like_other = Q(), Q()
    for word in ones:
        like_one |= Q(_has(word))
    for word in others:
        like_other |= Q(_has(word))
    return like_one & like_other


def _of_two_names(clients: ClientQuerySet, ones: list[str], others: list[str]) -> list[Candidate]:
    """Who has one of the words as the last name, and who has two names like the words.

    Two statements: PostgreSQL would look at each row of an OR twice.
    """
    named = Q()
    for word in {*ones, *others}:
        named |= Q(name_key__startswith=f"{word} ")
    closest = _by_closeness(clients, _nearest(ones) + _nearest(others))
    fields = ("closeness", *Candidate._fields)
    rows = list(closest.filter(named).values_list(*fields)[:BY_TWO_NAMES])
    is_called_so = bool(rows) and rows[0][0] >= BOTH
    bearers = [Candidate(*row) for _closeness, *row in rows]
    near = (LONG_NEAR, SHORT_NEAR) if is_called_so else (LONG_ALIKE, SHORT_ALIKE)
    with words_alike(*near):
        return bearers + _rows(closest.filter(_alike(ones, others))[:BY_TWO_NAMES])


def _nearest(words: list[str]) -> Any:
    """How close the closest of the names is to one of the words."""
    near = [TrigramStrictWordSimilarity(word, "name_key") for word in words]
    return Greatest(*near) if len(near) > 1 else near[0]


def _two_names(wanted: Wanted) -> tuple[list[str], list[str]] | None:
    """Last and first names, in any order, as they sound; None where one word is asked for.

    Of one box the words at the ends: one is a last name, and the other is a first name.
    """
    if wanted.name:
        words = heard(wanted.name)
        ends = [_with_forms(part, wanted.own_pairs) for part in (words[:1], words[-1:])]
        return (ends[0], ends[1]) if len(words) > 1 else None
    last, first = heard(wanted.last_name), heard(wanted.first_names)
    if not last or not first:
        words = last or first
        return ([words[0]], [words[-1]]) if len(words) > 1 else None
    return list(last[:MOST_LAST]), _with_forms(first[:MOST_FIRST], wanted.own_pairs)


def _with_forms(words: Iterable[str], own: Pairs) -> list[str]:
    """The names, and what else the first of them that has other forms may be called."""
    names = list(words)
    more = next((found for each in names if (found := other_forms(each, own))), [])
    return [*names, *more[:MOST_FORMS]]


def _has(word: str, lookup: Any = None) -> Any:
    """One of the names is like the word."""
    if lookup is None:
        lookup = TrigramWordSimilar if len(word) >= LONG else TrigramStrictWordSimilar
    return lookup(F("name_key"), Value(word))


def _by_closeness(clients: ClientQuerySet, closeness: Any) -> ClientQuerySet:
    """The closest first."""
    return clients.annotate(closeness=closeness).order_by("-closeness", "pk")


def _letter_by_letter(clients: ClientQuerySet, wanted: Wanted) -> ClientQuerySet:
    """For names of other alphabets, which have no key."""
    name = wanted.readings[0]
    return clients.filter(
        last_name__iexact=name.last.strip(), first_names__iexact=name.first.strip()
    )
