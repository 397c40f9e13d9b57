"""What an address says about a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from accounts.models import User
from listings.listing import ORDER, Listing
from listings.parts import Filter


@dataclass(frozen=True)
class Asked:
    """Filters and order, both the list's own; what is malformed counts as not said.

    `said` holds only what was said, also where it is the default: a link that asks for
    open cases asks for them whatever was chosen before. `order` is a column's word,
    with `-` for descending; empty for the list's own order.
    """

    listing: Listing
    said: Mapping[str, str]
    order: str = ""

    @classmethod
    def of(cls, listing: Listing, user: User, query: QueryDict) -> "Asked":
        """Read an address, as far as `user` may ask."""
        said = {}
        for each in listing.filters:
            value = query.get(each.name)
            if value is not None and each.allows(value):
                said[each.name] = value
        order = query.get(ORDER, "")
        if order.removeprefix("-") not in listing.sorts_for(user) or order == listing.usual_sort:
            order = ""
        return cls(listing, said, order)

    def value(self, each: Filter) -> str:
        """What holds for a filter."""
        return self.said.get(each.name, each.default)

    @property
    def differs(self) -> bool:
        return bool(self.order) or any(self.value(f) != f.default for f in self.listing.filters)

    @property
    def parameters(self) -> dict[str, str]:
        """For an address that asks for the same."""
        said = {name: value for name, value in self.said.items() if value}
        return said | ({ORDER: self.order} if self.order else {})

    @property
    def choices(self) -> "Asked":
        """What is worth remembering: what the page offers and is not the default."""
        offered = {each.name: each for each in self.listing.filters if each.choices}
        chosen = {
            name: value
            for name, value in self.said.items()
            if name in offered and value != offered[name].default
        }
        return Asked(self.listing, chosen, self.order)

    @property
    def query(self) -> str:
        """As it stands in an address."""
        return urlencode(self.parameters)
