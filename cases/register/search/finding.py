"""The county's clients who may be the one who is looked for, the surest first.

The database gathers candidates by its indexes, at most a few hundred; Python compares
them and says why. Closed cases count; a record that was merged leads to the kept one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from accounts.models import Organisation
from cases.models import Case, Client, NamePair
from cases.register.name_forms import Pairs
from cases.register.search.gathering import Candidate, gather, with_phone
from cases.register.search.matching import Match, Person, Strength, Wanted, compare


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
    def is_weak(self) -> bool:
        """Something agrees and something does not: worth a look, and no more."""
        return self.match.strength is Strength.WEAK

    @property
    def has_open_case(self) -> bool:
        return self.case is not None and self.case.is_open


def find_clients(
    county: Organisation,
    wanted: Wanted,
    limit: int,
    *,
    at_least: Strength = Strength.WEAK,
    pairs: Pairs | None = None,
) -> list[Hit]:
    """Those of `county` who may be `wanted`, at most `limit`, the surest first.

    `pairs` are the county's own pairs of names, where the caller has read them already.
    """
    own_pairs = NamePair.objects.heard_in(county) if pairs is None else pairs
    wanted = replace(wanted, own_pairs=own_pairs)
    by_phone = with_phone(county, wanted.phone)
    candidates = {row.pk: row for row in gather(county, wanted, at_least)}
    candidates |= {row.pk: row for row in by_phone}
    numbered = {row.pk for row in by_phone}
    kept = _kept(candidates.values())
    best: dict[int, tuple[Match, int]] = {}
    for row in candidates.values():
        match = compare(wanted, as_person(row), same_phone=row.pk in numbered)
        if match is None or match.strength < at_least:
            continue
        stands = kept[row.pk]
        if stands not in best or match.score > best[stands][0].score:
            best[stands] = (match, row.pk)
    ordered = sorted(best, key=lambda pk: (-best[pk][0].score, pk))[:limit]
    return _hits({pk: best[pk] for pk in ordered}) if ordered else []


def _hits(best: Mapping[int, tuple[Match, int]]) -> list[Hit]:
    """Of the key of each record that stands: how it agrees, and the key of the one that does."""
    clients = Client.objects.in_bulk({*best, *(agreed for _match, agreed in best.values())})
    cases = _cases_of(best)
    return [
        Hit(clients[pk], match, cases.get(pk), clients[agreed] if agreed != pk else None)
        for pk, (match, agreed) in best.items()
    ]


def as_person(client: Client | Candidate) -> Person:
    """What of a client is compared."""
    return Person(
        last_name=client.last_name,
        first_names=client.first_names,
        former_names=client.former_names,
        identity_code=client.identity_code,
        birth_date=client.birth_date,
    )


def _kept(found: Iterable[Candidate]) -> dict[int, int]:
    """For the key of each record that of the one that stands in its place now, often its own."""
    merged_into = {row.pk: row.merged_into_id for row in found}
    wanted = set(merged_into)
    while missing := {pk for pk in merged_into.values() if pk and pk not in merged_into}:
        merged_into |= Client.objects.filter(pk__in=missing).values_list("pk", "merged_into")
    stands = {}
    for pk in wanted:
        kept = pk
        while further := merged_into[kept]:
            kept = further
        stands[pk] = kept
    return stands


def _cases_of(clients: Iterable[int]) -> dict[int, Case]:
    """Each client's open case, or the one that was opened last."""
    cases = Case.objects.filter(client__in=list(clients)).select_related("unit")
    # “open” comes after “closed” in order, and of each client the last row stays.
    return {case.client_id: case for case in cases.order_by("status", "pk")}
