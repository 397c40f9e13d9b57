"""Quarters that are over: what is counted of them does not change any more."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

SHOWN = 8


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year, `number` 1–4."""

    year: int
    number: int

    def __str__(self) -> str:
        return _("%(number)s/%(year)s") % {"number": self.number, "year": self.year}

    @property
    def short(self) -> str:
        """Below a bar."""
        return f"{self.number}/{self.year % 100:02}"

    @property
    def turn(self) -> int:
        """Grows by one each quarter: not always the same kind is hidden with the small ones."""
        return 4 * self.year + self.number

    @property
    def key(self) -> str:
        """In an address."""
        return f"{self.year}-{self.number}"

    @property
    def months(self) -> list[dt.date]:
        """The first days of its months."""
        return [dt.date(self.year, 3 * self.number - less, 1) for less in (2, 1, 0)]

    @property
    def former(self) -> "Quarter":
        """The one before."""
        first = self.number == 1
        return Quarter(self.year - first, 4 if first else self.number - 1)


def quarter_of(day: dt.date) -> Quarter:
    """The one that `day` belongs to."""
    return Quarter(day.year, (day.month + 2) // 3)


def closed_quarters(today: dt.date) -> list[Quarter]:
    """The last eight that are over, the oldest first."""
    found = [quarter_of(today).former]
    while len(found) < SHOWN:
        found.append(found[-1].former)
    return found[::-1]
