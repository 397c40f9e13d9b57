"""How names are compared."""

from hypothesis import example, given
from hypothesis import strategies as st

from cases.register.name_forms import NO_PAIRS
from cases.register.search.names import (
    LAST_ALIKE,
    PART,
    _first,
    _last,
    _may_be_alike,
    _may_be_same,
)

LETTERS = st.text("aeikn", min_size=1, max_size=3)
LONG = st.sampled_from(["aleksanterinpoika", "aleksanterinpoikanen", "aleksanterinpoikanes"])
NAMES = st.lists(LETTERS | LONG, min_size=1, max_size=3).map(tuple)


@given(NAMES, NAMES)
@example(("a", "n"), ("an",))
@example(("aleksanterinpoikanen",), ("aleksanterinpoikanes",))
def test_first_names_that_are_the_same_are_never_passed_over(ones, others):
    assert _may_be_same(ones, others) or _first(ones, others, NO_PAIRS) < PART


@given(NAMES, NAMES)
@example(("virtanen",), ("vitranen",))
@example(("virtaneni",), ("virtanen",))
@example(("vuori", "maki"), ("vuorimaki",))
def test_last_names_that_are_alike_are_never_passed_over(ones, others):
    assert _may_be_alike(ones, others) or _last(ones, others) < LAST_ALIKE
