"""The only place that writes grants: the team and the rights cannot drift apart."""

import datetime as dt

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.models import Case, CaseMembership, CaseUserObjectPermission
from cases.models.team import EndReason
from cases.permissions import ROLE_PERMISSIONS, CaseRole
from notifications.telling import cancel_notices, tell
from notifications.vocabulary import NoticeKind
from records.refused import Refused

# How long an opening for a stated purpose lasts: a working day and its evening.
PURPOSE_LASTS = dt.timedelta(hours=12)


class CannotJoinTeam(Refused):
    """The user works for another county, or not at all."""

    words = _("The worker left the county’s service just now. Choose another.")


class NeedsSuccessor(Refused):
    """The user is the case's personal worker; another must be named first."""

    words = _("Name a successor first: the client must always have a personal worker.")


@transaction.atomic
def assign_worker(*, case: Case, user: User, role: CaseRole, by: User) -> None:
    """Put `user` in the team with `role`, and give the rights of the role.

    A new personal worker (omatyöntekijä, SHL 42 §) replaces the former, who stays as a
    member, in one transaction: the client is never without one in between. For the same
    reason the personal worker cannot be made a member: NeedsSuccessor.
    """
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    _refuse_strangers(case, user)
    team = CaseMembership.objects.in_team().filter(case=case).select_related("user")
    present = list(team)
    if any(held.user == user and held.role == role for held in present):
        return
    if case.responsible_id == user.pk:
        raise NeedsSuccessor(f"user {user.pk}, case {case.pk}")
    for held in present:
        if held.user == user:
            _end(held, reason=EndReason.ROLE_CHANGED)
        elif held.role == role == CaseRole.RESPONSIBLE:
            _end(held, reason=EndReason.REPLACED)
            _join(case, held.user, CaseRole.MEMBER, by=by)
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
    """End the user's part in the team and the rights that it gives. No member: nothing happens.

    What an opening for a stated purpose gives stays until its end. The personal worker
    gives way to a successor only (`assign_worker`).
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
    """Let a supervisor look for a stated purpose and a limited time (703/2023 9 §)."""
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
    members = CaseMembership.objects.in_force().filter(case=case).select_related("user")
    # The earliest end first; PostgreSQL puts those without an end last.
    team = list(members.order_by("until"))
    CaseUserObjectPermission.objects.filter(content_object=case).delete()
    CaseUserObjectPermission.objects.bulk_create(_grants_of(team))
    personal_workers = [held.user for held in team if held.role == CaseRole.RESPONSIBLE]
    case.responsible = personal_workers[0] if personal_workers else None
    Case.objects.filter(pk=case.pk).update(responsible=case.responsible)


def _grants_of(team: list[CaseMembership]) -> list[CaseUserObjectPermission]:
    """One for each right of each person; a right that two memberships give ends with the later."""
    permissions = Permission.objects.filter(content_type=ContentType.objects.get_for_model(Case))
    by_codename = {permission.codename: permission for permission in permissions}
    grants = {}
    for held in team:
        for right in ROLE_PERMISSIONS[CaseRole(held.role)]:
            # The same right with a later end takes the place of the former.
            grants[held.user_id, right] = CaseUserObjectPermission(
                user=held.user,
                permission=by_codename[right.codename],
                content_object_id=held.case_id,
                until=held.until,
            )
    return list(grants.values())
