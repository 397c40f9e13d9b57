"""National codes of the demo and of tests: examples, and marked as such.

Nobody has fetched them from the national code server. Lists 1243 and 1282 have the
numbers that the headings of 4018 give, list 126 those of 19006; those of
the other lists are made up, and look it.
"""

import datetime as dt

from django.utils.translation import override

from accounts.models import NationalCode, Organisation
from caseload.exports.code_words import WORDS
from referrals.vocabulary import SupportNeed

MARK = "ESIMERKKI"
VALID_FROM = dt.date(2020, 1, 1)
NUMBERS = {
    "126": {"client": "Y30", "organisation": "Y32"},
    "1243": {"client": "1", "representative": "5", "county": "6", "prison": "19", "partner": "22"},
    "1282": {need.value: need.value for need in SupportNeed},
}


def load_example_codes() -> None:
    """Give every county the examples; there must be none before."""
    with override("fi"):
        NationalCode.objects.bulk_create(
            NationalCode(
                county=county,
                code_list=code_list,
                key=key,
                code=NUMBERS.get(code_list, {}).get(key, f"{MARK}-{place}"),
                display=f"{MARK}: {word}",
                valid_from=VALID_FROM,
                is_example=True,
            )
            for county in Organisation.objects.counties()
            for code_list, words in WORDS.items()
            for place, (key, word) in enumerate(words.items(), start=1)
        )
