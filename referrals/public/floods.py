"""How many public forms are taken, and from where (docs/decisions/0019).

A whole prison is one address, so an address alone never shuts the door: each pace of
filling in has allowances of its own. A program that sends at once uses up those of
forms that were open for seconds; whoever needed minutes meets an untouched allowance.
"""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest

from accounts.pace import Rate, TooFast, address_of, take
from referrals.public.token import FormToken

SECOND, MINUTE, HOUR = dt.timedelta(seconds=1), dt.timedelta(minutes=1), dt.timedelta(hours=1)
# One form may be corrected and sent anew some times, and is no key to the door.
OF_ONE_FORM = Rate(3, HOUR)


@dataclass(frozen=True)
class Band:
    """Forms that were open at least so long, and how many of them are taken."""

    name: str
    from_age: dt.timedelta
    of_address: Rate
    of_site: Rate


BANDS = (
    Band("slow", 5 * MINUTE, Rate(30, 6 * SECOND), Rate(240, SECOND / 2)),
    Band("human", MINUTE, Rate(20, 12 * SECOND), Rate(120, SECOND)),
    Band("quick", dt.timedelta(0), Rate(5, 2 * MINUTE), Rate(60, 2 * SECOND)),
)


def let_through(request: HttpRequest, token: FormToken) -> None:
    """Count one form that is about to be taken. Raises TooFast where there are too many."""
    band = next((band for band in BANDS if token.age >= band.from_age), BANDS[-1])
    form = f"public form {token.key}"
    try:
        take(
            (form, OF_ONE_FORM),
            (f"public {band.name} {address_of(request)}", band.of_address),
            (f"public {band.name}", band.of_site),
        )
    except TooFast as too_fast:
        if too_fast.name == form:
            raise
        # A form that waits grows older, and may then belong to those that are taken.
        older = [other.from_age - token.age for other in BANDS if other.from_age > band.from_age]
        raise TooFast(too_fast.name, min([too_fast.wait, *older])) from None
