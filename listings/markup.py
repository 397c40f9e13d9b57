"""The rows of a list as markup.

Cells are drawn by functions, not by a template each: a page has some 250 of them, and
to include a template costs more than to read the row from the database.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from listings.parts import Column


def drawn(columns: Sequence[Column], rows: Iterable[Any]) -> SafeString:
    """The rows, each as a `<tr>`; what a cell gives is escaped unless it is markup."""
    pattern = format_html_join("", "{}", ([_around(each)] for each in columns))
    cells = [each.cell for each in columns]
    return format_html_join("\n", f"<tr>{pattern}</tr>", ([c(row) for c in cells] for row in rows))


def _around(column: Column) -> SafeString:
    """The tags of a column's cells, with the heading for a phone, where a row is a block."""
    css = format_html(' class="{}"', column.css) if column.css else ""
    if column.is_key:
        return format_html('<th scope="row"{}>{{}}</th>', css)
    label = format_html(' data-l="{}"', column.label) if column.label else ""
    return format_html("<td{}{}>{{}}</td>", css, label)


@lru_cache(maxsize=500)
def component(template: str, **takes: str | int) -> SafeString:
    """A component that is the same in many rows, drawn once for what it takes.

    For those without words of their own, and with a number or the word of a vocabulary:
    never with what a person typed.
    """
    return render_to_string(template, takes)
