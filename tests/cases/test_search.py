"""Slips of the pen: in identity codes, birth dates and names."""

import datetime as dt

import pytest

from cases.register import identity_code
from cases.register.search import names
from cases.register.search.matching import (
    Day,
    Person,
    Strength,
    Wanted,
    compare,
    compare_days,
    days_nearby,
)
from cases.register.search.names import slips
from tests.cases.search_pairs import code

CODE = code("120580", 901)


@pytest.mark.parametrize(
    "near",
    [
        code("120580", 911),  # a digit of the number
        code("130580", 901),  # a digit of the day
        code("210580", 901),  # neighbours swapped
        code("120580", 901, "A"),  # the century
        code("120580", 901, "Y"),  # a sign of 2023
    ],
)
def test_code_that_is_one_slip_away_is_near(near):
    assert near in identity_code.slips(CODE)
    assert CODE in identity_code.slips(near)


def test_code_is_no_slip_of_itself_and_two_slips_are_too_many():
    near = identity_code.slips(CODE)

    assert CODE not in near
    assert code("130580", 911) not in near
    assert code("120580", 911, "A") not in near
    assert len(near) < 150


@pytest.mark.parametrize("text", ["", "%", "120580", "120580-90", "x" * 1000, "١٢٠٥٨٠-٩٠١١"])
def test_what_is_no_code_has_no_slips(text):
    assert identity_code.slips(text) == set()


def test_wrong_check_character_alone_is_a_slip():
    assert CODE in identity_code.slips(CODE[:-1] + ("X" if CODE[-1] != "X" else "Y"))


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (dt.date(1980, 5, 12), Day.SAME),
        (dt.date(1980, 12, 5), Day.NEAR),
        (dt.date(1980, 5, 13), Day.NEAR),
        (dt.date(1908, 5, 12), Day.NEAR),
        (dt.date(1880, 5, 12), Day.NEAR),
        (dt.date(1980, 6, 13), Day.OTHER),
        (None, Day.UNKNOWN),
    ],
)
def test_birth_dates_one_slip_apart_are_near(other, said):
    assert compare_days(dt.date(1980, 5, 12), other) is said


@pytest.mark.parametrize("born", [dt.date(1980, 5, 12), dt.date(2000, 2, 29), dt.date(1911, 1, 1)])
def test_days_nearby_are_those_that_are_called_near(born):
    every = [dt.date(1900, 1, 1) + dt.timedelta(days=n) for n in range(110 * 365)]

    near = {day for day in every if compare_days(born, day) >= Day.NEAR}

    assert near == {day for day in days_nearby(born) if every[0] <= day <= every[-1]}


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("", "abc", 3),
        ("virta", "virta", 0),
        ("virta", "vitra", 1),
        ("virta", "irta", 1),
        ("virta", "korva", 3),
        ("virta", "ivrat", 2),
        # Letters that were swapped are not changed once more.
        ("ca", "abc", 3),
    ],
)
def test_slips_of_a_word_are_counted(one, other, number):
    assert slips(one, other) == slips(other, one) == number


def test_strength_follows_what_agrees():
    born = dt.date(1980, 5, 12)
    stored = Person("Virtanen", "Matti", birth_date=born, identity_code=CODE)

    def strength(**asked: object) -> Strength | None:
        match = compare(Wanted(**{"last_name": "Wirtanen", "first_names": "Mati"} | asked), stored)
        return match.strength if match else None

    assert strength(identity_code=CODE, last_name="Muu") is Strength.CERTAIN
    assert strength(birth_date=born) is Strength.LIKELY
    assert strength(birth_date=born, identity_code=code("010101", 955)) is Strength.POSSIBLE
    assert strength() is Strength.POSSIBLE
    assert strength(birth_date=dt.date(1961, 1, 30)) is Strength.WEAK
    assert strength(last_name="Muu", first_names="Joku") is None


def test_page_of_letters_in_the_place_of_a_name_takes_no_longer_than_a_long_name(monkeypatch):
    compared = []
    monkeypatch.setattr(names, "slips", lambda one, other: compared.append((one, other)) or 9)
    # Each of these signs is three letters to the ear.
    page, other = "㎭" * 200, "㏙" * 200

    compare(Wanted(last_name=page, first_names=page), Person(other, other, former_names=other))

    assert compared
    assert max(len(word) for pair in compared for word in pair) <= names.COMPARED
