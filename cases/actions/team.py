"""The only place that writes grants: the team and the rights cannot drift apart."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Absence, UnitRole, User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import derive_dues
from cases.actions.team_notices import (
    Seated,
    about_membership,
    tell_of_purpose,
    tell_of_seats,
)
from cases.models import Case, CaseMembership, CaseUserObjectPermission
from cases.models.team import EndReason
from cases.permissions import ROLE_PERMISSIONS, CaseRole
from notifications.telling import cancel_notices, tell
from notifications.vocabulary import NoticeKind
from records.refused import Refused
from timing import moves
from timing.calendar import midnight_of
from timing.models import Due
from timing.vocabulary import Receiver

# How long an opening for a stated purpose lasts: a working day and its evening.
PURPOSE_LASTS = dt.timedelta(hours=12)


# What tells the personal worker of something due.
OF_DUES = (NoticeKind.DUE_NEAR, NoticeKind.DUE_NOW, NoticeKind.DUE_LATE)


class CannotJoinTeam(Refused):
    """The user works for another county, or not at all."""

    words = _("The worker left the county’s service just now. Choose another.")


class NeedsSuccessor(Refused):
    """The user is the case's personal worker; another must be named first."""

    words = _("Name a successor first: the client must always have a personal worker.")


@transaction.atomic
def assign_worker(*, case: Case, user: User, role: CaseRole, by: User, reason: str = "") -> None:
    """Put `user` in the team with `role`, and give the rights of the role.

    A new personal worker (omatyöntekijä, SHL 42 §) replaces the former, who stays as a
    member, in one transaction: the client is never without one in between. For the same
    reason the personal worker cannot be made a member: NeedsSuccessor. The case goes to
    the unit of a new personal worker who works in another.
    """
    [user] = lock_workers([user])
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    seated = seat(case, user, role, by=by, reason=reason)
    if seated is not None:
        derive_dues([case], moves.TEAM)
        tell_of_seats([seated], by=by)


def lock_workers(users: Iterable[User]) -> list[User]:
    """Take the people for this transaction, before any case, in one order.

    Whoever is being told away, or leaves, is given no case at the same moment.
    """
    keys = {user.pk for user in users}
    found = User.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=keys)
    return list(found.select_related("organisation").order_by("pk"))


def seat(case: Case, user: User, role: CaseRole, *, by: User, reason: str = "") -> "Seated | None":
    """Give the place in a case that the caller has locked, and log it; None: held already.

    The caller derives what is due and tells those concerned, once for many cases.
    """
    _refuse_strangers(case, user)
    team = CaseMembership.objects.in_team().filter(case=case).select_related("user")
    present = list(team)
    if any(held.user == user and held.role == role for held in present):
        return None
    if case.responsible_id == user.pk:
        raise NeedsSuccessor(f"user {user.pk}, case {case.pk}")
    for held in present:
        if held.user == user:
            _end(held, reason=EndReason.ROLE_CHANGED)
        elif held.role == role == CaseRole.RESPONSIBLE:
            _end(held, reason=EndReason.REPLACED)
            cancel_notices(case_id=case.pk, kinds=OF_DUES, receiver_id=held.user_id)
            if held.user.is_active and held.user.organisation_id == case.county_id:
                _join(case, held.user, CaseRole.MEMBER, by=by)
    had_worker, former_unit = case.responsible_id is not None, None
    joined = _join(case, user, role, by=by, reason=reason)
    if role == CaseRole.RESPONSIBLE:
        former_unit = _move_to_unit_of(user, case, by=by)
        _end_substitutes(case, reason=EndReason.REPLACED)
        _let_substitutes_in(case, user, by=by)
        tell_anew(case)
    _derive(case)
    record(Action.WORKER_ASSIGNED, by=by, case=case, details={"user": user.pk, "role": role})
    return Seated(case, joined, had_worker=had_worker, former_unit=former_unit)


def hand_to(case: Case, user: User, *, by: User, reason: str = "") -> Seated:
    """Make `user` the personal worker of a locked case in the place of another, in one moment."""
    seated = seat(case, user, CaseRole.RESPONSIBLE, by=by, reason=reason)
    assert seated is not None  # the caller has seen that another has the place
    return seated


def go_along(case: Case, *, by: User) -> Seated | None:
    """Take a locked case along to the unit in which its personal worker works now."""
    worker = case.responsible
    former_unit = _move_to_unit_of(worker, case, by=by) if worker is not None else None
    if former_unit is None:
        return None
    held = CaseMembership.objects.in_team().get(case=case, role=CaseRole.RESPONSIBLE)
    return Seated(case, held, had_worker=True, former_unit=former_unit)


def leave(case: Case, user: User, *, by: User) -> None:
    """End the parts of somebody who leaves the county's service in a locked case.

    That of the personal worker ends with a successor only (`hand_to`).
    """
    held = CaseMembership.objects.lasting().filter(case=case, user=user)
    ended = list(held.exclude(role=CaseRole.RESPONSIBLE))
    for membership in ended:
        _end(membership, reason=EndReason.ACCOUNT_CLOSED)
    if ended:
        _derive(case)
    if case.responsible_id == user.pk:
        return
    cancel_notices(case_id=case.pk, receiver_id=user.pk)
    record(Action.WORKER_REMOVED, by=by, case=case, details={"user": user.pk})


def stand_in(case: Case, absence: Absence, *, by: User) -> bool:
    """Let the substitute of the personal worker's absence into a locked case for its time."""
    if not _let_in(case, absence, by=by):
        return False
    _derive(case)
    return True


def stand_in_again(case: Case, *, by: User) -> None:
    """Let those into a locked case, opened again, who stand in for its personal worker now.

    The caller has taken the personal worker by `lock_workers` before the case.
    """
    if case.responsible is not None:
        _let_substitutes_in(case, case.responsible, by=by)
        _derive(case)


def end_standing_in(case: Case, absence: Absence, *, by: User) -> None:
    """The absence is over sooner than was told."""
    for held in CaseMembership.objects.lasting().filter(case=case, absence=absence):
        _end(held, reason=EndReason.ABSENCE_OVER)
        record(Action.WORKER_REMOVED, by=by, case=case, details={"user": held.user_id})
    _derive(case)


@transaction.atomic
def remove_worker(*, case: Case, user: User, by: User, reason: str) -> None:
    """End the user's part in the team and the rights that it gives. No member: nothing happens.

    What an opening for a stated purpose gives stays until its end. The personal worker
    gives way to a successor only (`assign_worker`).
    """
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    if case.responsible_id == user.pk:
        raise NeedsSuccessor(f"user {user.pk}, case {case.pk}")
    # All that they have or are to have, also as a substitute who is to come.
    parts = CaseMembership.objects.lasting().exclude(role=CaseRole.PURPOSE)
    ended = list(parts.filter(case=case, user=user))
    if not ended:
        return
    for held in ended:
        _end(held, reason=reason)
    _derive(case)
    derive_dues([case], moves.TEAM)
    cancel_notices(case_id=case.pk, receiver_id=user.pk)
    if user != by:
        tell(
            NoticeKind.CASE_UNASSIGNED,
            receiver=user,
            about=about_membership(held.pk),
            parameters={"number": case.number},
        )
    record(Action.WORKER_REMOVED, by=by, case=case, details={"user": user.pk})


@transaction.atomic
def open_for_purpose(*, case: Case, by: User, purpose: str) -> None:
    """Let a supervisor look for a stated purpose and a limited time (703/2023 9 §)."""
    case = Case.objects.lock(case.pk)
    _refuse_strangers(case, by)
    for held in CaseMembership.objects.filter(
        case=case, user=by, role=CaseRole.PURPOSE, ended_at=None
    ):
        _end(held, reason=EndReason.OPENED_AGAIN)
    opening = CaseMembership.objects.create(
        case=case,
        user=by,
        role=CaseRole.PURPOSE,
        purpose=purpose,
        until=timezone.now() + PURPOSE_LASTS,
        added_by=by,
    )
    _derive(case)
    tell_of_purpose(case, opening)
    record(Action.CASE_OPENED_FOR_PURPOSE, by=by, case=case, purpose=purpose)


def _refuse_strangers(case: Case, user: User) -> None:
    """Only a present user of the case's own county can be let in."""
    if not _works_here(case, user):
        raise CannotJoinTeam(f"user {user.pk}, case {case.pk}")


def _works_here(case: Case, user: User) -> bool:
    works = user.is_active and not user.is_superuser
    return works and user.county is not None and user.county.pk == case.county_id


def _join(case: Case, user: User, role: CaseRole, *, by: User, reason: str = "") -> CaseMembership:
    return CaseMembership.objects.create(
        case=case, user=user, role=role, added_by=by, begin_reason=reason
    )


def _let_in(case: Case, absence: Absence, *, by: User) -> bool:
    """A substitute who is in the team already, or works here no longer, is not let in."""
    user = absence.substitute
    if user is None or not _works_here(case, user):
        return False
    lasting = CaseMembership.objects.lasting().filter(case=case, user=user)
    if lasting.exclude(role=CaseRole.PURPOSE).filter(Q(until=None) | Q(absence=absence)).exists():
        return False
    CaseMembership.objects.create(
        case=case,
        user=user,
        role=CaseRole.SUBSTITUTE,
        absence=absence,
        since=max(timezone.now(), midnight_of(absence.first_on)),
        until=midnight_of(absence.last_on + dt.timedelta(days=1)),
        added_by=by,
    )
    details = {"user": user.pk, "role": CaseRole.SUBSTITUTE}
    record(Action.WORKER_ASSIGNED, by=by, case=case, details=details)
    return True


def _let_substitutes_in(case: Case, worker: User, *, by: User) -> None:
    for absence in Absence.objects.not_over(timezone.localdate()).filter(user=worker):
        _let_in(case, absence, by=by)


def _end_substitutes(case: Case, *, reason: str) -> None:
    for held in CaseMembership.objects.lasting().filter(case=case, role=CaseRole.SUBSTITUTE):
        _end(held, reason=reason)
        cancel_notices(case_id=case.pk, kinds=OF_DUES, receiver_id=held.user_id)


def tell_anew(case: Case) -> None:
    """What was told before and is still to be done is told again, to whoever carries it now."""
    theirs = Due.objects.present().filter(case_id=case.pk, receiver=Receiver.PERSONAL_WORKER)
    told = theirs.filter(told_on__isnull=False)
    told.update(told_on=None, tell_on=timezone.localdate())


def _move_to_unit_of(user: User, case: Case, *, by: User) -> int | None:
    """The case goes where its worker works; the unit that it leaves, if it does."""
    units = user.units_as(UnitRole.WORKER)
    former = case.unit_id
    if not units or former in units:
        return None
    case.unit_id = units[0]
    Case.objects.filter(pk=case.pk).update(unit=case.unit_id)
    details = {"from": former, "to": case.unit_id}
    record(Action.CASE_MOVED_UNIT, by=by, case=case, details=details)
    return former


def _end(membership: CaseMembership, *, reason: str) -> None:
    membership.ended_at = timezone.now()
    membership.end_reason = reason
    membership.save(update_fields=["ended_at", "end_reason"])


def _derive(case: Case) -> None:
    """Write the grants, and the case's personal worker, anew from the present team."""
    members = CaseMembership.objects.lasting().filter(case=case).select_related("user")
    # The earliest end first; PostgreSQL puts those without an end last.
    team = list(members.order_by("until"))
    CaseUserObjectPermission.objects.filter(content_object=case).delete()
    CaseUserObjectPermission.objects.bulk_create(_grants_of(team))
    personal_workers = [held.user for held in team if held.role == CaseRole.RESPONSIBLE]
    case.responsible = personal_workers[0] if personal_workers else None
    Case.objects.filter(pk=case.pk).update(responsible=case.responsible)


def _grants_of(team: list[CaseMembership]) -> list[CaseUserObjectPermission]:
    """One for each right of each person; a right that two memberships give ends with the later.

    What begins with an absence stands beside what holds already.
    """
    permissions = Permission.objects.filter(content_type=ContentType.objects.get_for_model(Case))
    by_codename = {permission.codename: permission for permission in permissions}
    grants = {}
    for held in team:
        for right in ROLE_PERMISSIONS[CaseRole(held.role)]:
            # The same right with a later end takes the place of the former.
            since = held.since if held.absence_id else None
            grants[held.user_id, right, since] = CaseUserObjectPermission(
                user=held.user,
                permission=by_codename[right.codename],
                content_object_id=held.case_id,
                since=since,
                until=held.until,
            )
    return list(grants.values())
