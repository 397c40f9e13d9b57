"""Giving many cases to one worker at once, or handing all of somebody's over to several."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.facts import derive_dues
from cases.actions.team import go_along, hand_to, lock_workers, seat
from cases.actions.team_notices import (
    Seated,
    happening_now,
    tell_of_seats,
    tell_supervisors,
)
from cases.models import Case
from cases.permissions import CaseRole
from timing import moves


@dataclass(frozen=True)
class Given:
    """What was done, and what was not: each such case by its number, with the reason."""

    done: list[Case]
    left: list[tuple[str, str]]


@transaction.atomic
def give_cases(*, seen: Mapping[int, int], user: User, by: User, reason: str = "") -> Given:
    """Make `user` the personal worker of the cases that `by` may assign.

    `seen` tells whom the list showed as the worker of each case (0: nobody). A case that
    somebody else gave away or closed since then stays as it is now.
    """
    [user] = lock_workers([user])
    led = Case.objects.led_by(by).filter(pk__in=seen)
    locked = led.select_for_update(of=("self",)).select_related("responsible").order_by("pk")
    seats: list[Seated] = []
    left: list[tuple[str, str]] = []
    for case in locked:
        why = _why_not(case, seen[case.pk], user)
        seated = None if why else seat(case, user, CaseRole.RESPONSIBLE, by=by, reason=reason)
        if seated is not None:
            seats.append(seated)
        else:
            left.append((case.number, why))
    done = [each.case for each in seats]
    derive_dues(done, moves.TEAM)
    tell_of_seats(seats, by=by)
    return Given(done, left)


@transaction.atomic
def hand_over(*, former: User, to: Mapping[int, User], by: User, reason: str) -> Given:
    """Give the cases of `former` that `by` may assign to others, each as chosen (`to`).

    Each case has one personal worker before and another one after, and nothing in between.
    Where `former` themself is chosen, who moved to another unit, the case goes along.
    """
    people = {user.pk: user for user in lock_workers([former, *to.values()])}
    led = Case.objects.led_by(by).filter(pk__in=to)
    locked = led.select_for_update(of=("self",)).select_related("responsible").order_by("pk")
    seats: list[Seated] = []
    along: list[Seated] = []
    left: list[tuple[str, str]] = []
    for case in locked:
        user = people[to[case.pk].pk]
        if user.pk == former.pk == case.responsible_id and case.is_open:
            moved = go_along(case, by=by)
            along.extend([moved] if moved else [])
        elif why := _why_not(case, former.pk, user):
            left.append((case.number, why))
        else:
            seats.append(hand_to(case, user, by=by, reason=reason))
    done = [each.case for each in (*seats, *along)]
    derive_dues(done, moves.TEAM)
    tell_of_seats(seats, by=by)
    tell_supervisors(along, happening_now("along", former.pk), by=by)
    details = {"user": former.pk, "cases": len(seats), "along": len(along)}
    record(Action.CASES_HANDED_OVER, by=by, details=details)
    return Given(done, left)


def _why_not(case: Case, seen: int, user: User) -> str:
    if not case.is_open:
        return _("the case was closed")
    if case.responsible_id == user.pk:
        return _("%(name)s has it already") % {"name": user}
    if (case.responsible_id or 0) != seen:
        return _("somebody gave it to %(name)s just now") % {"name": case.responsible}
    return ""
