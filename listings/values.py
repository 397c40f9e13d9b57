"""Plain cells: a day, a moment, a text of the row."""

import datetime as dt
from collections.abc import Callable
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext

NOTHING = "–"
ANY_KEY = 987654321


def address(page: str, *keys: int) -> str:
    """The page of a record that is told by nothing but keys, in the order of its address."""
    return _around_keys(page, len(keys)).format(*keys)


@cache
def _around_keys(page: str, count: int) -> str:
    """Found once: the addresses of rows differ in the keys, and `reverse` is dear."""
    keys = [ANY_KEY + n for n in range(count)]
    path = reverse(page, args=keys)
    for key in keys:
        path = path.replace(str(key), "{}")
    return path


def text(path: str) -> Callable[[Any], object]:
    """The value at a dotted path."""
    found = attrgetter(path)

    def cell(row: Any) -> object:
        return found(row) or NOTHING

    return cell


def as_day(on: dt.date | dt.datetime, shown: str = "DATE_FORMAT") -> str:
    """A day as it is written; of a moment, the day in our time zone."""
    local = timezone.localtime(on) if isinstance(on, dt.datetime) else on
    return _written(local, shown, get_language())


@lru_cache(maxsize=5000)
def _written(on: dt.date, shown: str, _language: str | None) -> str:
    """Kept, because the same days stand in many rows and the same rows on many pages."""
    return date_format(on, shown)


def day(path: str, shown: str = "DATE_FORMAT") -> Callable[[Any], object]:
    """The day at a dotted path; of a moment, the day in our time zone."""
    found = attrgetter(path)

    def cell(row: Any) -> object:
        on = found(row)
        return as_day(on, shown) if on else NOTHING

    return cell


def target_day(row: Any) -> object:
    """The day by which it is to be done (`due_on`), and how late that is."""
    if row.due_on is None:
        return NOTHING
    return _seen_from(timezone.localdate(), row.due_on, get_language())


@lru_cache(maxsize=5000)
def _seen_from(today: dt.date, due_on: dt.date, _language: str | None) -> str:
    """Kept as `_written` is."""
    late = (today - due_on).days
    if late <= 0:
        return as_day(due_on)
    words = ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late}
    return format_html('<span class="late">{}, {}</span>', as_day(due_on), words)


def moment(path: str) -> Callable[[Any], object]:
    """The day and the time at a dotted path."""
    return day(path, "DATETIME_FORMAT")
