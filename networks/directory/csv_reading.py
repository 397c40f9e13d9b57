"""From the text of a file to the values of its rows, and what is wrong, by line and column."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from networks.directory.csv_cells import from_text
from networks.directory.csv_columns import NAME, ORGANISATION, Column

MOST_ROWS = 10_000
# So many are more than somebody mends one by one, and fit into memory.
MOST_FAULTS = 1000
# A spreadsheet may write empty cells after its last heading.
MOST_HEADINGS = 1000
NEEDED = ("organisaatio", "palvelu")


@dataclass(frozen=True)
class Fault:
    """What is wrong in one place of the file; without a heading, in the whole line."""

    line: int
    heading: str
    words: str


@dataclass
class ReadRow:
    """One row: the values of its organisation and its service, of the columns that are there."""

    line: int
    organisation: dict[str, Any] = field(default_factory=dict)
    service: dict[str, Any] = field(default_factory=dict)

    @property
    def has_service(self) -> bool:
        """Whether the row tells of a service, and not of an organisation alone."""
        return any(self.service.values())


@dataclass
class ReadFile:
    rows: list[ReadRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_file(text: str, columns: list[Column]) -> ReadFile:
    """All rows that could be read; a row with a fault is not among them.

    The rest of a file with too many rows or too many faults is not read.
    """
    read = ReadFile()
    lines = _lines(text, read.faults)
    _first, cells = next(lines, (1, []))
    present = _columns_of(cells, columns, read.faults)
    if read.faults:
        return read
    taken = 0
    for line, row in lines:
        if not any(cell.strip() for cell in row):
            continue
        if taken == MOST_ROWS:
            words = _("A file may have %(most)s rows. Divide it.") % {"most": MOST_ROWS}
            read.faults.append(Fault(line, "", words))
            break
        if len(read.faults) >= MOST_FAULTS:
            words = _("There are so many errors that the file was read only to line %(line)s.")
            read.faults.insert(0, Fault(1, "", words % {"line": line - 1}))
            break
        taken += 1
        _read_row(line, row, present, read)
    return read


def _lines(text: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of its first line; one may go over several."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    before = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            words = _("The quotation marks of this line do not match. Save the file as CSV again.")
            faults.append(Fault(before + 1, "", words))
            return
        yield before + 1, row
        before = reader.line_num


def _delimiter(text: str) -> str:
    """What stands most often between the headings."""
    first = text.partition("\n")[0]
    return max(";,\t", key=first.count)


def _columns_of(
    cells: list[str], columns: list[Column], faults: list[Fault]
) -> list[Column | None]:
    by_heading = {column.heading: column for column in columns}
    found: list[Column | None] = []
    if len(cells) > MOST_HEADINGS:
        faults.append(Fault(1, "", _("The line has more cells than there are headings.")))
        return found
    for cell in (cell.strip().lower() for cell in cells):
        column = by_heading.get(cell)
        if cell and column is None:
            words = _("“%(word)s” is no column of the directory.") % {"word": cell[:60]}
            faults.append(Fault(1, "", words))
        elif column is not None and column in found:
            words = _("The column “%(word)s” is there twice.") % {"word": cell}
            faults.append(Fault(1, cell, words))
        found.append(column)
    present = {column.heading for column in found if column}
    for heading in NEEDED:
        if heading not in present:
            words = _("The column “%(word)s” is missing.") % {"word": heading}
            faults.append(Fault(1, heading, words))
    return found


def _read_row(line: int, cells: list[str], columns: list[Column | None], read: ReadFile) -> None:
    row, faults = ReadRow(line), []
    if any(cell.strip() for cell in cells[len(columns) :]):
        faults.append(Fault(line, "", _("The line has more cells than there are headings.")))
    for place, column in enumerate(columns):
        if column is None:
            continue
        cell = from_text(cells[place]) if place < len(cells) else ""
        try:
            value = column.field.clean(cell)
        except forms.ValidationError as error:
            faults += [Fault(line, column.heading, words) for words in error.messages]
        else:
            (row.organisation if column.of == ORGANISATION else row.service)[column.attribute] = (
                value
            )
    if not faults and row.has_service and not row.service[NAME]:
        faults = [Fault(line, "palvelu", _("Write the name of the service."))]
    read.faults += faults
    if not faults:
        read.rows.append(row)
