"""What each user chose in each list, kept until they choose anew."""

from django.http import QueryDict

from accounts.models import User
from listings.asked import Asked
from listings.listing import Listing
from listings.models import RememberedChoice


def remembered(user: User, listing: Listing) -> Asked:
    """The user's choices, those that the list still offers."""
    kept = RememberedChoice.objects.filter(user=user, listing=listing.name)
    query = kept.values_list("query", flat=True).first()
    return Asked.of(listing, user, QueryDict(query or "")).choices


def completed(user: User, asked: Asked) -> Asked:
    """With what was remembered of that which the address does not say.

    An address that says any filter says them all: a figure's list is as long as the
    figure.
    """
    listing = asked.listing
    if not listing.remembers or (asked.said and asked.order):
        return asked
    kept = remembered(user, listing)
    return Asked(listing, asked.said or kept.said, asked.order or kept.order)


def remember(user: User, asked: Asked, *, order_only: bool) -> None:
    """Keep what was chosen on the page; a click on a heading chooses an order only."""
    listing = asked.listing
    before = remembered(user, listing)
    chosen = asked.choices
    now = Asked(listing, before.said if order_only else chosen.said, chosen.order)
    if now == before:
        return
    if now.query:
        RememberedChoice.objects.update_or_create(
            user=user, listing=listing.name, defaults={"query": now.query}
        )
    else:
        forget(user, listing)


def forget(user: User, listing: Listing) -> None:
    """Let the list open as it does for everyone."""
    RememberedChoice.objects.filter(user=user, listing=listing.name).delete()
