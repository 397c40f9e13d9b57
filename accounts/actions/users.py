"""Making accounts, and changing what is told of their users."""

import datetime as dt
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.actions.invitation import invite
from accounts.actions.rights_change import What, note_change, note_in_units
from accounts.county_sign_in.own import links
from accounts.models import Organisation, User, Vouching
from audit.recording import record
from audit.vocabulary import Action
from notifications.models import MailKind
from notifications.outbox import post_letter
from records.refused import Refused

DETAILS = ["first_name", "last_name", "email", "title", "phone", "language"]


class AddressIsTaken(Refused):
    """Somebody, perhaps of another organisation, signs in with the address."""

    words = _(
        "This address has an account already, here or in another organisation. Use the "
        "person’s own work address, or ask the administrator of the other organisation."
    )
    field = "email"


class CannotBeAdministrator(Refused):
    """Who has a role in a unit may come to see clients; an administrator sees none."""

    words = _(
        "Whoever has a role in a unit cannot be an administrator: an administrator sees no "
        "client. End the roles first, or choose somebody else."
    )


class WorksElsewhere(Exception):
    """The organisation is not looked after by this county: no page offers it."""


@transaction.atomic
def add_user(*, user: User, by: User | None, site: str, now: dt.datetime) -> None:
    """Make an account that nobody can sign in with yet, and invite its user.

    `by` is None for the first administrator of a county.
    """
    if User.objects.filter(email__iexact=user.email).exists():
        raise AddressIsTaken(f"by {by.pk if by else 'command'}")
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        # Made by another administrator a moment ago.
        raise AddressIsTaken(f"by {by.pk if by else 'command'}") from None
    record(Action.USER_ADDED, by=by, details={"user": user.pk})
    county = user.county or (by.county if by else None)
    assert county is not None
    what = What.ADMINISTRATOR_MADE if user.is_superuser else What.INVITED
    note_change(what, user=user, county=county, by=by)
    invite(user=user, by=by, site=site, now=now)


@transaction.atomic
def edit_user(*, user: User, seen: int, by: User, now: dt.datetime, site: str) -> None:
    """Save the details over the version that the administrator saw.

    A new address is told to the former and to the new one; an invitation that went to
    the former ends, and goes out anew.
    """
    former = User.objects.locked(user)
    others = User.objects.filter(email__iexact=user.email).exclude(pk=user.pk)
    if others.exists():
        raise AddressIsTaken(f"user {user.pk}")
    try:
        with transaction.atomic():
            user.save_over(seen, fields=DETAILS)
    except IntegrityError:
        # Given to somebody else a moment ago.
        raise AddressIsTaken(f"user {user.pk}") from None
    record(Action.USER_EDITED, by=by, target=user, details={"user": user.pk})
    if former.email.lower() != user.email.lower():
        _change_address(former, user, by=by, now=now, site=site)


def _change_address(former: User, user: User, *, by: User, now: dt.datetime, site: str) -> None:
    EmailAddress.objects.filter(user=user).delete()
    record(Action.ADDRESS_CHANGED, by=by, details={"user": user.pk})
    note_in_units(What.ADDRESS, user=user, by=by)
    is_linked = links().filter(user=user).exists()
    if not former.has_usable_password() and not is_linked:
        invite(user=user, by=by, site=site, now=now)
        return
    with override(user.language):
        subject = render_to_string("account/email/address_changed_subject.txt").strip()
        for address in (former.email, user.email):
            text = render_to_string("account/email/address_changed_message.txt", {"at": now})
            post_letter(
                key=f"{MailKind.LETTER.value}|{uuid4()}",
                to=address,
                subject=subject,
                text=text.strip(),
                now=now,
            )


@transaction.atomic
def make_administrator(*, user: User, by: User) -> None:
    """Let somebody of the own county look after its settings; a client they see none."""
    locked = User.objects.locked(user)
    roles = locked.unit_memberships.not_over(timezone.localdate())
    elsewhere = locked.organisation_id != by.organisation_id
    if elsewhere or not locked.is_active or locked.is_superuser or roles.exists():
        raise CannotBeAdministrator(f"user {user.pk}")
    locked.is_superuser = True
    locked.save(update_fields=["is_superuser"])
    record(Action.ADMINISTRATOR_MADE, by=by, details={"user": user.pk})
    assert by.county is not None
    note_change(What.ADMINISTRATOR_MADE, user=locked, county=by.county, by=by)


@transaction.atomic
def add_outsider(*, user: User, vouching: Vouching, by: User, site: str, now: dt.datetime) -> None:
    """Make an account for somebody of a prison or a partner, with who vouches for them."""
    add_user(user=user, by=by, site=site, now=now)
    vouching.user = user
    record_vouching(vouching=vouching, by=by)


@transaction.atomic
def record_vouching(*, vouching: Vouching, by: User) -> None:
    """Note who vouches for a user from now on; the former stays to be read."""
    county, user = by.county, vouching.user
    if county is None or not user.may_be_vouched_for(county):
        raise WorksElsewhere(f"user {user.pk}")
    vouching.county, vouching.recorded_by = county, by
    vouching.save()
    details = {"user": user.pk}
    record(Action.VOUCHING_RECORDED, by=by, target=vouching, details=details)


@transaction.atomic
def add_partner(*, organisation: Organisation, by: User) -> None:
    """Keep another organisation that the administrator's county looks after."""
    organisation.kind, organisation.kept_by = Organisation.Kind.PARTNER, by.county
    organisation.code = uuid4().hex[:12]
    organisation.save()
    record(Action.PARTNER_ADDED, by=by, target=organisation)
