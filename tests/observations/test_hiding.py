"""No number under five can be made out of what the report shows."""

import itertools
from collections import Counter, defaultdict
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.hiding import FEWEST, ROUND, hidden_in, shown_of

KINDS, AREAS, UNITS, QUARTERS = range(4), range(3), range(2), range(2)
BASE = list(itertools.product(KINDS, AREAS, UNITS, QUARTERS))
SPLITS = {0: KINDS, 1: AREAS, 2: UNITS}


# --- Whoever knows the rule by heart and tries every table that it could have been ------


def tables(cells, total):
    """Every way to fill the cells."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in tables(cells - 1, total - first))


def told(cells, total, rule):
    """Sums of hidden cells that are under five and the same in every table that looks so."""
    looks_so = defaultdict(list)
    for table in tables(cells, total):
        looks_so[tuple(rule(table))].append(table)
    for shown, possible in looks_so.items():
        hidden = [place for place, count in enumerate(shown) if count is None]
        for size in range(1, len(hidden) + 1):
            for places in itertools.combinations(hidden, size):
                sums = {sum(table[place] for place in places) for table in possible}
                if len(sums) == 1 and 0 < min(sums) < FEWEST:
                    yield shown, places, min(sums)


SIZES = [(2, 30), (3, 24), (4, 20), (5, 14), (6, 10), (7, 9)]


@pytest.mark.parametrize(("cells", "most"), SIZES)
def test_no_table_tells_a_small_number_even_to_who_knows_the_rule(cells, most):
    assert [t for total in range(5, most + 1) for t in told(cells, total, shown_of)] == []


@pytest.mark.parametrize("turn", range(ROUND))
def test_nor_does_it_whosever_turn_it_is_to_be_hidden(turn):
    def rule(table):
        return shown_of(table, turn)

    assert [t for total in range(5, 18) for t in told(4, total, rule)] == []


def test_each_full_cell_has_its_turn():
    hidden = {min(hidden_in([9, 8, 7, 2], turn) - {3}) for turn in range(ROUND)}

    assert hidden == {0, 1, 2}


@given(st.lists(st.integers(0, 15), min_size=2, max_size=9), st.integers(0, 40))
def test_a_kind_or_unit_that_comes_later_changes_nothing_that_was_shown(counts, turn):
    assert shown_of([*counts, 0], turn)[:-1] == shown_of(counts, turn)


def only_the_small_ones(table):
    """A rule that hides too little."""
    return [count if count == 0 or count >= FEWEST else None for count in table]


def the_smallest_with_them(table):
    """A rule whose choice depends on the numbers."""
    small = [place for place, count in enumerate(table) if 0 < count < FEWEST]
    full = [count for count in table if count >= FEWEST]
    least = table.index(min(full)) if small and full else -1
    return [None if place in (*small, least) else count for place, count in enumerate(table)]


@pytest.mark.parametrize("rule", [only_the_small_ones, the_smallest_with_them])
def test_simpler_rules_are_found_out(rule):
    assert [t for total in range(5, 20) for t in told(3, total, rule)] != []


# --- Whoever subtracts figures of all filters and periods ---------------------------------


def published(counts):
    """Each figure that is shown: what it is of, as a row of ones over BASE, and its number."""
    for quarter in QUARTERS:
        total = sum(counts[each] for each in BASE if each[3] == quarter)
        if total >= FEWEST:
            yield vector(lambda each, q=quarter: each[3] == q), total
        for split, items in SPLITS.items():
            for item, shown in zip(
                items, shown_of(column(counts, split, quarter), quarter), strict=True
            ):
                if shown is not None:
                    yield of_cell(split, item, quarter), shown


def hidden(counts):
    """Each cell that is hidden, with its number."""
    for quarter, (split, items) in itertools.product(QUARTERS, SPLITS.items()):
        cells = column(counts, split, quarter)
        for item, shown in zip(items, shown_of(cells, quarter), strict=True):
            if shown is None:
                yield of_cell(split, item, quarter), cells[item]


def column(counts, split, quarter):
    cells = [each for each in BASE if each[3] == quarter]
    return [sum(counts[c] for c in cells if c[split] == item) for item in SPLITS[split]]


def vector(belongs):
    return [Fraction(belongs(each)) for each in BASE]


def of_cell(split, item, quarter):
    return vector(lambda each: each[split] == item and each[3] == quarter)


class Span:
    """All that can be made of some rows by adding, subtracting and dividing."""

    def __init__(self, rows):
        self.rows = {}
        for row in rows:
            rest = self.rest(row)
            if any(rest):
                first = next(place for place, value in enumerate(rest) if value)
                self.rows[first] = [value / rest[first] for value in rest]

    def rest(self, row):
        """What of it cannot be made of them."""
        row = list(row)
        for first, other in sorted(self.rows.items()):
            factor = row[first]
            if factor:
                row = [a - factor * b for a, b in zip(row, other, strict=True)]
        return row


many = st.lists(st.sampled_from(BASE), max_size=60).map(Counter)
# Most rows in few cells: small numbers beside large ones.
lopsided = st.dictionaries(st.sampled_from(BASE), st.integers(1, 12), max_size=12).map(Counter)


@given(many | lopsided)
def test_no_two_figures_of_any_filters_and_periods_differ_by_a_small_number(counts):
    figures = list(published(counts))

    for (of, number), (other, less) in itertools.permutations(figures, 2):
        is_part = all(a >= b for a, b in zip(of, other, strict=True))
        if is_part:
            assert number - less == 0 or number - less >= FEWEST


@given(many | lopsided)
def test_no_sum_and_difference_of_all_figures_gives_a_small_number(counts):
    span = Span(row for row, _number in published(counts))

    for row, number in hidden(counts):
        if not any(span.rest(row)):
            assert number == 0 or number >= FEWEST


@given(many | lopsided)
def test_what_is_hidden_of_a_table_is_together_nothing_or_five(counts):
    for quarter, split in itertools.product(QUARTERS, SPLITS):
        cells = column(counts, split, quarter)
        if sum(cells) >= FEWEST:
            together = sum(cells[place] for place in hidden_in(cells, quarter))
            assert together == 0 or together >= FEWEST


@given(st.lists(st.integers(0, 30), min_size=2, max_size=9))
def test_no_number_under_five_but_none_is_shown(counts):
    assert all(shown in (None, 0) or shown >= FEWEST for shown in shown_of(counts))


def test_where_nothing_is_small_everything_is_shown():
    assert shown_of([12, 0, 6, 5]) == [12, 0, 6, 5]


def test_one_small_number_takes_a_full_one_along():
    assert shown_of([12, 2, 9, 0]) == [12, None, None, 0]


def test_small_numbers_that_do_not_tell_each_other_go_alone():
    assert shown_of([12, 3, 4, 2]) == [12, None, None, None]


def test_of_fewer_than_five_in_all_nothing_is_shown():
    assert shown_of([2, 2, 0]) == [None, None, None]
