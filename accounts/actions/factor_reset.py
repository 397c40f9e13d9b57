"""A lost phone: one person makes sure who it is and asks, another one confirms."""

import datetime as dt
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.actions.rights_change import What, note_in_units
from accounts.models import FactorReset, Organisation, UnitRole, User
from accounts.sessions import end_sessions
from audit.recording import record
from audit.vocabulary import Action
from notifications.models import MailKind
from notifications.outbox import post_letter
from notifications.telling import tell_all
from notifications.vocabulary import NoticeKind
from records.refused import Refused


class AskedAlready(Refused):
    """Somebody has asked, and a second person has not confirmed yet."""

    words = _("Somebody has asked for this already. A second person has to confirm it.")


class NeedsAnotherPerson(Refused):
    """Whoever asked, and the user, confirm nothing."""

    words = _("Another person than the one who asked has to confirm this.")


class NothingToReset(Refused):
    """Confirmed, taken back or too old; or the account has no second factor, or is closed."""

    words = _("There is nothing to confirm any more. Ask again if it is still needed.")


def may_help(helper: User, user: User) -> bool:
    """Whether `helper` may be one of the two: an administrator, or who leads a unit of the user.

    For people of other organisations, and for administrators, any supervisor of the county
    that looks after the account: a county may have one administrator only.
    """
    county = county_of(user)
    if helper == user or county is None or helper.county != county:
        return False
    if helper.is_administrator:
        return True
    led = set(helper.units_as(UnitRole.SUPERVISOR))
    if user.county is None or user.is_superuser:
        return bool(led)
    held = user.unit_memberships.on(timezone.localdate())
    return bool(led & set(held.values_list("unit", flat=True)))


def county_of(user: User) -> Organisation | None:
    """The county that looks after the account: the own one, or the one that was vouched to."""
    if user.county is not None:
        return user.county
    newest = user.vouchings.select_related("county").first()
    return newest.county if newest else None


@transaction.atomic
def ask_for_reset(*, user: User, how: str, by: User, now: dt.datetime) -> FactorReset:
    """Say how one made sure who has lost the phone, and ask others to confirm."""
    user = User.objects.locked(user)
    if not may_help(by, user):
        raise NeedsAnotherPerson(f"user {user.pk}")
    if not is_mfa_enabled(user) or not user.is_active:
        raise NothingToReset(f"user {user.pk}")
    if user.factor_resets.waiting(now).exists():
        raise AskedAlready(f"user {user.pk}")
    reset = FactorReset.objects.create(user=user, how=how, asked_by=by, asked_at=now)
    record(Action.FACTOR_RESET_ASKED, by=by, target=reset, details={"user": user.pk, "how": how})
    tell_all(
        NoticeKind.FACTOR_RESET_ASKED,
        receivers=[each for each in helpers_of(user) if each != by],
        about=f"reset:{reset.pk}",
        link=reverse("administration:factor_reset", kwargs={"user_pk": user.pk}),
    )
    return reset


@transaction.atomic
def confirm_reset(*, reset: FactorReset, by: User, now: dt.datetime) -> None:
    """Take the second factor away, end every session, and tell the user by mail.

    At the next sign-in with the password a new one has to be set up.
    """
    user = User.objects.locked(reset.user)
    waiting = FactorReset.objects.waiting(now).filter(pk=reset.pk).first()
    if waiting is None or not user.is_active:
        raise NothingToReset(f"reset {reset.pk}")
    if waiting.asked_by_id == by.pk or not may_help(by, user):
        raise NeedsAnotherPerson(f"reset {reset.pk}")
    # What somebody asked for who has left since, or was put out, is confirmed by nobody.
    asker = User.objects.get(pk=waiting.asked_by_id)
    if not asker.is_active or not may_help(asker, user):
        raise NothingToReset(f"reset {reset.pk}")
    waiting.confirmed_by, waiting.confirmed_at = by, now
    waiting.save(update_fields=["confirmed_by", "confirmed_at"])
    Authenticator.objects.filter(user=user).delete()
    ended = end_sessions(user)
    note_in_units(What.SECOND_FACTOR, user=user, by=by)
    details = {"user": user.pk, "asked_by": waiting.asked_by_id, "sessions": ended}
    record(Action.FACTOR_RESET, by=by, target=reset, details=details)
    with override(user.language):
        post_letter(
            key=f"{MailKind.LETTER.value}|{uuid4()}",
            to=user.email,
            subject=render_to_string("account/email/factor_reset_subject.txt").strip(),
            text=render_to_string("account/email/factor_reset_message.txt", {"at": now}).strip(),
            now=now,
        )


@transaction.atomic
def end_reset(*, reset: FactorReset, by: User, now: dt.datetime) -> None:
    """Take the request back, or refuse to confirm it."""
    user = User.objects.locked(reset.user)
    if not may_help(by, user):
        raise NeedsAnotherPerson(f"reset {reset.pk}")
    waiting = FactorReset.objects.waiting(now).filter(pk=reset.pk)
    if not waiting.update(ended_by=by, ended_at=now):
        raise NothingToReset(f"reset {reset.pk}")
    record(Action.FACTOR_RESET_ENDED, by=by, target=reset, details={"user": user.pk})


def helpers_of(user: User) -> list[User]:
    """Everybody who may be one of the two."""
    county = county_of(user)
    if county is None:
        return []
    today = timezone.localdate()
    leaders = User.objects.holding(UnitRole.SUPERVISOR, today=today).filter(organisation=county)
    keys = {
        *leaders.values_list("pk", flat=True),
        *User.objects.administrators_of(county).values_list("pk", flat=True),
    }
    found = User.objects.filter(pk__in=keys).select_related("organisation").order_by("pk")
    return [each for each in found if may_help(each, user)]
