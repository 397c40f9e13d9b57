"""Whether the person is a client already, or was sent twice: looked up before anything is
created.

The search covers the intake's own county and shows name, birth date, unit and whether a
case is open; it is logged.
"""

from dataclasses import dataclass

from django.contrib.postgres.lookups import TrigramWordSimilar
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q, Value

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.register.search import (
    Hit,
    Match,
    Person,
    Strength,
    Wanted,
    compare,
    days_nearby,
    find_clients,
    words_alike,
)
from cases.register.sounds import sounds
from referrals.models import Referral
from referrals.models.referral_rows import NAME_KEY

SHOWN = 10
# Contacts of nearly the same name and of no known birth date.
COMPARED = 300
# What is compared, and what is told of a contact.
SHOWN_COLUMNS = (
    *("last_name", "first_names", "identity_code", "birth_date"),
    *("reference", "sent_at"),
)
# What two names of one person have in common, though each of their words may hold a slip.
ALIKE = 0.25


@dataclass(frozen=True)
class LikelyReferral:
    """Another contact that waits and may be about the same person, and why."""

    referral: Referral
    match: Match

    @property
    def reason(self) -> str:
        """Why, in words."""
        return self.match.reason


def likely_clients(referral: Referral, *, by: User) -> list[Hit]:
    """Those who may be the person, the surest first; who only shares a part is left out."""
    assert referral.county is not None  # the database holds it of what is sent
    found = find_clients(referral.county, _wanted(referral), SHOWN, at_least=Strength.POSSIBLE)
    record(
        Action.CLIENT_SEARCHED,
        by=by,
        referral=referral,
        details={"found": [hit.client.pk for hit in found]},
    )
    return found


def likely_referrals(referral: Referral) -> list[LikelyReferral]:
    """Other contacts that wait for the county's triage and may be about the same person."""
    wanted, found = _wanted(referral), []
    candidates = {other.pk: other for other in _candidates(referral, wanted)}
    for other in sorted(candidates.values(), key=lambda each: (each.sent_at, each.pk)):
        match = compare(wanted, _person(other))
        if match is not None and match.strength >= Strength.POSSIBLE:
            found.append(LikelyReferral(other, match))
    return sorted(found, key=lambda contact: -contact.match.score)[:SHOWN]


def _candidates(referral: Referral, wanted: Wanted) -> list[Referral]:
    """Who waits with the same code, nearly the same birth date, or a name like it.

    Two known birth dates that are not near belong to two people, whatever the name.
    """
    assert referral.county is not None
    waiting = Referral.objects.of_county(referral.county).untriaged().exclude(pk=referral.pk)
    others = waiting.only(*SHOWN_COLUMNS)
    found: list[Referral] = []
    named = others
    same = Q(identity_code=wanted.identity_code) if wanted.identity_code else Q()
    if wanted.birth_date:
        same |= Q(birth_date__in=days_nearby(wanted.birth_date))
        named = others.filter(birth_date=None)
    if same:
        found += others.filter(same)
    key = sounds(wanted.whole_name)
    if not key:
        # Names of other alphabets have no sound here, and are compared by their letters.
        last, first = wanted.last_name.strip(), wanted.first_names.strip()
        return found + list(named.filter(last_name__iexact=last, first_names__iexact=first))
    alike = named.alias(name_key=NAME_KEY).filter(TrigramWordSimilar(F("name_key"), Value(key)))
    closeness = TrigramWordSimilarity(key, "name_key")
    with words_alike(ALIKE):
        return found + list(alike.order_by(closeness.desc(), "pk")[:COMPARED])


def _wanted(referral: Referral) -> Wanted:
    return Wanted(
        last_name=referral.last_name,
        first_names=referral.first_names,
        identity_code=referral.identity_code,
        birth_date=referral.birth_date,
        phone=referral.phone,
    )


def _person(referral: Referral) -> Person:
    return Person(
        last_name=referral.last_name,
        first_names=referral.first_names,
        identity_code=referral.identity_code,
        birth_date=referral.birth_date,
    )
