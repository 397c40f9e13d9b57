"""Who stands in which role to which contacts."""

from typing import Any

from django.db.models import Q

from cases.models import Case
from referrals.permissions import ReferralRole
from referrals.vocabulary import ReferralStatus

NOBODY = Q(pk__in=[])


def standing_of(user: Any) -> dict[ReferralRole, Q]:
    """Which contacts `user` stands to in each role; a rank or a flag is none of them."""
    return {**standing_by_row(user), ReferralRole.TEAM: standing_in_team(user)}


def standing_in_team(user: Any) -> Q:
    """Those that were decided on, of cases that `user` may open."""
    if not user.is_active or user.pk is None or not user.county:
        return NOBODY
    return Q(status=ReferralStatus.SENT, triage__case__in=Case.objects.visible_to(user))


def standing_by_row(user: Any) -> dict[ReferralRole, Q]:
    """The roles that the contact's own row tells."""
    if not user.is_active or user.pk is None:
        return dict.fromkeys(ReferralRole, NOBODY)
    sent = Q(status=ReferralStatus.SENT)
    # A county is not a sender's organisation: its workers share no contacts by employment.
    shares = user.organisation_id is not None and user.county is None
    return {
        # Who works nowhere, or for a county now, sends no draft: nobody would answer for it.
        ReferralRole.AUTHOR: Q(status=ReferralStatus.DRAFT, sender=user) if shares else NOBODY,
        # A call that a county wrote down is not its worker's once another county has it.
        ReferralRole.SENDER: sent
        & Q(holder=user, holder_organisation=user.organisation_id)
        & (Q(county=user.county) if user.county else Q()),
        ReferralRole.COLLEAGUE: sent
        & (Q(holder_organisation=user.organisation_id) | Q(offered_to=user.organisation_id))
        if shares
        else NOBODY,
        ReferralRole.INTAKE: sent & Q(county=user.county) if user.is_intake else NOBODY,
        ReferralRole.OFFERED: sent & Q(offered_county=user.county) if user.is_intake else NOBODY,
    }
