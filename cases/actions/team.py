"""The only place that writes grants: the team and the rights cannot drift apart."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from guardian.shortcuts import assign_perm

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.models import Case, CaseMembership, CaseUserObjectPermission
from cases.models.team import EndReason
from cases.permissions import ROLE_PERMISSIONS, CaseRole
from notifications.telling import cancel_notices, tell
from notifications.vocabulary import NoticeKind

# How long an opening for a stated purpose lasts: a working day and its evening.
PURPOSE_LASTS = dt.timedelta(hours=12)


class CannotJoinTeam(Exception):
    """The user works for another county, or not at all."""


class NeedsSuccessor(Exception):
    """The user is the case's personal worker; another must be named first."""


@transaction.atomic
def assign_worker(*, case: Case, user: User, role: CaseRole, by: User) -> None:
    """Put `user` in the team with `role`, and give the rights of the role.

    A new personal worker (omatyöntekijä, SHL 42 §) replaces the former, who stays as a
    member, in one transaction: the client is never without one in between.
    """
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    _refuse_strangers(case, user)
    present = CaseMembership.objects.in_team().filter(case=case)
    if present.filter(user=user, role=role).exists():
        return
    if role == CaseRole.RESPONSIBLE:
        for former in present.filter(role=CaseRole.RESPONSIBLE).select_related("user"):
            _end(former, reason=EndReason.REPLACED)
            _join(case, former.user, CaseRole.MEMBER, by=by)
    for held in present.filter(user=user):
        _end(held, reason=EndReason.ROLE_CHANGED)
    joined = _join(case, user, role, by=by)
    _derive(case)
    if user != by:
        tell(
            NoticeKind.CASE_ASSIGNED,
            receiver=user,
            about=f"membership:{joined.pk}",
            case_id=case.pk,
            link=case.get_absolute_url(),
            parameters={"number": case.number},
        )
    record(
        Action.WORKER_ASSIGNED,
        by=by,
        case=case,
        details={"user": user.pk, "role": role},
    )


@transaction.atomic
def remove_worker(*, case: Case, user: User, by: User, reason: str) -> None:
    """End the user's part in the team, and their rights, at once. No member: nothing happens.

    The personal worker gives way to a successor only (`assign_worker`).
    """
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    if case.responsible_id == user.pk:
        raise NeedsSuccessor(f"user {user.pk}, case {case.pk}")
    held = CaseMembership.objects.in_team().filter(case=case, user=user).first()
    if held is None:
        return
    _end(held, reason=reason)
    _derive(case)
    cancel_notices(case_id=case.pk, receiver_id=user.pk)
    if user != by:
        tell(
            NoticeKind.CASE_UNASSIGNED,
            receiver=user,
            about=f"membership:{held.pk}",
            parameters={"number": case.number},
        )
    record(Action.WORKER_REMOVED, by=by, case=case, details={"user": user.pk})


@transaction.atomic
def open_for_purpose(*, case: Case, by: User, purpose: str) -> None:
    """Let a supervisor look for a stated purpose and a limited time (703/2023 9 §, S5)."""
    case = Case.objects.lock(case.pk)
    _refuse_strangers(case, by)
    for held in CaseMembership.objects.filter(
        case=case, user=by, role=CaseRole.PURPOSE, ended_at=None
    ):
        _end(held, reason=EndReason.OPENED_AGAIN)
    CaseMembership.objects.create(
        case=case,
        user=by,
        role=CaseRole.PURPOSE,
        purpose=purpose,
        until=timezone.now() + PURPOSE_LASTS,
        added_by=by,
    )
    _derive(case)
    record(Action.CASE_OPENED_FOR_PURPOSE, by=by, case=case, purpose=purpose)


def _refuse_strangers(case: Case, user: User) -> None:
    """Only a present user of the case's own county can be let in."""
    if not user.is_active or user.county is None or user.county.pk != case.county_id:
        raise CannotJoinTeam(f"user {user.pk}, case {case.pk}")


def _join(case: Case, user: User, role: CaseRole, *, by: User) -> CaseMembership:
    return CaseMembership.objects.create(case=case, user=user, role=role, added_by=by)


def _end(membership: CaseMembership, *, reason: str) -> None:
    membership.ended_at = timezone.now()
    membership.end_reason = reason
    membership.save(update_fields=["ended_at", "end_reason"])


def _derive(case: Case) -> None:
    """Write the grants, and the case's personal worker, anew from the present team."""
    CaseUserObjectPermission.objects.filter(content_object=case).delete()
    present = CaseMembership.objects.in_force().filter(case=case).select_related("user")
    until: dict[tuple[User, str], dt.datetime | None] = {}
    responsible = None
    for held in present:
        if held.role == CaseRole.RESPONSIBLE:
            responsible = held.user
        for permission in ROLE_PERMISSIONS[CaseRole(held.role)]:
            wanted = (held.user, permission.codename)
            # No end beats any end.
            ends = [until.get(wanted, held.until), held.until]
            until[wanted] = None if None in ends else max(end for end in ends if end)
    for (user, codename), end in until.items():
        assign_perm(codename, user, case)
        if end is not None:
            given = CaseUserObjectPermission.grants.of(user).filter(content_object=case)
            given.filter(permission__codename=codename).update(until=end)
    Case.objects.filter(pk=case.pk).update(responsible=responsible)
    case.responsible = responsible
