"""Who leaves the directory, and in how many cases of a supervisor's units nobody goes on yet."""

from typing import Any, NamedTuple

from django.db.models import Count

from accounts.models import User
from cases.models import Case
from networks.models import DirectoryDeparture, NetworkMember


class OpenDeparture(NamedTuple):
    departure: DirectoryDeparture
    cases: int


def open_departures(user: User) -> list[OpenDeparture]:
    """By their last day, the earliest first."""
    led = Case.objects.led_by(user).open()
    waiting: Any = NetworkMember.objects.without_successor().filter(
        departure__in=DirectoryDeparture.objects.present(), case__in=led
    )
    by_departure = waiting.order_by().values_list("departure")
    cases = dict(by_departure.annotate(cases=Count("case", distinct=True)))
    if not cases:
        return []
    found = DirectoryDeparture.objects.filter(pk__in=cases)
    found = found.select_related("organisation", "service", "person").order_by("last_day", "pk")
    return [OpenDeparture(departure, cases[departure.pk]) for departure in found]
