"""National codes for the export: a county's own rows, and a refusal where one is missing."""

import datetime as dt
from collections import defaultdict

from django.conf import settings

from accounts.models import NationalCode, Organisation

# The national code server's root for the lists of social welfare.
ROOT = "urn:oid:1.2.246.537.6."


class MissingCode(Exception):
    """The county has no code for one of our words; the text names both."""


class CodeBook:
    """One county's codes, as they are in force on the day of a document.

    A code that nobody has fetched (`is_example`) serves where demo data are allowed and
    nowhere else.
    """

    def __init__(self, county: Organisation) -> None:
        self.county = county
        self.gave_examples = False
        self._rows: dict[tuple[str, str], list[NationalCode]] = defaultdict(list)

    def add(self, row: NationalCode) -> None:
        """Take in a row; the newest of a word comes first."""
        self._rows[row.code_list, row.key].insert(0, row)

    def code(self, code_list: str, *keys: str, on: dt.date) -> dict[str, str]:
        """The code of the first of `keys` that has one; raises MissingCode."""
        for key in keys:
            for row in self._rows[code_list, key]:
                if row.valid_from <= on and (settings.DEMO_DATA_ALLOWED or not row.is_example):
                    self.gave_examples |= row.is_example
                    return {
                        "system": ROOT + code_list,
                        "code": row.code,
                        "display": row.display,
                    }
        raise MissingCode(f"{self.county.name_fi} has no code for “{keys[-1]}” in list {code_list}")


def code_books() -> dict[int, CodeBook]:
    """The codes of every county, by the county's key: they are few and asked for often."""
    books = {county.pk: CodeBook(county) for county in Organisation.objects.counties()}
    for row in NationalCode.objects.order_by("valid_from", "pk"):
        books[row.county_id].add(row)
    return books
