"""A number in a hidden field is a number, or nothing."""

import pytest
from django.test import RequestFactory

from inputs.posted import posted_number


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("7", 7),
        ("999999999999999999", 999999999999999999),
        ("9999999999999999999", 0),
        ("-1", 0),
        ("1.5", 0),
        ("٧", 0),
        ("²", 0),
        ("", 0),
    ],
)
def test_posted_number_is_what_a_column_can_hold(given, number):
    assert posted_number(RequestFactory().post("/", {"version": given}), "version") == number


def test_missing_number_is_none_that_anything_has():
    assert posted_number(RequestFactory().post("/"), "version") == 0
