"""One list as a page shows it: what `components/listing.html` draws."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from listings.asked import Asked
from listings.listing import ORDER, ROWS_A_PAGE, Listing
from listings.markup import around_row, drawn
from listings.parts import Column, Filter, Rows, Words, runs
from listings.reading import note_reading

# In the address of a choice made on the page: what of it is to be remembered.
REMEMBER, FORGET = "muista", "unohda"
ALL, ONLY_ORDER = "kaikki", "jarjestys"


@dataclass(frozen=True)
class Heading:
    """The head of a column; `url` sorts by it, `sorted` is for `aria-sort`."""

    column: Column
    url: str = ""
    sorted: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it stands to the right, over numbers."""
        return "r" in self.column.css.split()


@dataclass(frozen=True)
class Part:
    """Rows under one heading; `count` is over the whole list. No label, no heading."""

    label: Words
    count: int
    rows: Sequence[Any]
    columns: Sequence[Column]
    around: str

    @property
    def drawn(self) -> SafeString:
        """The rows as markup."""
        return drawn(self.columns, self.rows, self.around)


@dataclass(frozen=True)
class Choice:
    """One select of the form above the list."""

    name: str
    label: Words
    options: list[tuple[str, Words, bool]]
    for_phone: bool = False


class Table:
    """A list for one user: a page of its rows, its headings and its choices.

    `given` are the rows of the whole list, in order, where the caller has them already.
    """

    def __init__(
        self,
        asked: Asked,
        user: User,
        number: str | None = None,
        given: Sequence[Any] | None = None,
    ) -> None:
        self.asked = asked
        self.listing = asked.listing
        self.user = user
        self.number = number
        self.given = given
        chooser = asked.listing.choosing
        self.columns = [*([chooser] if chooser else []), *asked.listing.columns_for(user)]

    def of(self, given: Sequence[Any]) -> "Table":
        """The same page of rows that were gathered from `listing.rows` already."""
        return Table(self.asked, self.user, self.number, given)

    @cached_property
    def page(self) -> Page[Any]:
        """The page that is asked for, or the nearest that there is; its rows are prepared."""
        if self.given is not None:
            page = Paginator(self.given, ROWS_A_PAGE).get_page(self.number)
            page.object_list = self.listing.prepared(list(page.object_list), self.user)
            return page
        found = self._all
        rows = self.listing.in_order(found, self.user, self.asked.order)
        paginator = Paginator(rows, ROWS_A_PAGE)
        # Of rows without what order and cells need, which costs more to say than to count.
        counts = self.group_counts
        paginator.count = found.count() if counts is None else counts.total()
        page = paginator.get_page(self.number)
        page.object_list = self.listing.prepared(list(page.object_list), self.user)
        return page

    @property
    def _all(self) -> Rows:
        return self.listing.rows(self.user, self.asked.said)

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @cached_property
    def group_counts(self) -> Counter[Any] | None:
        """How many rows each group has in the whole list; None without groups."""
        grouping = self.listing.grouping
        if grouping is None:
            return None
        if self.given is not None:
            return Counter(grouping.of(row) for row in self.given)
        counted = self._all.order_by().values(grouping.field).annotate(n=Count("pk"))
        return Counter({row[grouping.field]: row["n"] for row in counted})

    @cached_property
    def parts(self) -> list[Part]:
        """The rows of the page, under the headings of their groups. Whom they name is logged."""
        rows = list(self.page)
        note_reading(self.listing, rows, self.user)
        return _parts(self.listing, self.columns, rows, self.group_counts)

    @cached_property
    def headings(self) -> list[Heading]:
        """The head of each column, with the way to sort by it."""
        order = self.asked.order or self.listing.usual_sort
        return [self._heading(column, order) for column in self.columns]

    def _heading(self, column: Column, order: str) -> Heading:
        if column.sort is None:
            return Heading(column)
        word = column.sort.word
        now = {word: "ascending", f"-{word}": "descending"}.get(order, "")
        turned = f"-{word}" if now == "ascending" else word
        return Heading(column, self._choosing({ORDER: turned}, ONLY_ORDER), now)

    def choosing(self, **filters: str) -> str:
        """The address of a link that narrows the list as the form does."""
        return self._choosing(filters, ALL)

    def _choosing(self, chosen: dict[str, str], what: str) -> str:
        asked = self.asked.parameters | chosen | {REMEMBER: what}
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    @property
    def choices(self) -> list[Choice]:
        """The form above the list: its filters and, for a phone without heads, its order."""
        choices = [self._choice(each) for each in self.listing.filters if each.choices]
        return choices + ([self._order()] if any(column.sort for column in self.columns) else [])

    def _choice(self, each: Filter) -> Choice:
        chosen = self.asked.value(each)
        options = [(value, label, value == chosen) for value, label in each.choices]
        return Choice(each.name, each.label, options)

    def _order(self) -> Choice:
        own = () if self.listing.usual_sort else (("", _("The list’s own order")),)
        options = [*own, *(option for c in self.columns for option in _orders(c))]
        now = self.asked.order or self.listing.usual_sort
        return Choice(ORDER, _("Order"), [(w, label, w == now) for w, label in options], True)

    @property
    def has_filters(self) -> bool:
        """Whether the form asks for more than the order."""
        return any(each.choices for each in self.listing.filters)

    @property
    def only_linked(self) -> dict[str, str]:
        """What a link narrowed the list to: the form carries it on, and does not ask for it."""
        linked = {each.name for each in self.listing.filters if each.accepts}
        return {name: value for name, value in self.asked.said.items() if name in linked}


class Excerpt:
    """The first rows of a list, for a page that has others: nothing to sort or to turn."""

    page = None

    def __init__(
        self,
        listing: Listing,
        user: User,
        limit: int,
        chosen: Mapping[str, str] | None = None,
    ) -> None:
        rows = listing.in_order(listing.rows(user, chosen), user)[: limit + 1]
        found = listing.prepared(list(rows), user)
        self.listing, self.user = listing, user
        self.columns = listing.columns_for(user)
        self.limit = limit
        self.rows = found[:limit]
        self.has_more = len(found) > limit

    @cached_property
    def headings(self) -> list[Heading]:
        return [Heading(column) for column in self.columns]

    @cached_property
    def parts(self) -> list[Part]:
        """All of them. Whom they name is logged."""
        note_reading(self.listing, self.rows, self.user)
        return _parts(self.listing, self.columns, self.rows, None)


def _parts(
    listing: Listing, columns: list[Column], rows: Sequence[Any], counts: Counter[Any] | None
) -> list[Part]:
    grouping, around = listing.grouping, around_row(columns)
    if grouping is None or counts is None:
        return [Part("", 0, rows, columns, around)]
    return [
        Part(grouping.label(group), counts[group], run, columns, around)
        for group, run in runs(rows, grouping.of)
    ]


def _orders(column: Column) -> list[tuple[str, str]]:
    """Both ways to sort by a column, in words."""
    if column.sort is None:
        return []
    word, heading = column.sort.word, column.heading
    return [
        (word, _("%(column)s, ascending") % {"column": heading}),
        (f"-{word}", _("%(column)s, descending") % {"column": heading}),
    ]
