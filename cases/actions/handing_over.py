"""Giving many cases to one worker at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.actions.facts import derive_dues
from cases.actions.team import lock_workers, seat
from cases.actions.team_notices import Seated, tell_of_seats
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


def _why_not(case: Case, seen: int, user: User) -> str:
    if not case.is_open:
        return _("the case was closed")
    if case.responsible_id == user.pk:
        return _("%(name)s has it already") % {"name": user}
    if (case.responsible_id or 0) != seen:
        if case.responsible is None:
            return _("it was left without a personal worker just now")
        return _("somebody gave it to %(name)s just now") % {"name": case.responsible}
    return ""
