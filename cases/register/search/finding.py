"""The county's clients who may be the one who is looked for, the surest first.

The database gathers candidates by its indexes, at most a few hundred; Python compares
them and says why. Closed cases count; a record that was merged leads to the kept one.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.lookups import TrigramSimilar, TrigramWordSimilar
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import F, Q, Value

from accounts.models import Organisation
from cases.models import Case, Client, ClientQuerySet, ContactDetail
from cases.register import identity_code, phone
from cases.register.search.matching import Match, Person, Strength, Wanted, compare
from cases.register.sounds import sounds
from cases.vocabulary import ContactKind

# Candidates by one clue; more share it only in a register of a million.
GATHERED = 300
# A word of fewer letters has too little left to be found by when one of them is wrong.
SHORTEST_BY_INDEX = 5


@dataclass(frozen=True)
class Hit:
    """A client who may be the one. Shows name, birth date, unit, and whether a case is open.

    Never municipality or contact details: there may be a non-disclosure order.
    """

    client: Client
    match: Match
    # The open case, or the one that was opened last.
    case: Case | None
    # The record that agreed, where it was merged into `client`.
    merged: Client | None

    @property
    def reason(self) -> str:
        """Why, in words."""
        return self.match.reason

    @property
    def has_open_case(self) -> bool:
        return self.case is not None and self.case.is_open


def find_clients(
    county: Organisation,
    wanted: Wanted,
    limit: int,
    *,
    at_least: Strength = Strength.WEAK,
) -> list[Hit]:
    """Those of `county` who may be `wanted`, at most `limit`, the surest first."""
    by_phone = _with_phone(county, wanted.phone)
    candidates = {client.pk: client for client in _gather(county, wanted)}
    candidates |= {client.pk: client for client in by_phone}
    numbered = {client.pk for client in by_phone}
    kept = _kept(candidates.values())
    best: dict[int, tuple[Match, Client]] = {}
    for client in candidates.values():
        match = compare(wanted, as_person(client), same_phone=client.pk in numbered)
        if match is None or match.strength < at_least:
            continue
        stands = kept[client.pk].pk
        if stands not in best or match.score > best[stands][0].score:
            best[stands] = (match, client)
    ordered = sorted(best, key=lambda pk: (-best[pk][0].score, pk))[:limit]
    cases = _cases_of(ordered)
    hits = []
    for pk in ordered:
        match, agreed = best[pk]
        client = kept[agreed.pk]
        hits.append(Hit(client, match, cases.get(pk), agreed if agreed.pk != pk else None))
    return hits


def as_person(client: Client) -> Person:
    """What of a client is compared."""
    return Person(
        last_name=client.last_name,
        first_names=client.first_names,
        former_names=client.former_names,
        identity_code=client.identity_code,
        birth_date=client.birth_date,
    )


def _gather(county: Organisation, wanted: Wanted) -> list[Client]:
    """By code or a slip of it, by birth date, and by the sound of the name."""
    clients = Client.objects.of_county(county)
    found: list[Client] = []
    if wanted.identity_code:
        code = identity_code.normalise(wanted.identity_code)
        codes = {code, *identity_code.slips(code)}
        # In the words of the unique index, so that it is used.
        found += clients.filter(~Q(identity_code=""), identity_code__in=codes)
    key = sounds(wanted.whole_name)
    if wanted.birth_date:
        same_day = clients.filter(birth_date=wanted.birth_date)
        found += (_by_closeness(same_day, key) if key else same_day)[:GATHERED]
    if key:
        found += _closest(clients, key)
    elif wanted.whole_name:
        found += _letter_by_letter(clients, wanted)[:GATHERED]
    return found


def _closest(clients: ClientQuerySet, key: str) -> list[Client]:
    """Those whose names are most like the key: by the index, unless it is one short word."""
    if " " in key:
        clients = clients.filter(TrigramSimilar(F("name_key"), Value(key)))
    elif len(key) >= SHORTEST_BY_INDEX:
        clients = clients.filter(TrigramWordSimilar(F("name_key"), Value(key)))
        return _by_word(clients, key)
    return list(_by_closeness(clients, key)[:GATHERED])


def _by_word(clients: ClientQuerySet, key: str) -> list[Client]:
    """By what the word must at least have in common with a name that is one slip away.

    That follows its length: two neighbouring letters that are swapped leave a fifth of a
    word of five letters, and half of one of eleven.
    """
    with words_alike(min(0.5, (len(key) - 1) / 20)):
        return list(_by_closeness(clients, key)[:GATHERED])


@contextmanager
def words_alike(share: float) -> Iterator[None]:
    """How much `TrigramWordSimilar` demands, to the end of the transaction; usually 0.6."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.word_similarity_threshold = %s", [share])
        yield


def _by_closeness(clients: ClientQuerySet, key: str) -> ClientQuerySet:
    """The closest names first; one word is looked for among the words."""
    closeness: Any = TrigramWordSimilarity(key, "name_key")
    if " " in key:
        closeness = TrigramSimilarity("name_key", key)
    return clients.annotate(closeness=closeness).order_by("-closeness", "pk")


def _letter_by_letter(clients: ClientQuerySet, wanted: Wanted) -> ClientQuerySet:
    """For names of other alphabets, which have no key."""
    name = wanted.readings[0]
    return clients.filter(
        last_name__iexact=name.last.strip(), first_names__iexact=name.first.strip()
    )


def _with_phone(county: Organisation, number: str) -> list[Client]:
    digits = phone.comparable(number)
    if len(digits) < phone.FEWEST_DIGITS:
        return []
    details = ContactDetail.objects.filter(kind=ContactKind.PHONE, digits=digits)
    found = Client.objects.of_county(county).filter(pk__in=details.values("client_id"))
    return list(found.order_by("pk")[:GATHERED])


def _kept(clients: Iterable[Client]) -> dict[int, Client]:
    """For each record the one that stands in its place now, often itself."""
    known = {client.pk: client for client in clients}
    wanted = set(known)
    while missing := {
        client.merged_into_id
        for client in known.values()
        if client.merged_into_id and client.merged_into_id not in known
    }:
        known |= Client.objects.in_bulk(missing)
    stands = {}
    for pk in wanted:
        client = known[pk]
        while client.merged_into_id:
            client = known[client.merged_into_id]
        stands[pk] = client
    return stands


def _cases_of(clients: Iterable[int]) -> dict[int, Case]:
    """Each client's open case, or the one that was opened last."""
    cases = Case.objects.filter(client__in=list(clients)).select_related("unit")
    # "open" comes after "closed", and the last one stays.
    return {case.client_id: case for case in cases.order_by("status", "pk")}
