"""Whose names a list has shown to whom (703/2023 10 §)."""

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from listings.listing import Listing


def note_reading(listing: Listing, rows: Iterable[Any], by: User) -> None:
    """One row of the log for all of them; none where no name was shown."""
    named = [listing.named(row) for row in rows]
    clients = [each.client for each in named if each.client is not None]
    referrals = [each.referral for each in named if each.referral is not None]
    if clients or referrals:
        details = {"list": listing.name}
        record(Action.LIST_READ, by=by, details=details, clients=clients, referrals=referrals)
