"""Roles in units, from a day to a day: given, ended, moved to another unit."""

import datetime as dt
from http import HTTPStatus

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions.rights_change import What, note_change
from accounts.models import Unit, UnitMembership, UnitRole, User
from audit.recording import record
from audit.vocabulary import Action
from notifications.telling import tell_all
from notifications.vocabulary import NoticeKind
from records.refused import Refused


class NoRoleForThem(Refused):
    """Their account is closed, they are an administrator, or work for somebody else."""

    words = _(
        "This person can have no role in the unit: the account is closed, it is an "
        "administrator’s, or it is your own."
    )


class HasTheRole(Refused):
    """The role is there and goes on."""

    words = _("This person has the role in the unit already. Change its days instead.")
    field = "unit"


class RoleEndsBefore(Refused):
    """A move from a day after the last one would have the role go on."""

    words = _(
        "The role ends before that day. Write its last day or an earlier one, or change the "
        "days of the role first."
    )
    status = HTTPStatus.BAD_REQUEST
    field = "first_on"


class RoleHasChanged(Refused):
    """Somebody has ended or changed the role since the page was opened."""

    words = _("Somebody has changed this role since you opened the page. Open it again.")


@transaction.atomic
def give_role(
    *,
    user: User,
    unit: Unit,
    role: UnitRole,
    first_on: dt.date | None,
    last_on: dt.date | None,
    by: User,
) -> UnitMembership:
    """Let `user` be something in a unit of their county; nobody does it for themselves.

    Who looks after the settings sees no client, so an administrator has no role.
    """
    user = User.objects.locked(user)
    own = user == by or user.is_superuser or not user.is_active
    if own or unit.county_id != user.organisation_id or user.organisation_id != by.organisation_id:
        raise NoRoleForThem(f"user {user.pk}, unit {unit.pk}")
    days = {"first_on": first_on, "last_on": last_on}
    held = user.unit_memberships.filter(unit=unit, role=role).first()
    if held is not None and not held.is_over(timezone.localdate()):
        raise HasTheRole(f"user {user.pk}, unit {unit.pk}")
    given, _made = UnitMembership.objects.update_or_create(
        user=user, unit=unit, role=role, defaults=days
    )
    assert user.county is not None
    note_change(What.ROLE_GIVEN, user=user, county=user.county, by=by, unit=unit, role=role, **days)
    details = {"user": user.pk, "unit": unit.pk, "role": role.value} | _codes(**days)
    record(Action.ROLE_GIVEN, by=by, target=given, details=details)
    return given


@transaction.atomic
def change_days(
    *,
    held: UnitMembership,
    seen: str,
    first_on: dt.date | None,
    last_on: dt.date | None,
    by: User,
) -> None:
    """Say from when to when the role holds; a last day of yesterday ends it at once.

    `seen` are the days as the page showed them (`days_of`).
    """
    present, today = _as_seen(held, seen), timezone.localdate()
    goes_on = last_on is None or last_on >= today
    if present.user == by or (present.user.is_superuser and goes_on):
        raise NoRoleForThem(f"user {present.user_id}")
    present.first_on, present.last_on = first_on, last_on
    present.save(update_fields=["first_on", "last_on"])
    what = What.ROLE_ENDED if present.is_over(today) else What.ROLE_CHANGED
    _note(Action.ROLE_CHANGED, what, present, by)
    if last_on is not None and present.role == UnitRole.WORKER:
        _tell_supervisors(present, last_on, by)


@transaction.atomic
def move_to_unit(
    *, held: UnitMembership, seen: str, unit: Unit, first_on: dt.date, by: User
) -> None:
    """The same role in another unit from a day on; in the former one until the day before.

    Its last day stays what it was.
    """
    if held.is_over(first_on):
        raise RoleEndsBefore(f"role {held.pk}")
    if held.first_on is not None and held.first_on >= first_on:
        _take_back(held=held, seen=seen, by=by)
    else:
        ends = first_on - dt.timedelta(days=1)
        change_days(held=held, seen=seen, first_on=held.first_on, last_on=ends, by=by)
    give_role(
        user=held.user,
        unit=unit,
        role=UnitRole(held.role),
        first_on=first_on,
        last_on=held.last_on,
        by=by,
    )


def _take_back(*, held: UnitMembership, seen: str, by: User) -> None:
    """Remove a role of which no day is left: it has not begun, or began this same day.

    Only in the latter can there be cases to hand over, so only then is anybody told.
    """
    present, today = _as_seen(held, seen), timezone.localdate()
    _note(Action.ROLE_TAKEN_BACK, What.ROLE_TAKEN_BACK, present, by)
    if present.role == UnitRole.WORKER and present.holds_on(today):
        _tell_supervisors(present, today, by)
    present.delete()


def _as_seen(held: UnitMembership, seen: str) -> UnitMembership:
    """The role as it stands now, its user kept still. Raises RoleHasChanged."""
    user = User.objects.locked(held.user)
    present = user.unit_memberships.select_related("unit__county").filter(pk=held.pk).first()
    if present is None or days_of(present) != seen:
        raise RoleHasChanged(f"role {held.pk}")
    present.user = user
    return present


def _note(action: Action, what: What, held: UnitMembership, by: User) -> None:
    """In the log, and among what is looked through at the end of the month."""
    days = {"first_on": held.first_on, "last_on": held.last_on}
    unit = held.unit
    note_change(what, user=held.user, county=unit.county, by=by, unit=unit, role=held.role, **days)
    details = {"user": held.user_id, "unit": unit.pk, "role": held.role} | _codes(**days)
    record(action, by=by, target=held, details=details)


def days_of(held: UnitMembership) -> str:
    """The days of a role as a page carries them, to see whether somebody changed them."""
    return f"{held.first_on or ''}/{held.last_on or ''}"


def _codes(first_on: dt.date | None, last_on: dt.date | None) -> dict[str, str]:
    """Days as the log keeps them."""
    days = {"first": first_on, "last": last_on}
    return {name: f"{day:%Y.%m.%d}" for name, day in days.items() if day is not None}


def _tell_supervisors(held: UnitMembership, last_on: dt.date, by: User) -> None:
    """Whose cases may have to be handed over."""
    leaders = User.objects.holding(
        UnitRole.SUPERVISOR, today=timezone.localdate(), units=[held.unit_id]
    )
    tell_all(
        NoticeKind.ROLE_ENDS,
        receivers=leaders.exclude(pk=by.pk),
        about=f"role:{held.pk}:{last_on}",
        link=reverse("caseload:person", kwargs={"user_pk": held.user_id}),
        parameters={"last": last_on.isoformat()},
    )
