"""Who comes in by the county's own sign-in: somebody whom an administrator has made before."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.county_sign_in.own import links
from accounts.county_sign_in.refusals import (
    AccountClosed,
    AddressNotConfirmed,
    LevelTooLow,
    NoAccount,
    NoRoleThere,
    NotBegunHere,
    NotLetIn,
    NotThemself,
    SomebodyElse,
)
from accounts.county_sign_in.terms import CountySignIn
from accounts.models import Organisation, User
from accounts.sessions import end_sessions
from audit.recording import record
from audit.vocabulary import Action
from notifications.telling import tell_all
from notifications.vocabulary import NoticeKind
from records.refused import Refused


class NotLinked(Refused):
    """The account has no link with the county's sign-in any more."""

    words = _("The link has been taken away already.")


@transaction.atomic
def admit(*, claims: Mapping[str, Any], own: CountySignIn, county: Organisation) -> User:
    """The account of who comes; `own` is the county's sign-in as the settings tell of it.

    The first time the account is found by an address that the county's sign-in has confirmed,
    and linked; from then on by the subject alone.
    """
    if claims.get("acr") not in own.levels:
        raise LevelTooLow
    link = links().filter(uid=claims["sub"]).select_related("user").first()
    user = User.objects.locked(link.user if link else _by_address(claims))
    if link and not links().filter(pk=link.pk).exists():
        # Taken away meanwhile: it is made anew by the address, and not by the subject alone.
        raise NotBegunHere("unlinked")
    if user.organisation_id != county.pk:
        raise NoAccount(user)
    if not user.is_active:
        raise AccountClosed(user)
    if not _works_there(user, *own.named_by(claims.get(own.unit_claim))):
        raise NoRoleThere(user)
    _link(user, own.issuer, claims["sub"])
    return user


@transaction.atomic
def confirm(*, claims: Mapping[str, Any], own: CountySignIn, user: User) -> None:
    """Whoever is signed in has signed in there anew; it has to be the same person."""
    if claims.get("acr") not in own.levels:
        raise LevelTooLow(user)
    if not links().filter(uid=claims["sub"], user=user).exists():
        raise NotThemself(user)


@transaction.atomic
def note_refusal(refused: NotLetIn, *, county: Organisation) -> None:
    """One line in the log; an administrator is told, once a day, what they can put right."""
    details = {"how": "county", "why": refused.why}
    record(Action.SIGN_IN_FAILED, by=None, target=refused.user, details=details)
    if refused.is_told and refused.user is not None:
        page = reverse("administration:user_page", kwargs={"user_pk": refused.user.pk})
        tell_all(
            NoticeKind.COUNTY_SIGN_IN_REFUSED,
            receivers=User.objects.administrators_of(county).exclude(pk=refused.user.pk),
            about=f"county_sign_in:{refused.why}:{refused.user.pk}:{timezone.localdate()}",
            link=page,
        )


@transaction.atomic
def unlink(*, user: User, by: User) -> None:
    """Whoever came by it is signed out; the next one with the address is linked anew.

    Raises NotLinked.
    """
    locked = User.objects.locked(user)
    if not links().filter(user=locked).delete()[0]:
        raise NotLinked(f"user {user.pk}")
    end_sessions(user)
    record(Action.COUNTY_UNLINKED, by=by, details={"user": user.pk})


def _by_address(claims: Mapping[str, Any]) -> User:
    address = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(address, str):
        raise AddressNotConfirmed
    user = User.objects.filter(email__iexact=address).first()
    # The database takes letters for the same that are not (ſ and s).
    if user is None or user.email.lower() != address.lower():
        raise NoAccount
    return user


def _works_there(user: User, units: set[int], whole_county: bool) -> bool:
    """Whether the county's sign-in names a unit in which the user has a role today.

    It gives no role, and takes none away. Where it names the county as a whole, any role will
    do, and an administrator comes in, too.
    """
    held = {unit for unit, _role in user.unit_roles}
    if whole_county:
        return bool(held) or user.is_administrator
    return bool(units & held)


def _link(user: User, issuer: str, subject: str) -> None:
    link, is_new = links().get_or_create(provider=issuer, uid=subject, defaults={"user": user})
    others = links().filter(user=user).exclude(pk=link.pk)
    if link.user_id != user.pk or others.exists():
        raise SomebodyElse(user)
    if is_new:
        # Nobody else takes the account into use by a letter that is still on its way.
        user.invitations.unused().update(cancelled_at=timezone.now())
        record(Action.COUNTY_LINKED, by=user, target=user)
