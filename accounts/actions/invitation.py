"""Inviting somebody to an account, and taking the account into use."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation, User
from audit.recording import record
from audit.vocabulary import Action
from notifications.models import MailKind
from notifications.outbox import post_later
from records.refused import Refused

# Over a holiday week somebody still finds the letter in time.
VALID_FOR = dt.timedelta(days=7)


class CannotInvite(Refused):
    """The account is closed, or in use already."""

    words = _("The account is in use already, or closed. Open the page again to see it.")


class LinkDoesNotWork(Refused):
    """Used, taken back, too old, or the account is closed."""

    words = _("The link does not work any more. Ask your administrator for a new invitation.")


class NothingToCancel(Refused):
    """The invitation was used or taken back a moment ago."""

    words = _("The invitation has been used or taken back already.")


@transaction.atomic
def invite(*, user: User, by: User | None, site: str, now: dt.datetime) -> Invitation:
    """Have a letter sent with a link to `site` by which `user` takes the account into use.

    A former invitation that nobody has used ends with it.
    """
    present = User.objects.locked(user)
    if not present.is_active or present.has_usable_password():
        raise CannotInvite(f"user {user.pk}")
    present.invitations.unused().update(cancelled_at=now)
    invitation = Invitation.objects.create(
        user=user, invited_by=by, created_at=now, expires_at=now + VALID_FOR
    )
    post_later(
        MailKind.INVITATION,
        key=f"{MailKind.INVITATION.value}|{invitation.pk}",
        to=present.email,
        parameters={"invitation": invitation.pk, "site": site},
        now=now,
    )
    record(Action.INVITATION_SENT, by=by, target=invitation, details={"user": user.pk})
    return invitation


@transaction.atomic
def cancel_invitation(*, user: User, by: User, now: dt.datetime) -> None:
    """The link of the letter works no longer."""
    present = User.objects.locked(user)
    if not present.invitations.unused().update(cancelled_at=now):
        raise NothingToCancel(f"user {user.pk}")
    record(Action.INVITATION_CANCELLED, by=by, details={"user": user.pk})


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str, now: dt.datetime) -> User:
    """Give the account its password; the link works once."""
    user = User.objects.locked(invitation.user)
    used = Invitation.objects.open(now).filter(pk=invitation.pk).update(used_at=now)
    if not used or not user.is_active or user.has_usable_password():
        raise LinkDoesNotWork(f"invitation {invitation.pk}")
    user.set_password(password)
    user.save(update_fields=["password"])
    record(Action.INVITATION_ACCEPTED, by=user, target=invitation)
    return user
