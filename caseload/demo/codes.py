"""National codes of the demo and of tests: examples, and marked as such.

Nobody has fetched them from the national code server. Lists 1243 and 1282 have the
numbers that the headings of 4018 give; those of the other lists are made up, and look it.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import override

from accounts.models import NationalCode, Organisation
from cases.vocabularies import Urgency
from referrals.vocabulary import Channel, MadeBy, Need

MARK = "ESIMERKKI"
VALID_FROM = dt.date(2020, 1, 1)
# Who made contact, in the numbers of list 1243.
MAKERS: dict[str, tuple[str, Promise | str]] = {
    MadeBy.CLIENT.value: ("1", MadeBy.CLIENT.label),
    MadeBy.REPRESENTATIVE.value: ("5", MadeBy.REPRESENTATIVE.label),
    Organisation.Kind.COUNTY.value: ("6", Organisation.Kind.COUNTY.label),
    Organisation.Kind.PRISON.value: ("19", Organisation.Kind.PRISON.label),
    Organisation.Kind.PARTNER.value: ("22", Organisation.Kind.PARTNER.label),
}
MADE_UP: dict[str, type[Choices]] = {"1250": Channel, "1252": Urgency}


def load_example_codes() -> None:
    """Give every county the examples; there must be none before."""
    counties = Organisation.objects.counties()
    with override("fi"):
        NationalCode.objects.bulk_create(
            NationalCode(
                county=county,
                code_list=code_list,
                key=key,
                code=code,
                display=f"{MARK}: {label}",
                valid_from=VALID_FROM,
                is_example=True,
            )
            for county in counties
            for code_list, key, code, label in _examples()
        )


def _examples() -> Iterator[tuple[str, str, str, Promise | str]]:
    for need in Need:
        yield "1282", need.value, need.value, need.label
    for key, (code, label) in MAKERS.items():
        yield "1243", key, code, label
    for code_list, words in MADE_UP.items():
        for place, (key, label) in enumerate(words.choices, start=1):
            yield code_list, key, f"{MARK}-{place}", label
