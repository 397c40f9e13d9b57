"""A day is understood as people write it; a month alone is a month."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from inputs.fields import DayField, DayOrMonthField

TODAY = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.mark.parametrize(
    "written", ["26.2.2027", "26.02.27", "26. 2. 2027", "2027-02-26", "26/2/2027", "26-2-27"]
)
def test_day_is_read_as_people_write_it(written: str) -> None:
    assert DayField().clean(written) == dt.date(2027, 2, 26)


@pytest.mark.parametrize(
    ("written", "day"),
    [("1.3.24", dt.date(2024, 3, 1)), ("1.3.89", dt.date(1989, 3, 1))],
)
def test_two_digits_of_a_day_that_lies_behind_are_the_year_that_was_last(
    written: str, day: dt.date
) -> None:
    assert DayField(future=False).clean(written) == day


@pytest.mark.parametrize(
    ("written", "day"),
    [("1.5.89", dt.date(1989, 5, 1)), ("1.5.05", dt.date(2005, 5, 1))],
)
def test_birth_date_of_a_grown_up_is_read_from_two_digits(written: str, day: dt.date) -> None:
    assert DayField(born=True).clean(written) == day


def test_birth_date_that_may_be_of_two_centuries_asks_for_four_digits() -> None:
    with pytest.raises(ValidationError, match="neljällä numerolla|four digits"):
        DayField(born=True).clean("1.5.20")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("helmikuussa", dt.date(2027, 2, 1)),
        ("Helmikuu 2027", dt.date(2027, 2, 1)),
        ("i februari", dt.date(2027, 2, 1)),
        ("in February 27", dt.date(2027, 2, 1)),
        ("2/2027", dt.date(2027, 2, 1)),
        ("kesäkuu 2027", dt.date(2027, 6, 1)),
        ("elokuun", dt.date(2027, 8, 1)),
        ("helmik. 2027", dt.date(2027, 2, 1)),
        ("i maj 2027", dt.date(2027, 5, 1)),
        ("sept 2027", dt.date(2027, 9, 1)),
        # It has begun: its last day is all that is still ahead for sure.
        ("marraskuussa", dt.date(2026, 11, 30)),
    ],
)
def test_month_alone_is_kept_as_a_month(written: str, day: dt.date) -> None:
    field = DayOrMonthField()

    assert field.clean(written) == day
    assert field.is_month


def test_day_is_no_month() -> None:
    field = DayOrMonthField()
    field.clean("helmikuussa")
    field.clean("26.2.2027")

    assert not field.is_month


@pytest.mark.parametrize("written", ["Janne", "Maija", "Julia 27", "marsu", "lokari", "augustin"])
def test_word_that_only_begins_like_a_month_is_no_month(written: str) -> None:
    with pytest.raises(ValidationError):
        DayOrMonthField().clean(written)


@pytest.mark.parametrize("written", ["1/0000", "tammikuu 0000"])
def test_month_of_a_year_that_no_calendar_has_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        DayOrMonthField().clean(written)


@pytest.mark.parametrize("written", ["kesällä 2027", "13/2027", "30.2.2027", "2027-13-01", "pian"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        DayOrMonthField().clean(written)
