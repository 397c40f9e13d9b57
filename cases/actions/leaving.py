"""Closing a worker's account, and what they may sign; nothing of them is ever deleted."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Absence, User
from accounts.sessions import end_sessions
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import derive_dues
from cases.actions.team import leave, lock_workers, seat
from cases.actions.team_notices import Seated, tell_of_seats, tell_teams
from cases.models import Case, CaseMembership
from cases.permissions import CaseRole
from records.refused import Refused
from timing import moves


class CannotClose(Refused):
    """Nobody closes their own account or an administrator's, nor one that is closed."""

    words = _("This account cannot be closed here, or somebody has closed it already.")


class CannotReopen(Refused):
    """The account is open: somebody was first."""

    words = _("The account is open already.")


@dataclass(frozen=True)
class Left:
    """What became of the open cases: given to others, or without a personal worker now."""

    handed_over: int
    unassigned: int


@transaction.atomic
def close_account(*, user: User, to: Mapping[int, User], by: User) -> Left:
    """Let nobody sign in as `user`, and hand their open cases over (`to`, by the case's key).

    Their part in every open case ends; a case that nobody takes has a due for the
    supervisor at once. Closed cases keep the team that they had. Whoever is away, and for
    whom they stood in, has no substitute any more.
    """
    locked = {each.pk: each for each in lock_workers([user, *to.values()])}
    user = locked[user.pk]
    if user == by or user.is_superuser or not user.is_active:
        raise CannotClose(f"user {user.pk}")
    user.is_active = False
    user.save(update_fields=["is_active"])
    cases = _locked_cases_of(user)
    carried = [case for case in cases if case.responsible_id == user.pk]
    for case in cases:
        leave(case, user, by=by)
    stood_in = Absence.objects.not_over(timezone.localdate()).filter(substitute=user)
    left_alone = stood_in.update(substitute=None)
    seats = [_successor(case, locked[to[case.pk].pk], by) for case in carried if case.pk in to]
    derive_dues(cases, moves.TEAM)
    tell_of_seats(seats, by=by)
    alone = [case for case in carried if case.pk not in to]
    tell_teams(alone, f"left:{user.pk}", by=by)
    details = {"user": user.pk, "handed_over": len(seats), "unassigned": len(alone)}
    if left_alone:
        details["without_substitute"] = left_alone
    record(
        Action.ACCOUNT_CLOSED,
        by=by,
        details=details | {"sessions": end_sessions(user)},
    )
    return Left(len(seats), len(alone))


@transaction.atomic
def reopen_account(*, user: User, by: User) -> None:
    """Let somebody sign in again; their cases stay with those who have them now."""
    [user] = lock_workers([user])
    if user.is_active:
        raise CannotReopen(f"user {user.pk}")
    user.is_active = True
    user.save(update_fields=["is_active"])
    derive_dues(_locked_cases_of(user), moves.TEAM)
    record(Action.ACCOUNT_REOPENED, by=by, details={"user": user.pk})


@transaction.atomic
def record_qualifications(
    *, user: User, is_office_holder: bool, is_social_worker: bool, by: User
) -> None:
    """Two facts of a worker, on which the law hangs who may do what (SHL 36, 42 and 46 §)."""
    [user] = lock_workers([user])
    user.is_office_holder, user.is_social_worker = is_office_holder, is_social_worker
    user.save(update_fields=["is_office_holder", "is_social_worker"])
    derive_dues(_locked_cases_of(user), moves.TEAM)
    facts = {"office": is_office_holder, "social_worker": is_social_worker}
    record(Action.QUALIFICATIONS_RECORDED, by=by, details={"user": user.pk} | facts)


def _locked_cases_of(user: User) -> list[Case]:
    """The open cases that they have any part in, behind their locks in one order."""
    held = CaseMembership.objects.lasting().filter(user=user)
    concerned = Q(responsible=user) | Q(pk__in=held.values("case"))
    locked = Case.objects.select_for_update(of=("self",)).open().filter(concerned)
    return list(locked.order_by("pk"))


def _successor(case: Case, user: User, by: User) -> Seated:
    seated = seat(case, user, CaseRole.RESPONSIBLE, by=by)
    assert seated is not None  # nobody has the place: it was left a moment ago
    # For the team it is a succession, although the former worker is gone already.
    return Seated(case, seated.joined, had_worker=True, former_unit=seated.former_unit)
