"""The door of contacts: the only way from an address to one of them.

What somebody may not know of is answered 404, the same as what does not exist; what
they may know of but not do is 403. Openings and refusals are logged (703/2023 10 §).
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.http import SignedInRequest
from accounts.models import User
from audit.recording import record
from audit.refused_openings import note_refused_opening
from audit.vocabulary import Action
from referrals.models import Referral, ReferralQuerySet, Triage
from referrals.permissions import ROLE_PERMISSIONS, ReferralPermission, ReferralRole

# Their pages tell of the sender's side only where somebody else answers for the contact now.
OF_INTAKE = {ReferralPermission.TRIAGE, ReferralPermission.TRANSFER}


def open_referral_page(
    request: SignedInRequest, referral_pk: int, permission: ReferralPermission
) -> Referral:
    """Return the contact, with `referral.rights` set for the template, or refuse and log it."""
    loaded = Referral.objects.select_related("facility", "home_municipality")
    if permission in OF_INTAKE:
        loaded = loaded.with_what_followed()
    else:
        told = [
            "sender",
            "sender_organisation",
            "holder",
            "holder_organisation",
            "offered_to",
            "county",
        ]
        loaded = loaded.select_related(*told).with_open_question()
    return _open(request, loaded, referral_pk, permission)


def open_draft_page(request: SignedInRequest, referral_pk: int) -> Referral:
    """Return what the user writes, or one that may be followed since it was sent.

    A draft is nothing but its own row: it has no triage, no holder and no answers yet.
    """
    found = _open(request, Referral.objects.all(), referral_pk, ReferralPermission.FOLLOW)
    if found.sender_id == request.user.pk:
        found.sender = request.user
    return found


def _open(
    request: SignedInRequest,
    loaded: ReferralQuerySet,
    referral_pk: int,
    permission: ReferralPermission,
) -> Referral:
    found = loaded.with_standing(request.user).filter(pk=referral_pk).first()
    roles = _roles(found, request.user) if found is not None else []
    if found is None or not roles:
        note_refused_opening(request, Action.REFERRAL_REFUSED, referral_id=referral_pk)
        raise Http404
    _with_triage(found, request.user)
    found.rights = frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles))
    if permission not in found.rights:
        note_refused_opening(request, Action.REFERRAL_REFUSED, referral_id=referral_pk)
        raise PermissionDenied
    match = request.resolver_match
    record(
        Action.REFERRAL_READ,
        by=request.user,
        referral=found,
        details={"page": match.view_name if match else ""},
    )
    return found


def _roles(referral: Referral, user: User) -> list[ReferralRole]:
    """All that the user is to the contact; whoever is nothing may not know of it."""
    roles = [role for role in ReferralRole if getattr(referral, f"is_{role.value}", False)]
    if referral.is_decided and Referral.objects.of_team_of(user).filter(pk=referral.pk).exists():
        roles.append(ReferralRole.TEAM)
    return roles


def _with_triage(referral: Referral, user: User) -> None:
    """Load the decision, or say that there is none; and the county that the user works for."""
    triage = None
    if referral.is_decided:
        decided = Triage.objects.select_related("case__unit", "decided_by")
        triage = decided.filter(referral=referral).first()
    Referral._meta.get_field("triage").set_cached_value(referral, triage)
    if user.county is not None and user.county.pk == referral.county_id:
        referral.county = user.county
