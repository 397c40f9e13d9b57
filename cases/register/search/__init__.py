"""Whether somebody is in the county's register already."""

from cases.register.search.finding import Hit, find_clients
from cases.register.search.gathering import words_alike
from cases.register.search.matching import (
    Match,
    Person,
    Strength,
    Wanted,
    compare,
    days_nearby,
)

__all__ = [
    "Hit",
    "Match",
    "Person",
    "Strength",
    "Wanted",
    "compare",
    "days_nearby",
    "find_clients",
    "words_alike",
]
