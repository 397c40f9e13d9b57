"""The user's own cases by name, case number or identity code, the surest first.

The keys of the own cases are read first, so that no register of names is searched: what a
search costs follows the own caseload and not the county.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, CaseQuerySet, Client, NamePair
from cases.register import identity_code
from cases.register.name_forms import NO_PAIRS, Pairs
from cases.register.search import (
    LONG_ALIKE,
    SHORT_ALIKE,
    Wanted,
    as_person,
    compare,
    named_nearly,
    words_alike,
)
from cases.register.sounds import sounds

# The year and the running number, or the running number alone.
NUMBER = re.compile(r"(?:([0-9]{4})-)?([0-9]{1,6})")
# A name that begins as it was typed comes before one that is only like it.
BEGINS_SO = 1000.0


@dataclass(frozen=True)
class FoundCase:
    """A case that was found, and why."""

    case: Case
    reason: str


def find_cases(user: User, text: str, limit: int) -> list[FoundCase]:
    """Open and closed ones alike, at most `limit`."""
    own = Case.objects.visible_to(user)
    if code := identity_code.recognise(text):
        return _shown(own.filter(client__identity_code=code), _("The identity code"), limit)
    if number := NUMBER.fullmatch(text.strip()):
        return _shown(own.filter(_numbered(*number.groups())), _("The case number"), limit)
    pairs = NamePair.objects.heard_in(user.county) if user.county else NO_PAIRS
    return _by_name(own, text, limit, pairs)


def _numbered(year: str | None, running: str) -> Q:
    """As it is written on the case; its zeros may be left out."""
    last = f"{int(running):06d}"
    return Q(number=f"{year}-{last}") if year else Q(number__endswith=f"-{last}")


def _shown(cases: CaseQuerySet, reason: str, limit: int) -> list[FoundCase]:
    found = cases.for_listing().order_by("-opened_on", "-pk")[:limit]
    return [FoundCase(case, reason) for case in found]


def _by_name(own: CaseQuerySet, text: str, limit: int, pairs: Pairs) -> list[FoundCase]:
    client_of = dict(own.values_list("pk", "client_id"))
    reasons = _clients_called(set(client_of.values()), text, pairs)
    order = {client: place for place, client in enumerate(reasons)}
    keys = [pk for pk, client in client_of.items() if client in order]
    keys = sorted(keys, key=lambda pk: (order[client_of[pk]], -pk))[:limit]
    cases = Case.objects.for_listing().in_bulk(keys) if keys else {}
    return [FoundCase(cases[pk], reasons[client_of[pk]]) for pk in keys]


def _clients_called(keys: set[int], text: str, pairs: Pairs) -> dict[int, str]:
    """Who of them may be called so, the surest first, each with the reason."""
    wanted, key = Wanted(name=text, own_pairs=pairs), sounds(text)
    clients = Client.objects.filter(pk__in=keys)
    if not key:
        alike = Q(last_name__icontains=text) | Q(first_names__icontains=text)
        return {client.pk: _("The name") for client in clients.filter(alike).order_by("pk")}
    best: dict[int, tuple[float, str]] = {}
    with words_alike(LONG_ALIKE, SHORT_ALIKE):
        candidates = list(clients.filter(named_nearly(wanted, key) | _begins_so(key)))
    for client in candidates:
        match = compare(wanted, as_person(client))
        if all(f" {word}" in f" {client.name_key}" for word in key.split()):
            best[client.pk] = (BEGINS_SO + (match.score if match else 0), _("The name"))
        elif match is not None:
            best[client.pk] = (match.score, match.reason)
    return {pk: best[pk][1] for pk in sorted(best, key=lambda pk: (-best[pk][0], pk))}


def _begins_so(key: str) -> Q:
    """Whose names begin with the words, as they sound."""
    like: Any = Q()
    for word in key.split():
        like &= Q(name_key__startswith=word) | Q(name_key__contains=f" {word}")
    return Q(like)
