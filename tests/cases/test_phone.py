"""A phone number is the same however it is written."""

import pytest

from cases.register import phone


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("040 123 4567", "0401234567"),
        ("+358 40 123 4567", "0401234567"),
        ("+358 (0)40 123 4567", "0401234567"),
        ("+3580401234567", "0401234567"),
        ("00358 40-123-4567", "0401234567"),
        ("358 40 123 4567", "0401234567"),
        ("(040) 123 4567", "0401234567"),
        ("040\u00a0123\u20094567 (sisko)", "0401234567"),
        ("+46 70 123 45 67", "+46701234567"),
        ("0046 (0)70 123 45 67", "+46701234567"),
        ("112", "112"),
        ("ei puhelinta", ""),
        ("", ""),
        ("+", ""),
        ("٠٤٠", ""),
    ],
)
def test_number_is_compared_by(written, digits):
    assert phone.comparable(written) == digits


def test_empty_and_very_short_numbers_are_nobodys():
    assert not phone.same("", "")
    assert not phone.same("112", "112")
    assert phone.same("040 1234", "+358401234")
    assert not phone.same("040 1234", "040 1235")
