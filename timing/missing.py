"""What a record still lacks before the next act can be done."""

from typing import NamedTuple


class Missing(NamedTuple):
    """One thing to do first: its key, the words, and the page where it is done."""

    key: str
    text: str
    url: str
