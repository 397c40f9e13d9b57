"""The client's own words in a life area, as pages and papers read them."""

import datetime as dt
from dataclasses import dataclass

from assessments.models import LifeAreaEntry


@dataclass(frozen=True)
class Quote:
    """What the client said, and on which day, where that is known."""

    text: str
    on: dt.date | None


def quotes_of(entry: LifeAreaEntry) -> list[Quote]:
    """In the order in which they were heard, without what was typed wrong."""
    return [Quote(row.words, row.said_on) for row in entry.said]
