"""Whether the person is a client already, or was sent twice: looked up before anything is
created.

The search covers the intake's own county and shows name, birth date, unit and whether a
case is open; it is logged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Q, Value, When

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.register.search import (
    LONG_ALIKE,
    SHORT_ALIKE,
    Hit,
    Match,
    Person,
    Strength,
    Wanted,
    compare,
    days_nearby,
    find_clients,
    named_nearly,
    words_alike,
)
from cases.register.sounds import sounds
from referrals.models import Referral, ReferralQuerySet

SHOWN = 10
# Contacts of the same code first, and then by the name the closest.
COMPARED = 80
# Closer than any name is.
SURELY = 2.0
COMPARED_COLUMNS = ("last_name", "first_names", "identity_code", "birth_date")
# The key of another contact, and its columns that are compared.
Candidate = tuple[int, Person]


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
    wanted, matches = _wanted(referral), {}
    for pk, person in dict(_candidates(referral, wanted)).items():
        match = compare(wanted, person)
        if match is not None and match.strength >= Strength.POSSIBLE:
            matches[pk] = match
    if not matches:
        return []
    told = Referral.objects.filter(pk__in=matches).only("reference", "sent_at")
    found = [LikelyReferral(other, matches[other.pk]) for other in told.order_by("sent_at", "pk")]
    return sorted(found, key=lambda contact: -contact.match.score)[:SHOWN]


def _candidates(referral: Referral, wanted: Wanted) -> Iterator[Candidate]:
    """Who waits with the same code, nearly the same birth date, or a name like it.

    Two known birth dates that are not near belong to two people, whatever the name.
    """
    assert referral.county is not None
    others = Referral.objects.of_county(referral.county).untriaged().exclude(pk=referral.pk)
    coded = Q(identity_code=wanted.identity_code) if wanted.identity_code else Q(pk__in=[])
    same, named = coded, Q()
    if wanted.birth_date:
        same |= Q(birth_date__in=days_nearby(wanted.birth_date))
        named = Q(birth_date=None)
    key = sounds(wanted.whole_name)
    if not key:
        # Names of other alphabets have no sound here, and are compared by their letters.
        last, first = wanted.last_name.strip(), wanted.first_names.strip()
        named &= Q(last_name__iexact=last, first_names__iexact=first)
        yield from _people(others.filter(same | named))
        return
    closeness: Any = TrigramWordSimilarity(key, "name_key")
    if wanted.identity_code:
        closeness = Case(When(coded, then=Value(SURELY)), default=closeness)
    with words_alike(LONG_ALIKE, SHORT_ALIKE):
        found = others.filter(same | named & named_nearly(wanted, key))
        yield from _people(found.order_by(closeness.desc(), "pk")[:COMPARED])


def _people(referrals: ReferralQuerySet) -> Iterator[Candidate]:
    """Each by its key. Rows only: of some fifty that are compared, hardly one is told."""
    for pk, last, first, code, born in referrals.values_list("pk", *COMPARED_COLUMNS):
        yield pk, Person(last, first, identity_code=code, birth_date=born)


def _wanted(referral: Referral) -> Wanted:
    return Wanted(
        last_name=referral.last_name,
        first_names=referral.first_names,
        identity_code=referral.identity_code,
        birth_date=referral.birth_date,
        phone=referral.phone,
    )
