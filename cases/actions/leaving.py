"""Closing an account, and what a worker may sign; nothing of anybody is ever deleted.

The client always has a personal worker by name: whoever has left stays it until another is
named in the same moment (`handing_over`), and the supervisor sees to the case meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions.rights_change import What, note_in_units
from accounts.actions.users import make_administrator
from accounts.models import Absence, User
from accounts.sessions import end_sessions
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import derive_dues
from cases.actions.team import hand_to, leave, lock_workers, tell_anew
from cases.actions.team_notices import tell_of_seats, tell_of_waiting
from cases.models import Case, CaseMembership
from records.refused import Refused
from timing import moves


class CannotClose(Refused):
    """Nobody closes their own account nor one that is closed; administrators close each other's."""

    words = _("This account cannot be closed here, or somebody has closed it already.")


class CannotReopen(Refused):
    """The account is open: somebody was first."""

    words = _("The account is open already.")


class CarriesCases(Refused):
    """An administrator sees no client, so the cases would be carried by nobody."""

    words = _(
        "This person has a part in open cases. Let a supervisor hand them over first: an "
        "administrator sees no client."
    )


@dataclass(frozen=True)
class Left:
    """What became of the open cases: given to others, or waiting for a supervisor."""

    handed_over: int
    waiting: int


@transaction.atomic
def close_account(
    *, user: User, by: User, to: Mapping[int, User] | None = None, reason: str = ""
) -> Left:
    """Let nobody sign in as `user` from now on, and hand open cases over (`to`, by their keys).

    A case that is not handed over here keeps its personal worker by name; it is due for the
    supervisor at once, who is told and hands it over. Every other part that the user has in
    an open case ends. Closed cases keep the team that they had. Whoever is away, and for
    whom they stood in, has no substitute any more.
    """
    chosen = to or {}
    locked = {each.pk: each for each in lock_workers([user, *chosen.values()])}
    user = locked[user.pk]
    if user == by or not user.is_active or (user.is_superuser and not by.is_administrator):
        raise CannotClose(f"user {user.pk}")
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.invitations.unused().update(cancelled_at=timezone.now())
    cases = _locked_cases_of(user)
    carried = [case for case in cases if case.responsible_id == user.pk]
    seats = [
        hand_to(case, locked[chosen[case.pk].pk], by=by, reason=reason)
        for case in carried
        if case.pk in chosen
    ]
    waiting = [case for case in carried if case.pk not in chosen]
    for case in cases:
        leave(case, user, by=by)
    for case in waiting:
        tell_anew(case)
    stood_in = Absence.objects.not_over(timezone.localdate()).filter(substitute=user)
    left_alone = stood_in.update(substitute=None)
    derive_dues(cases, moves.TEAM)
    tell_of_seats(seats, by=by)
    tell_of_waiting(waiting, user, by=by)
    note_in_units(What.CLOSED, user=user, by=by)
    details = {"user": user.pk, "handed_over": len(seats), "waiting": len(waiting)}
    if left_alone:
        details["without_substitute"] = left_alone
    record(
        Action.ACCOUNT_CLOSED,
        by=by,
        details=details | {"sessions": end_sessions(user)},
    )
    return Left(len(seats), len(waiting))


@transaction.atomic
def reopen_account(*, user: User, by: User) -> None:
    """Let somebody sign in again; cases that were handed over stay with who has them now."""
    [user] = lock_workers([user])
    if user.is_active:
        raise CannotReopen(f"user {user.pk}")
    user.is_active = True
    user.save(update_fields=["is_active"])
    derive_dues(_locked_cases_of(user), moves.TEAM)
    note_in_units(What.REOPENED, user=user, by=by)
    record(Action.ACCOUNT_REOPENED, by=by, details={"user": user.pk})


@transaction.atomic
def become_administrator(*, user: User, by: User) -> None:
    """Let somebody look after the county's settings who has no part in an open case any more."""
    [user] = lock_workers([user])
    parts = CaseMembership.objects.lasting().filter(user=user, case__status=Case.Status.OPEN)
    if parts.exists():
        raise CarriesCases(f"user {user.pk}")
    make_administrator(user=user, by=by)


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
    note_in_units(What.QUALIFIED, user=user, by=by)
    record(Action.QUALIFICATIONS_RECORDED, by=by, details={"user": user.pk} | facts)


def _locked_cases_of(user: User) -> list[Case]:
    """The open cases that they have any part in, behind their locks in one order."""
    held = CaseMembership.objects.lasting().filter(user=user)
    concerned = Q(responsible=user) | Q(pk__in=held.values("case"))
    locked = Case.objects.select_for_update(of=("self",)).open().filter(concerned)
    return list(locked.order_by("pk"))
