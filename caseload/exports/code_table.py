"""A county's national codes as a table that opens in a spreadsheet, out and in."""

import csv
import datetime as dt
from typing import TextIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import override

from accounts.models import NationalCode, Organisation
from caseload.exports.code_words import WORDS, is_word

COLUMNS = ["code_list", "key", "our_word", "code", "display", "valid_from"]


class BadTable(Exception):
    """A row cannot be taken; the text says which and why, and nothing was taken."""


def write_table(county: Organisation, out: TextIO) -> None:
    """Every word that a document asks for, with the county's codes; the rest to be filled."""
    rows = csv.writer(out, delimiter=";", lineterminator="\n")
    rows.writerow(COLUMNS)
    known = NationalCode.objects.filter(county=county, is_example=False)
    codes = {(code.code_list, code.key): code for code in known.order_by("valid_from", "pk")}
    with override("fi"):
        for code_list, words in WORDS.items():
            for key, word in words.items():
                code = codes.pop((code_list, key), None)
                rows.writerow([code_list, key, word, *_filled(code)])
        for (code_list, key), code in codes.items():
            rows.writerow([code_list, key, "", *_filled(code)])


def _filled(code: NationalCode | None) -> list[str]:
    return [code.code, code.display, code.valid_from.isoformat()] if code else ["", "", ""]


@transaction.atomic
def read_table(county: Organisation, table: TextIO) -> int:
    """Take in the rows that have a code; return how many. Raises BadTable.

    A row with the same list, key and day takes the place of the one before.
    """
    rows = csv.DictReader(table, delimiter=";")
    if rows.fieldnames != COLUMNS:
        raise BadTable(f"The first row must be: {';'.join(COLUMNS)}")
    taken = 0
    for row in rows:
        if row["code"]:
            try:
                _take(county, row)
            except (ValidationError, ValueError, TypeError) as problem:
                words = "; ".join(getattr(problem, "messages", [str(problem)]))
                raise BadTable(f"Row {rows.line_num}: {words}") from None
            taken += 1
    return taken


def _take(county: Organisation, row: dict[str, str]) -> None:
    key = {
        "county": county,
        "code_list": row["code_list"],
        "key": row["key"],
        "valid_from": dt.date.fromisoformat(row["valid_from"]),
    }
    if not is_word(row["code_list"], row["key"]):
        raise ValueError(f"no document asks for “{row['key']}” in list {row['code_list']}")
    code = NationalCode.objects.filter(**key).first() or NationalCode(**key)
    code.code, code.display, code.is_example = row["code"], row["display"], False
    code.full_clean()
    code.save()
