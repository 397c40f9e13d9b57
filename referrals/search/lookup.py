"""One search for contacts: by reference, identity code or name, of what its user may know.

Intake finds what its county has been sent, decided on or not. On the sender's side a name
and a code are searched only among the user's own, because of a colleague's contact no name
may be known; a reference finds those as well.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.models import User
from cases.register import identity_code
from cases.register.search import Wanted, named_nearly
from cases.register.sounds import sounds
from referrals.models import CorrectedFact, Referral, ReferralQuerySet
from referrals.reference import ALPHABET, LENGTH
from referrals.search.alike import matches_among

SHOWN = 20
# Of those whose name sounds alike, the closest are compared.
COMPARED = 200


@dataclass(frozen=True)
class Found:
    """A contact that was found, why, and whether its name may be shown."""

    referral: Referral
    reason: str
    is_named: bool


def find_referrals(user: User, text: str) -> list[Found]:
    """The surest first; at most SHOWN and one more, which says that there are more."""
    known, named = _known_to(user)
    typed = "".join(text.split()).upper()
    if _is_reference(typed) and (exact := list(_shown(known.filter(reference=typed)))):
        own = set(named.filter(pk__in=[each.pk for each in exact]).values_list("pk", flat=True))
        return [Found(each, _("The reference"), each.pk in own) for each in exact]
    if code := identity_code.recognise(text):
        rows = _shown(named.filter(_has_code(code)))
        return [Found(each, _("The identity code"), True) for each in rows[: SHOWN + 1]]
    return _by_name(named, text)


def _known_to(user: User) -> tuple[Any, Any]:
    """What a reference finds, and what a name finds."""
    if user.is_intake and user.county is not None:
        county = Referral.objects.listable_to(user)
        return county, county
    sent = Referral.objects.sent_by_organisation_of(user)
    return sent, Referral.objects.held_by(user)


def _is_reference(typed: str) -> bool:
    return len(typed) == LENGTH and set(typed) <= set(ALPHABET)


def _has_code(code: str) -> Q:
    """As it was sent, or as it was put right."""
    right = CorrectedFact.objects.filter(
        message__referral=OuterRef("pk"), name="identity_code", after=code
    )
    return Q(identity_code=code) | Q(Exists(right))


def _by_name(named: ReferralQuerySet, text: str) -> list[Found]:
    wanted, key = Wanted(name=text), sounds(text)
    if not key:
        rows = _shown(named.filter(Q(last_name__iexact=text) | Q(first_names__iexact=text)))
        return [Found(each, _("The name"), True) for each in rows[: SHOWN + 1]]
    like = named_nearly(wanted, key)
    matches = matches_among(named, wanted, like, key, COMPARED)
    best = sorted(matches, key=lambda pk: (-matches[pk].score, -pk))[: SHOWN + 1]
    contacts = {each.pk: each for each in _shown(named.filter(pk__in=best))}
    return [Found(contacts[pk], matches[pk].reason, True) for pk in best]


def _shown(rows: Any) -> ReferralQuerySet:
    """With what a row of the page tells, and nothing of the statement's texts."""
    found: ReferralQuerySet = rows.for_sent_list().order_by("-sent_at", "-pk")
    return found
