"""Taking back a departure that was told by mistake: one act, in all cases or in none."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record, record_each
from audit.vocabulary import Action
from cases.models import Case
from networks.departures.actions.telling_teams import (
    count_as_told,
    end_with,
    leaving_by,
    lock_entry,
    lock_open_cases,
)
from networks.departures.who_is_told import tell_once, who_is_told
from networks.models import DirectoryDeparture, NetworkMember
from notifications.telling import cancel_notices
from notifications.vocabulary import NoticeKind
from records.refused import Refused
from timing import moves
from timing.deriving import CASE, derive


class TakenBackAlready(Refused):
    """Somebody was quicker; what stands now may have been told anew."""

    words = _("It has been taken back already, so nothing was changed.")


@transaction.atomic
def take_back_departure(*, departure: DirectoryDeparture, because: str, by: User) -> None:
    """Whoever left by it and is followed by nobody is back in the network, and the teams know.

    The row stays. Where the team has said who goes on, or why nobody, nothing is changed.
    """
    entry = lock_entry(departure.entry)
    present = DirectoryDeparture.objects.present().filter(pk=departure.pk)
    current = present.first()
    if current is None:
        raise TakenBackAlready(f"{entry._meta.label} {entry.pk}")
    departure = current
    now, last_day = timezone.now(), departure.day_after_taking_back
    if entry.valid_until != last_day:
        entry.valid_until, entry.saved_by, entry.saved_at = last_day, by, now
        entry.save_over(entry.version, fields=["valid_until", "saved_by", "saved_at"])
    departure.taken_back_at, departure.taken_back_by = now, by
    departure.taken_back_because = because
    departure.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    back, asked = _bring_back(departure, by=by, now=now)
    details = {"cases": back, "kept": asked}
    record(Action.DIRECTORY_DEPARTURE_TAKEN_BACK, by=by, target=departure, details=details)


def _bring_back(departure: DirectoryDeparture, *, by: User, now: dt.datetime) -> tuple[int, int]:
    """In how many cases somebody is back, and in how many something else stands."""
    left = NetworkMember.objects.filter(departure=departure)
    cases = lock_open_cases(left)
    members = list(left.filter(case__in=list(cases)).order_by("pk"))
    back = [each for each in members if each.successor_id is None and not each.nobody_needed]
    keys = [each.pk for each in back]
    left.filter(pk__in=keys).update(
        ended_on=F("own_end"),
        end_reason=F("own_end_reason"),
        departure=None,
        own_end=None,
        own_end_reason="",
        saved_by=by,
        saved_at=now,
        version=F("version") + 1,
    )
    _leave_with_others(departure, keys, by=by, now=now)
    touched = [cases[key] for key in sorted({each.case_id for each in back})]
    begun = derive(CASE, touched, moves.NETWORK).begun
    count_as_told(begun, timezone.localdate(now))
    targets = [(cases[each.case_id], each) for each in back]
    record_each(Action.NETWORK_LEAVING_WITHDRAWN, by=by, targets=targets)
    still = NetworkMember.objects.filter(pk__in=[each.pk for each in members])
    still_leaving = still.filter(ended_on__isnull=False).order_by()
    asked = set(still_leaving.values_list("case_id", flat=True))
    _tell_teams(departure, [cases[key] for key in sorted(_cases_of(members))], asked, now=now)
    return len(touched), len(asked)


def _leave_with_others(
    departure: DirectoryDeparture, keys: Sequence[int], *, by: User, now: dt.datetime
) -> None:
    """Whoever is back may leave by another departure of the same organisation: the soonest."""
    others = DirectoryDeparture.objects.present().filter(organisation=departure.organisation_id)
    for other in others.order_by("last_day", "pk"):
        leaving = leaving_by(other).filter(pk__in=keys).values_list("pk", flat=True)
        end_with(other, list(leaving), by=by, now=now)


def _cases_of(members: Sequence[NetworkMember]) -> set[int]:
    return {each.case_id for each in members}


def _tell_teams(
    departure: DirectoryDeparture, cases: Sequence[Case], asked: set[int], *, now: dt.datetime
) -> None:
    """Each person once; `asked` are the cases in which the team has to look at what stands."""
    untold = (NoticeKind.SUCCESSION_OPEN, NoticeKind.SUCCESSIONS_OPEN)
    cancel_notices(kinds=untold, about=f"departure:{departure.pk}")
    about = f"departure:{departure.pk}|{now:%Y%m%d%H%M%S}"
    for told in who_is_told(departure, cases):
        of_these = [case for case in told.cases if case.pk in asked]
        one = NoticeKind.LEAVING_TO_LOOK_AT if of_these else NoticeKind.LEAVING_TAKEN_BACK
        several = NoticeKind.LEAVINGS_TAKEN_BACK
        tell_once(told, one=one, several=several, about=about, kept=len(of_these))
