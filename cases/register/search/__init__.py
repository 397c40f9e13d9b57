"""Whether somebody is in the county's register already."""

from cases.register.search.finding import Hit, as_person, find_clients
from cases.register.search.gathering import (
    LONG_ALIKE,
    SHORT_ALIKE,
    named_nearly,
    one_name_nearly,
    words_alike,
)
from cases.register.search.matching import (
    Match,
    Person,
    Strength,
    Wanted,
    compare,
    days_nearby,
)

__all__ = [
    "LONG_ALIKE",
    "SHORT_ALIKE",
    "Hit",
    "Match",
    "Person",
    "Strength",
    "Wanted",
    "as_person",
    "compare",
    "days_nearby",
    "find_clients",
    "named_nearly",
    "one_name_nearly",
    "words_alike",
]
