"""The county's clients who may be the one who is looked for, the surest first.

The database gathers candidates by its indexes, at most a few hundred; Python compares
them and says why. Closed cases count; a record that was merged leads to the kept one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accounts.models import Organisation
from cases.models import Case, Client, NamePair
from cases.register.search.gathering import gather, with_phone
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
) -> list[Hit]:
    """Those of `county` who may be `wanted`, at most `limit`, the surest first."""
    wanted = replace(wanted, own_pairs=NamePair.objects.heard_in(county))
    by_phone = with_phone(county, wanted.phone)
    candidates = {client.pk: client for client in gather(county, wanted, at_least)}
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
    cases = _cases_of(ordered) if ordered else {}
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
    # “open” comes after “closed” in order, and of each client the last row stays.
    return {case.client_id: case for case in cases.order_by("status", "pk")}
