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
    """Nothing where the client said nothing of the area."""
    if not entry.client_words:
        return []
    return [Quote(entry.client_words, entry.client_words_on)]
