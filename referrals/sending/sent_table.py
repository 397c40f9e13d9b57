"""The sender's list by its indexes: the user's own contacts, then the organisation's.

Whose a contact is, is computed for each user, and no index can hold that order: sorted by
it, all that a prison has ever sent would be read for each page. So each part is read in
its own order, and the whole rows only of the page that is shown.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any, cast, overload

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.functional import cached_property

from accounts.models import User
from listings.listing import ROWS_A_PAGE
from listings.table import Table
from referrals.models import Referral, ReferralQuerySet
from referrals.sending.listings import BY_HOLDER, MINE

Keys = list[tuple[dt.datetime, int]]


class House:
    """What the organisation of `user` answers for, as far as an index tells it."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.mine = Referral.objects.held_by(user)
        self.of_colleagues = Referral.objects.held_beside(user)

    @cached_property
    def holders(self) -> Counter[int]:
        """How many contacts each colleague answers for."""
        counted = self.of_colleagues.values("holder").annotate(n=Count("pk"))
        return Counter({row["holder"]: row["n"] for row in counted})

    @cached_property
    def offered(self) -> Keys:
        """Of persons who were moved to the prison of `user`: there are never many."""
        return _keys(Referral.objects.offered_to_house_of(self.user))

    @cached_property
    def asked(self) -> list[int]:
        """Where a question waits for `user`."""
        asked = self.mine.with_open_question().asked_of(self.user)
        return [pk for _sent_at, pk in _keys(asked)]

    @cached_property
    def left_behind(self) -> list[int]:
        """Colleagues who have left the organisation and still answer for contacts."""
        return list(
            User.objects.filter(pk__in=self.holders)
            .exclude(is_active=True, organisation=self.user.organisation_id)
            .values_list("pk", flat=True)
        )

    @cached_property
    def count_of_others(self) -> int:
        return self.holders.total() + len(self.offered)

    def others(self, start: int, stop: int) -> Keys:
        """Colleagues' and offered ones in one order, newest first."""
        if not self.offered:
            return _keys(self.of_colleagues, start, stop)
        both = [*_keys(self.of_colleagues, 0, stop), *self.offered]
        return sorted(both, reverse=True)[start:stop]


class SentTable(Table):
    """The table of sent contacts for one user."""

    def __init__(self, table: Table, house: House) -> None:
        super().__init__(table.asked, table.user, table.number)
        self.house = house

    @cached_property
    def group_counts(self) -> Counter[Any]:
        """How many are the user's own, and how many the organisation's."""
        counts = Counter({True: self.house.mine.count()})
        if self.asked.value(BY_HOLDER) != MINE:
            counts[False] = self.house.count_of_others
        return +counts

    @cached_property
    def page(self) -> Page[Any]:
        """The page that is asked for: its keys first, then the whole rows of these."""
        page: Page[Any] = Paginator(_Parts(self), ROWS_A_PAGE).get_page(self.number)
        page.object_list = self.rows_of(list(page.object_list))
        return page

    def rows_of(self, keys: list[int]) -> list[Referral]:
        """They come through the same right as every row of the list."""
        rows = self.listing.in_order(self._all.filter(pk__in=keys), self.user)
        return list(rows) if keys else []


class _Parts(Sequence[int]):
    """The keys of the whole list, read by slices."""

    def __init__(self, table: SentTable) -> None:
        self.counts, self.house = table.group_counts, table.house

    def __len__(self) -> int:
        return self.counts.total()

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> list[int]: ...

    def __getitem__(self, place: int | slice) -> int | list[int]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        start, stop, _step = place.indices(len(self))
        own = self.counts[True]
        keys = _keys(self.house.mine, start, min(stop, own)) if start < own else []
        if stop > own:
            keys += self.house.others(max(0, start - own), stop - own)
        return [pk for _sent_at, pk in keys]


def _keys(referrals: ReferralQuerySet, start: int = 0, stop: int | None = None) -> Keys:
    newest = referrals.order_by("-sent_at", "-pk").values_list("sent_at", "pk")
    # What has been sent has its time.
    return cast(Keys, list(newest[start:stop]))
