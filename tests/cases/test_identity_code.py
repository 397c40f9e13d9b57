import datetime as dt
import random
import string

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.fi import hetu

from cases.register.identity_code import (
    CENTURIES,
    IdentityCodeField,
    birth_date,
    check,
    is_artificial,
    mask,
    normalise,
    same,
)
from tests.identity_codes import CHECK_CHARACTERS, code_of

ARTIFICIAL = {
    "010180-9004": dt.date(1980, 1, 1),
    "150672-9015": dt.date(1972, 6, 15),
    "291188-902C": dt.date(1988, 11, 29),
    "050595Y900T": dt.date(1995, 5, 5),
    "170690X9057": dt.date(1990, 6, 17),
    "240301A911J": dt.date(2001, 3, 24),
    "120504A9127": dt.date(2004, 5, 12),
    "070707B920M": dt.date(2007, 7, 7),
    "310185U930R": dt.date(1985, 1, 31),
    "290204A940N": dt.date(2004, 2, 29),
    "290200F941N": dt.date(2000, 2, 29),
}


@pytest.fixture(autouse=True)
def _artificial_codes_allowed(settings):
    settings.ARTIFICIAL_IDENTITY_CODES = True


def error_of(text: str) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        check(text)
    return caught.value


@pytest.mark.parametrize(("code", "born_on"), ARTIFICIAL.items())
def test_check_takes_every_century_sign_and_leap_day(code, born_on):
    assert check(code) == code
    assert birth_date(code) == born_on


@given(
    born_on=st.dates(dt.date(1800, 1, 1), dt.date(2024, 12, 31)),
    number=st.integers(2, 999),
    choice=st.integers(0, 5),
)
def test_check_takes_each_code_that_is_built_by_the_rules(born_on, number, choice):
    signs = [sign for sign, century in CENTURIES.items() if century == born_on.year // 100 * 100]
    code = code_of(born_on, signs[choice % len(signs)], number)

    assert check(code) == code
    assert birth_date(code) == born_on
    assert is_artificial(code) == (number >= 900)


class CodeMaker:
    """Codes by the rules, and codes with one thing or everything wrong."""

    def __init__(self) -> None:
        self.random = random.Random(5)

    def right(self) -> str:
        century = self.random.choice(sorted(set(CENTURIES.values())))
        born_on = dt.date(century, 1, 1) + dt.timedelta(days=self.random.randrange(36_524))
        signs = sorted(sign for sign, start in CENTURIES.items() if start == century)
        return code_of(born_on, self.random.choice(signs), self.random.randrange(1000))

    def one_character_wrong(self) -> str:
        code, place = self.right(), self.random.randrange(11)
        other = self.random.choice(string.digits + string.ascii_uppercase + "-+ ")
        return code[:place] + other + code[place + 1 :]

    def any_check_character(self) -> str:
        return self.right()[:10] + self.random.choice(CHECK_CHARACTERS)

    def any_digits(self) -> str:
        digits = "".join(self.random.choices(string.digits, k=9))
        sign = self.random.choice(sorted(CENTURIES) + ["G", "Z", "/"])
        return digits[:6] + sign + digits[6:] + CHECK_CHARACTERS[int(digits) % 31]

    def any_length(self) -> str:
        return self.right()[: self.random.randrange(12)] + self.random.choice(["", "1", "-"])

    def code(self) -> str:
        kinds = [self.right, self.one_character_wrong, self.any_check_character]
        return self.random.choice([*kinds, self.any_digits, self.any_length])()


def refused_by_stdnum(code: str) -> bool:
    try:
        hetu.validate(code, allow_temporary=True)
    except StdnumError:
        return True
    return False


def test_check_agrees_with_stdnum_about_10_000_codes_but_for_those_born_in_the_future():
    """Only stdnum takes a birth date that has not come yet."""
    maker = CodeMaker()
    found = {"taken": 0, "refused": 0, "future": 0}

    for code in (maker.code() for _turn in range(10_000)):
        try:
            check(code)
        except ValidationError as error:
            future = error.code == "future"
            assert future or refused_by_stdnum(code), code
            found["future" if future else "refused"] += 1
        else:
            assert not refused_by_stdnum(code), code
            found["taken"] += 1

    assert min(found.values()) > 500, found


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "form"),
        ("010180", "form"),
        ("010180-9004 X", "form"),
        ("010180G9004", "form"),
        ("010180-900O", "form"),
        ("١٢٠١٨٠-9004", "form"),
        ("320180-900A", "date"),
        ("290203A9404", "date"),
        ("010190A9004", "future"),
        ("010180-001A", "individual_number"),
        ("010180-900X", "check_character"),
    ],
)
def test_check_says_which_part_is_wrong(text, part):
    assert error_of(text).code == part


def test_check_names_the_date_that_does_not_exist():
    with override("fi"):
        assert error_of("320180-900A").messages == [
            "Henkilötunnuksen alussa on päivä 32.1.1980, jota ei ole. Tarkista kuusi "
            "ensimmäistä numeroa."
        ]


def test_check_says_what_to_do_about_the_check_character():
    with override("fi"):
        assert error_of("010180-900X").messages == [
            "Henkilötunnuksen tarkistusmerkki ei täsmää. Tarkista viimeinen merkki."
        ]


@pytest.mark.parametrize(("or_not_known", "ways_out"), [(True, 1), (False, 0)])
def test_field_shows_the_way_out_where_the_form_has_one(or_not_known, ways_out):
    field = IdentityCodeField(or_not_known=or_not_known)

    with override("fi"), pytest.raises(ValidationError) as refused:
        field.clean("010180-900X")

    assert refused.value.messages[0].count("valitse ”Ei tiedossa, koska”.") == ways_out


def test_check_refuses_an_artificial_code_where_real_people_are_recorded(settings):
    settings.ARTIFICIAL_IDENTITY_CODES = False

    assert error_of("010180-9004").code == "artificial"


@given(st.text(max_size=14))
def test_check_refuses_other_text_with_a_validation_error_only(text):
    try:
        code = check(text)
    except ValidationError:
        return
    assert code.isascii()
    assert len(code) == 11


@pytest.mark.parametrize(
    "text",
    [
        " 240301a911j ",
        "240301 A 911 J",
        "240301\u00a0A911J\n",
        "240301A\u200b911J",
    ],
)
def test_normalise_takes_a_code_as_people_write_it(text):
    assert normalise(text) == "240301A911J"


@pytest.mark.parametrize("dash", "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d")
def test_normalise_takes_any_dash(dash):
    assert normalise(f"010180{dash}9004") == "010180-9004"


@given(st.text())
def test_normalise_changes_nothing_the_second_time(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("text", ["", "010180", "320180-900A"])
def test_birth_date_refuses_text_that_holds_none(text):
    with pytest.raises(ValueError, match=r"day|identity code"):
        birth_date(text)


def test_mask_shows_the_birth_date_only():
    assert mask("010180-9004") == "010180-****"


def test_mask_shows_nothing_of_what_is_no_code():
    assert mask("010180-900") == "****"
    assert mask("") == ""


def test_same_ignores_how_a_code_is_written():
    assert same("240301a911j", "240301A 911J")


def test_same_tells_two_people_apart_by_the_century_sign():
    assert not same("050595-900T", "050595Y900T")


def test_same_never_joins_two_people_without_a_code():
    assert not same("", " ")


class PersonForm(forms.Form):
    code = IdentityCodeField(required=False)


def test_field_gives_the_code_as_it_is_stored():
    form = PersonForm({"code": " 240301a 911j"})

    assert form.is_valid()
    assert form.cleaned_data == {"code": "240301A911J"}


def test_field_may_be_left_empty():
    form = PersonForm({"code": " "})

    assert form.is_valid()
    assert form.cleaned_data == {"code": ""}


@pytest.mark.parametrize("text", ["010180-900X", "0" * 200, "010180\x009004"])
def test_field_gives_one_error_at_a_time(text):
    form = PersonForm({"code": text})

    assert len(form.errors["code"]) == 1


def test_field_asks_the_browser_to_remember_nothing():
    attrs = IdentityCodeField().widget.attrs

    assert attrs["autocomplete"] == "off"
    assert attrs["spellcheck"] == "false"
