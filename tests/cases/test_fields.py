"""A day is written as in Finland; a text is refused in words, never cut or broken."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils.translation import override

from inputs.fields import DayField, LongTextField, ShortTextField
from records.text_lengths import LONG_TEXT


def error_of(field, text):
    with override("en"), pytest.raises(ValidationError) as refused:
        field.clean(text)
    with override("en"):
        return refused.value.messages


@pytest.mark.parametrize("text", ["14.12.2026", " 14. 12. 2026 ", "14.12.2026\n"])
def test_day_is_read_as_it_is_written(text):
    assert DayField().clean(text) == dt.date(2026, 12, 14)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("huomenna", "Write the day as 14.12.2026 (day, month, year)."),
        ("١٤.١٢.٢٠٢٦", "Write the day as 14.12.2026 (day, month, year)."),
        ("31.2.2026", "There is no day 31.2.2026 in the calendar. Check it."),
        ("14.12.2206", "The year 2206 is hardly meant. Check it."),
        ("14.12.0026", "The year 26 is hardly meant. Check it."),
        ("", "Write the day, for example 14.12.2026."),
        ("1" * 500_000, "Write the day as 14.12.2026 (day, month, year)."),
        ("14.12.2026\0", "Write the day as 14.12.2026 (day, month, year)."),
    ],
)
def test_day_says_what_is_wrong(text, message):
    assert error_of(DayField(), text) == [message]


@time_machine.travel("2026-11-18 12:00+02:00")
def test_day_of_what_has_happened_is_not_in_the_future():
    field = DayField(future=False)

    assert field.clean("18.11.2026") == dt.date(2026, 11, 18)
    assert error_of(field, "19.11.2026") == [
        "The day 19.11.2026 lies in the future. Check the day."
    ]


def test_day_is_shown_again_as_it_is_written():
    assert DayField().prepare_value(dt.date(2026, 3, 2)) == "2.3.2026"


def test_text_with_what_cannot_be_stored_is_refused_once():
    assert error_of(ShortTextField(), "Kati\0Savela") == [
        "The text has a character that cannot be stored. It often comes along when "
        "copying. Write the place again."
    ]


def test_text_that_is_too_long_is_told_how_much():
    assert error_of(LongTextField(), "a" * 500_000) == [
        "The text has 500000 characters, and 10000 fit here. Shorten it."
    ]


def test_text_of_the_full_length_keeps_its_lines():
    text = "rivi\r\n\ttoinen" + "ä" * (LONG_TEXT - 13)

    assert LongTextField().clean(text) == text


def test_browser_is_not_told_to_cut_the_text():
    assert "maxlength" not in LongTextField().widget.attrs
