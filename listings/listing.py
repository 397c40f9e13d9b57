"""A list as data: whose rows, what of them, which columns, in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import ImproperlyConfigured
from django.db.models import OrderBy
from django.urls import reverse

from accounts.models import User
from listings.parts import Column, Filter, Grouping, Rows, Sort, Words

ROWS_A_PAGE = 50
ORDER = "jarjestys"

# Every list of the house by its name; it enters by being made.
LISTINGS: "dict[str, Listing]" = {}

# The queryset methods that a list may start with: each says whose the rows are.
RIGHTS = frozenset({"visible_to", "listable_to", "led_by", "sent_by_organisation_of"})


class Width(StrEnum):
    """How much a row shows. `NAMED`: the person's name, to who may open the record.

    `BARE`: number, worker, phase, what is due, week of release; never the name, the
    prison, the kind of custody or content. `STAFF`: units and people who work here or
    elsewhere; no client at all.
    """

    NAMED = "named"
    BARE = "bare"
    STAFF = "staff"


class Named(NamedTuple):
    """Whose name a row shows: the key of a client, or of a contact about somebody."""

    client: int | None = None
    referral: int | None = None


def nobody(_row: Any) -> Named:
    """For rows that show no name."""
    return Named()


def as_they_are(rows: list[Any], _user: User) -> Sequence[Any]:
    """For lists whose cells read the records themselves."""
    return rows


def in_its_order(rows: Rows) -> Rows:
    """For rows that come in their order already."""
    return rows


def all_of_them(rows: Rows, _user: User) -> Rows:
    """For lists of everything that the right gives."""
    return rows


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One list. Nothing is listed that did not come through `right` for the user.

    `seen_by` tells for whom the page exists; for others there are no rows either.
    `about` narrows to what the list is about, `ordered` gives its own order (and what
    that needs), `named` whose name a row shows its reader, for the log, `choosing` a first
    column of check boxes, around which the page of the list puts a form (excerpts on other
    pages have none), and `prepared` what cells read besides the record, in a fixed number of
    queries. `usual_sort` names the column that the own order follows, if it does; `carries`
    the parameters of the page that are no choice and go along when its address is made clean.
    """

    name: str
    page: str
    caption: Words
    width: Width
    seen_by: Callable[[User], bool]
    right: Callable[[User], Rows]
    about: Callable[[Any, User], Rows] = all_of_them
    ordered: Callable[[Any], Rows]
    choosing: Column | None = None
    usual_sort: str = ""
    carries: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    named: Callable[[Any], Named] = nobody
    filters: tuple[Filter, ...] = ()
    grouping: Grouping | None = None
    prepared: Callable[[list[Any], User], Sequence[Any]] = as_they_are

    def __post_init__(self) -> None:
        if getattr(self.right, "__name__", "") not in RIGHTS:
            raise ImproperlyConfigured(f"The list {self.name} starts with no right of a user.")
        if self.width is Width.NAMED and self.named is nobody:
            raise ImproperlyConfigured(f"The list {self.name} does not say whom it names.")
        if self.name in LISTINGS:
            raise ImproperlyConfigured(f"Two lists are called {self.name}.")
        LISTINGS[self.name] = self

    @property
    def url(self) -> str:
        """The page of the list, as it opens for its user."""
        return reverse(self.page)

    def url_of(self, chosen: Mapping[str, str]) -> str:
        """The page of the list with these filters; an empty value is left out."""
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"{self.url}?{query}" if query else self.url

    def columns_for(self, user: User) -> list[Column]:
        return [column for column in self.columns if column.seen_by(user)]

    def sorts_for(self, user: User) -> dict[str, Sort]:
        """The orders that `user` may ask for, by their word: of columns that they see."""
        return {each.sort.word: each.sort for each in self.columns_for(user) if each.sort}

    @property
    def remembers(self) -> bool:
        return any(each.sort for each in self.columns) or any(f.choices for f in self.filters)

    def rows(self, user: User, chosen: Mapping[str, str] | None = None) -> Rows:
        """What `user` has here, narrowed by the filters; without an order."""
        rows = self.right(user)
        if not self.seen_by(user):
            return rows.none()
        rows = self.about(rows, user)
        for each in self.filters:
            value = (chosen or {}).get(each.name, each.default)
            if value:
                rows = each.narrow(rows, value)
        return rows

    def in_order(self, rows: Rows, user: User, order: str = "") -> Rows:
        """The list's own order, or that of a column; the key decides between equals."""
        rows = self.ordered(rows)
        terms: list[Any] = list(rows.query.order_by)
        sort = self.sorts_for(user).get(order.removeprefix("-"))
        if sort:
            groups = self.grouping.order if self.grouping else ()
            terms = [*groups, *sort.terms(descending=order.startswith("-"))]
        if not terms or _field(terms[-1]) != "pk":
            terms.append("pk")
        return rows.order_by(*terms)


def _field(term: Any) -> str:
    """The name in one term of an order."""
    if isinstance(term, OrderBy):
        return str(getattr(term.expression, "name", ""))
    return str(term).removeprefix("-")
