"""What a list is made of: columns, orders, filters and groups."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import F, OrderBy, QuerySet
from django.db.models.expressions import BaseExpression
from django.utils.functional import Promise

from accounts.models import User

Words = Promise | str
Rows = QuerySet[Any]


def everyone(_user: User) -> bool:
    """For columns that are there for all who see the list."""
    return True


@dataclass(frozen=True)
class Sort:
    """An order that a reader may ask for; `word` stands in the address.

    Rows without a value come last in both directions. No list sorts by a name that it
    does not show: an order tells what it is made of.
    """

    word: str
    by: tuple[str | BaseExpression, ...]

    def terms(self, *, descending: bool) -> list[OrderBy]:
        """For `order_by`."""
        keys: list[Any] = [F(key) if isinstance(key, str) else key for key in self.by]
        if descending:
            return [key.desc(nulls_last=True) for key in keys]
        return [key.asc(nulls_last=True) for key in keys]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading, and how a row's cell is drawn.

    `cell` gives plain text, or markup made by `format_html`. On a phone a row becomes a
    block: `labelled` puts the heading (or `phone_heading`) before the cell, the class
    `full` gives it a line of its own. `seen_by` tells who has the column.
    """

    name: str
    heading: Words
    cell: Callable[[Any], object]
    sort: Sort | None = None
    css: str = ""
    is_key: bool = False
    labelled: bool = True
    phone_heading: Words = ""
    heading_hidden: bool = False
    seen_by: Callable[[User], bool] = everyone

    @property
    def label(self) -> Words:
        """What stands before the cell on a phone."""
        return (self.phone_heading or self.heading) if self.labelled and not self.is_key else ""


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A question that narrows the list; `name` and the values stand in addresses.

    With `choices` the page offers it and it is remembered. Without them it comes only
    with a link, such as a figure of the dashboard, `accepts` says which values are well
    formed, and it is forgotten with the page.
    """

    name: str
    label: Words
    narrow: Callable[[Any, str], Rows]
    choices: tuple[tuple[str, Words], ...] = ()
    accepts: Callable[[str], bool] | None = None
    default: str = ""

    def __post_init__(self) -> None:
        if bool(self.choices) == (self.accepts is not None):
            raise ImproperlyConfigured(f"Filter {self.name} has choices, or says what it accepts.")

    def allows(self, value: str) -> bool:
        """Whether the value is one of the list's own."""
        if self.accepts is not None:
            return self.accepts(value)
        return value in {choice for choice, _label in self.choices}


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """Rows under headings: `of` tells the group of a row, and `label` names it.

    `order` puts the groups one after the other in the database, and `field` tells them
    there, so that they are counted over the whole list. Without these the page gives
    the table all its rows, group by group.
    """

    of: Callable[[Any], Any]
    label: Callable[[Any], Words]
    order: tuple[str, ...] = ()
    field: str = ""


def runs(rows: Iterable[Any], of: Callable[[Any], Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Rows that follow each other and belong to one group."""
    for group, run in groupby(rows, of):
        yield group, list(run)
