"""Plain cells: a day, a moment, a text of the row."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

NOTHING = "–"


def text(path: str) -> Callable[[Any], object]:
    """The value at a dotted path."""
    found = attrgetter(path)

    def value(row: Any) -> object:
        return found(row) or NOTHING

    return value


def day(path: str, shown: str = "DATE_FORMAT") -> Callable[[Any], object]:
    """The day at a dotted path; of a moment, the day in our time zone."""
    found = attrgetter(path)

    def value(row: Any) -> object:
        on = found(row)
        if not on:
            return NOTHING
        return date_format(timezone.localtime(on) if hasattr(on, "hour") else on, shown)

    return value


def moment(path: str) -> Callable[[Any], object]:
    """The day and the time at a dotted path."""
    return day(path, "DATETIME_FORMAT")
