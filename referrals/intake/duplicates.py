"""Whether the person is a client already, or was sent twice: looked up before anything is
created.

The search covers the intake's own county and shows name, birth date, unit and whether a
case is open; it is logged.
"""

from dataclasses import dataclass

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.register.search import Hit, Match, Person, Strength, Wanted, compare, find_clients
from referrals.models import Referral

SHOWN = 10
# Contacts that wait at one time; those who wait longest stand first.
COMPARED = 1_000


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
    assert referral.county is not None
    waiting = Referral.objects.of_county(referral.county).untriaged().exclude(pk=referral.pk)
    wanted, found = _wanted(referral), []
    for other in waiting.order_by("sent_at", "pk")[:COMPARED]:
        match = compare(wanted, _person(other))
        if match is not None and match.strength >= Strength.POSSIBLE:
            found.append(LikelyReferral(other, match))
    return sorted(found, key=lambda contact: -contact.match.score)[:SHOWN]


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
