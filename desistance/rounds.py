"""Which round of an occasion a checklist belongs to."""

import datetime as dt

from django.utils import timezone

from desistance.models import Checklist
from desistance.occasions import Occasion

# An occasion is written up within this time; what is filled in later is the next one's.
SAME_OCCASION = dt.timedelta(days=14)


def is_over(newest: Checklist) -> bool:
    """Whether it was talked over so long ago that its page offers a new round."""
    return newest.day < timezone.localdate() - SAME_OCCASION


def round_to_fill(occasion: Occasion, newest: Checklist | None) -> int:
    """The round that a checklist of `occasion` belongs to when it is filled in now.

    An open one is gone on with, except a review's that is over; another is asked for by its
    number.
    """
    if newest is None:
        return 1
    begins = not newest.is_open or (occasion is Occasion.REVIEW and is_over(newest))
    return newest.round + begins


def chosen_round(occasion: Occasion, newest: Checklist | None, asked: str | None) -> int:
    """The asked round if it is there or is the next one, else the one that is meant."""
    last = newest.round if newest else 0
    if asked and asked.isascii() and asked.isdigit() and len(asked) < 5:
        number = int(asked)
        if 1 <= number <= last + 1:
            return number
    return round_to_fill(occasion, newest)
