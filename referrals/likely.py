"""Whether the person is a client already: looked up before anything is created (R8).

The search covers the intake's own county and shows name, birth date, unit and whether a
case is open; it is logged.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases import identity_code
from cases.models import Case, Client
from referrals.models import Referral

SHOWN = 20


@dataclass(frozen=True)
class LikelyClient:
    """A client of the county who may be the same person, and why."""

    client: Client
    reason: Promise | str
    is_same_code: bool
    case: Case | None

    @property
    def has_open_case(self) -> bool:
        """Whether the contact can be joined."""
        return self.case is not None and self.case.is_open


def likely_clients(referral: Referral, *, by: User) -> list[LikelyClient]:
    """Those who may be the person, the surest first."""
    assert referral.county is not None  # the database holds it of what is sent
    wanted = Q(last_name__iexact=referral.last_name, first_names__iexact=referral.first_names)
    if referral.identity_code:
        wanted |= Q(identity_code=referral.identity_code)
    clients = list(Client.objects.of_county(referral.county).filter(wanted).order_by("pk"))
    found = [hit for client in clients if (hit := _hit(referral, client)) is not None]
    found.sort(key=lambda hit: not hit.is_same_code)
    record(
        Action.CLIENT_SEARCHED,
        by=by,
        referral=referral,
        details={"found": [hit.client.pk for hit in found[:SHOWN]]},
    )
    return found[:SHOWN]


def _hit(referral: Referral, client: Client) -> LikelyClient | None:
    same_code = identity_code.same(client.identity_code, referral.identity_code)
    both_days_known = client.birth_date is not None and referral.birth_date is not None
    reason: Promise | str
    if same_code:
        reason = _("Same identity code")
    elif client.birth_date == referral.birth_date and both_days_known:
        reason = _("Same name and birth date")
    elif not both_days_known:
        reason = _("Same name; the birth date is not known")
    else:
        return None
    return LikelyClient(client, reason, same_code, _case_to_show(client))


def _case_to_show(client: Client) -> Case | None:
    """The open case, or the one that was closed last."""
    cases = Case.objects.filter(client=client).select_related("unit")
    return cases.order_by("-status", "-pk").first()
