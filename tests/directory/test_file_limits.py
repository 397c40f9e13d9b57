"""A file that is too large to be mended by hand is read only so far."""

import pytest

from networks.directory.csv_columns import columns_of
from networks.directory.csv_reading import (
    MOST_FAULTS,
    MOST_HEADINGS,
    MOST_ROWS,
    ReadFile,
    read_file,
)
from tests.factories import CountyFactory

pytestmark = pytest.mark.django_db
HEAD = "organisaatio;palvelu;tarkistettu\n"


def read(text) -> ReadFile:
    return read_file(text, columns_of(CountyFactory()))


def test_rows_with_a_fault_count_among_those_that_a_file_may_have():
    text = HEAD + "A;B;31.2.2026\n" + "A;B;\n" * MOST_ROWS

    found = read(text)

    assert len(found.rows) == MOST_ROWS - 1
    assert [fault.line for fault in found.faults] == [2, MOST_ROWS + 2]


def test_as_many_rows_as_a_file_may_have_are_read():
    assert read(HEAD + "A;B;\n" * MOST_ROWS).faults == []


def test_after_so_many_faults_the_file_is_not_read_on_and_the_first_line_says_so():
    found = read(HEAD + "A;B;31.2.2026\n" * (MOST_FAULTS + 500))

    assert len(found.faults) == MOST_FAULTS + 1
    assert str(MOST_FAULTS + 1) in found.faults[0].words
    assert found.faults[0].line == 1


def test_a_first_line_without_end_is_one_fault():
    assert len(read(";".join(["x"] * (MOST_HEADINGS + 1))).faults) == 1
