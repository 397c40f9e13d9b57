"""The rows of a list as markup.

Cells are drawn by functions, not by a template each: a page has some 250 of them, and
to include a template costs more than to read the row from the database.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from listings.parts import Column


def around_row(columns: Sequence[Column]) -> str:
    """The tags of a row, with a place for each cell: once for all rows of a table."""
    cells = format_html_join("", "{}", ([_around(each)] for each in columns))
    return f"<tr>{cells}</tr>"


def drawn(columns: Sequence[Column], rows: Iterable[Any], around: str) -> SafeString:
    """The rows, each as a `<tr>`; what a cell gives is escaped unless it is markup."""
    cells = [each.cell for each in columns]
    return format_html_join("\n", around, ([cell(row) for cell in cells] for row in rows))


def _around(column: Column) -> SafeString:
    """The tags of a column's cells, with the heading for a phone, where a row is a block."""
    css = format_html(' class="{}"', column.css) if column.css else ""
    if column.is_key:
        return format_html('<th scope="row"{}>{{}}</th>', css)
    label = format_html(' data-l="{}"', column.label) if column.label else ""
    return format_html("<td{}{}>{{}}</td>", css, label)


def component(template: str, **takes: str | int | dt.date | None) -> SafeString:
    """A component that is the same in many rows, drawn once for what it takes.

    For those that take a number, a day or the word of a vocabulary: never what a person
    typed.
    """
    return _drawn_once(template, get_language(), **takes)


@lru_cache(maxsize=2000)
def _drawn_once(template: str, _language: str | None, **takes: Any) -> SafeString:
    return render_to_string(template, takes)
