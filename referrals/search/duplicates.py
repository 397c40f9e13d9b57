"""Whether the person is a client already, or was sent twice: looked up before anything is
created.

The search covers the intake's own county and shows name, birth date, unit and whether a
case is open; it is logged.
"""

from dataclasses import dataclass, replace

from django.db.models import Q

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.models import NamePair
from cases.register.name_forms import Pairs
from cases.register.search import (
    Hit,
    Match,
    Strength,
    Wanted,
    days_nearby,
    find_clients,
    named_nearly,
)
from cases.register.sounds import sounds
from referrals.exchange.corrections import as_corrected
from referrals.models import Referral
from referrals.search.alike import matches_waiting

SHOWN = 10
# Of those that may be about the same person.
COMPARED = 80


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
    """Those who may be the person, the surest first; who only shares a part comes last."""
    assert referral.county is not None  # the database holds it of what is sent
    found = find_clients(referral.county, _wanted(referral), SHOWN, pairs=_pairs_for(referral))
    keys = [hit.client.pk for hit in found]
    details = {"found": keys}
    record(Action.CLIENT_SEARCHED, by=by, referral=referral, details=details, clients=keys)
    return found


def likely_referrals(referral: Referral) -> list[LikelyReferral]:
    """Other contacts that wait for the county's triage and may be about the same person."""
    wanted = replace(_wanted(referral), own_pairs=_pairs_for(referral))
    key = sounds(wanted.whole_name)
    found = matches_waiting(referral, wanted, _like(wanted, key), key, COMPARED)
    matches = {pk: each for pk, each in found.items() if each.strength >= Strength.POSSIBLE}
    if not matches:
        return []
    told = Referral.objects.filter(pk__in=matches).only("reference", "sent_at")
    likely = [LikelyReferral(other, matches[other.pk]) for other in told.order_by("sent_at", "pk")]
    return sorted(likely, key=lambda contact: -contact.match.score)[:SHOWN]


def _like(wanted: Wanted, key: str) -> Q:
    """With the same code, nearly the same birth date, or a name like it.

    Two known birth dates that are not near belong to two people, whatever the name.
    """
    same = Q(identity_code=wanted.identity_code) if wanted.identity_code else Q(pk__in=[])
    named = Q()
    if wanted.birth_date:
        same |= Q(birth_date__in=days_nearby(wanted.birth_date))
        named = Q(birth_date=None)
    if key:
        return same | named & named_nearly(wanted, key)
    # Names of other alphabets have no sound here, and are compared by their letters.
    last, first = wanted.last_name.strip(), wanted.first_names.strip()
    return same | named & Q(last_name__iexact=last, first_names__iexact=first)


def _pairs_for(referral: Referral) -> Pairs:
    """The county's pairs of names; read once for as long as the contact is in memory."""
    assert referral.county is not None  # the database holds it of what is sent
    kept = vars(referral)
    if "_pairs" not in kept:
        kept["_pairs"] = NamePair.objects.heard_in(referral.county)
    pairs: Pairs = kept["_pairs"]
    return pairs


def _wanted(referral: Referral) -> Wanted:
    """As the sender has put it right."""
    referral = as_corrected(referral)
    return Wanted(
        last_name=referral.last_name,
        first_names=referral.first_names,
        identity_code=referral.identity_code,
        birth_date=referral.birth_date,
        phone=referral.phone,
    )
