"""Telling the teams that somebody of the directory leaves: one act, in all cases or in none."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Case as FirstOf
from django.db.models import F, Q, Value, When
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.recording import record, record_each
from audit.vocabulary import Action
from cases.models import Case
from networks.departures.concerned import members_naming
from networks.departures.who_is_told import tell_once, who_is_told
from networks.models import DirectoryDeparture, DirectoryOrganisation, NetworkMember
from networks.models.departure import keys_of
from networks.models.member import NetworkMemberQuerySet
from notifications.vocabulary import NoticeKind
from records.refused import Refused
from timing import moves
from timing.calendar import DAY
from timing.deriving import CASE, derive
from timing.models import Due
from timing.reminder_days import next_telling


class EndsBeforeItBegins(Refused):
    """The last day lies before the entry's first."""

    field = "last_day"
    words = _("The last day is before the day from which the entry holds. Check the day.")


@transaction.atomic
def tell_departure(*, entry: Any, last_day: dt.date, reason: str, by: User) -> DirectoryDeparture:
    """Mark in the directory that the entry leaves, and open a succession in each case concerned.

    Told twice it is told once; told with another day, whoever left with it moves. Nothing of it
    is seen by others before all of it is done. Members who leave sooner stay as they are, and so
    does whoever stays by the word of the team.
    """
    entry = lock_entry(entry)
    if last_day < entry.valid_from:
        raise EndsBeforeItBegins(f"{entry._meta.label} {entry.pk}")
    now = timezone.now()
    departure, is_news = _written(entry, last_day, reason, by=by, now=now)
    if entry.valid_until != last_day:
        entry.valid_until, entry.saved_by, entry.saved_at = last_day, by, now
        entry.save_over(entry.version, fields=["valid_until", "saved_by", "saved_at"])
    cases = _end_members(departure, by=by, now=now)
    if cases or is_news:
        details = {"cases": len(cases)}
        record(Action.DIRECTORY_DEPARTURE_TOLD, by=by, target=departure, details=details)
    return departure


def lock_entry(entry: Any) -> Any:
    """As it is now. What leaves of one organisation is told and taken back one after another.

    The lock is not so strong that somebody who names the organisation meanwhile waits for it.
    """
    organisation = getattr(entry, "organisation", entry)
    locked = [DirectoryOrganisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)]
    if entry != organisation:
        locked.append(type(entry).objects.select_for_update(no_key=True).get(pk=entry.pk))
    return locked[-1]


def _written(
    entry: Any, last_day: dt.date, reason: str, *, by: User, now: dt.datetime
) -> tuple[DirectoryDeparture, bool]:
    """The departure as it is told now, and whether that differs from what was told before."""
    departure = DirectoryDeparture.objects.of_entry(entry).present().first()
    if departure and (departure.last_day, departure.reason) == (last_day, reason):
        return departure, False
    departure = departure or DirectoryDeparture(**keys_of(entry), held_until=entry.valid_until)
    departure.last_day, departure.reason = last_day, reason
    departure.told_by, departure.told_at = by, now
    departure.save()
    return departure, True


def _end_members(departure: DirectoryDeparture, *, by: User, now: dt.datetime) -> list[Case]:
    """The cases in which somebody leaves by it, all behind their locks, in the order of keys."""
    concerned = leaving_by(departure)
    cases = lock_open_cases(concerned)
    members = list(concerned.filter(case__in=list(cases)).order_by("pk"))
    if not members:
        return []
    end_with(departure, [member.pk for member in members], by=by, now=now)
    touched = [cases[key] for key in sorted({member.case_id for member in members})]
    begun = derive(CASE, touched, moves.NETWORK).begun
    _tell_teams(departure, touched, now=now)
    count_as_told(begun, timezone.localdate(now))
    targets = [(cases[member.case_id], member) for member in members]
    record_each(Action.NETWORK_MEMBER_ENDED, by=by, targets=targets)
    return touched


def lock_open_cases(members: NetworkMemberQuerySet) -> dict[int, Case]:
    """The open cases of members, by key and in its order; read the members again after it."""
    locked = Case.objects.open().select_for_update(of=("self",)).order_by("pk")
    return {case.pk: case for case in locked.filter(pk__in=members.order_by().values("case"))}


def leaving_by(departure: DirectoryDeparture) -> NetworkMemberQuerySet:
    """Who names the entry and leaves later or not at all; and who left with it on another day.

    Nobody of whom the team has said since that they stay.
    """
    gone_on = departure.last_day + DAY
    later = Q(ended_on=None) | Q(ended_on__gt=gone_on)
    leaving = members_naming(departure.entry).filter(later).exclude(stays_despite=departure)
    # Also whoever is gone by a day that was told wrong.
    moved = Q(departure=departure) & ~Q(ended_on=Greatest(F("since"), Value(gone_on)))
    found: NetworkMemberQuerySet = NetworkMember.objects.filter(
        Q(pk__in=leaving.values("pk")) | moved
    )
    return found


def end_with(
    departure: DirectoryDeparture, keys: Sequence[int], *, by: User, now: dt.datetime
) -> None:
    """End members of locked cases by it; what the team had told itself is kept beside."""
    own = Q(departure=None)
    NetworkMember.objects.filter(pk__in=keys).update(
        own_end=FirstOf(When(own, then=F("ended_on")), default=F("own_end")),
        own_end_reason=FirstOf(When(own, then=F("end_reason")), default=F("own_end_reason")),
        # Nobody leaves before they came.
        ended_on=Greatest(F("since"), Value(departure.last_day + DAY)),
        end_reason=departure.reason,
        departure=departure,
        saved_by=by,
        saved_at=now,
        version=F("version") + 1,
    )


def _tell_teams(departure: DirectoryDeparture, cases: Sequence[Case], *, now: dt.datetime) -> None:
    about = f"departure:{departure.pk}|{now:%Y%m%d%H%M%S}"
    one, several = NoticeKind.SUCCESSION_OPEN, NoticeKind.SUCCESSIONS_OPEN
    for told in who_is_told(departure, cases):
        tell_once(told, one=one, several=several, about=about)


def count_as_told(dues: Sequence[Due], today: dt.date) -> None:
    """The teams were told just now: the next reminder is a later one."""
    for due in dues:
        due.told_on, due.tell_on = today, next_telling(due, today)
    Due.objects.bulk_update(dues, ["told_on", "tell_on"])
