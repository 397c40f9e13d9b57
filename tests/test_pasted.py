"""A text that was copied from elsewhere is kept as it would have been typed here."""

import datetime as dt
from typing import Any

import pytest

from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.pasted import as_typed


@pytest.mark.parametrize(
    ("pasted", "typed"),
    [
        ("Ranta\xadkatu", "Rantakatu"),
        ("Anna\u2011Liisa", "Anna-Liisa"),
        ("Anna\x1eLiisa", "Anna-Liisa"),
        ("Niko\xa0Juhani", "Niko Juhani"),
        ("\ufeffNiko\u200b", "Niko"),
        ("\u202eNiko\u202c", "Niko"),
        ("Niko\x08\x1b\x7f", "Niko"),
        ("Niko\nJuhani\x0bEsimerkki", "Niko Juhani Esimerkki"),
        # How Persian writes a word is no accident.
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_one_line_is_as_it_would_have_been_typed(pasted: str, typed: str) -> None:
    assert ShortTextField().clean(pasted) == typed


# By their own numbers, so that none falls out of the lists of the module unseen.
NOTHING = [
    *(*range(0x01, 0x09), *range(0x0E, 0x1E), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0)),
    *(0xAD, 0x180E, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF),
    *(*range(0x202A, 0x202F), *range(0x2061, 0x206A)),
]
SPACE = [0xA0, 0x2007, 0x202F, 0x3000]
HYPHEN = [0x1E, 0x2010, 0x2011, 0xFE63, 0xFF0D]
ITSELF = [0x00, 0x09, 0x0A, 0x0D, 0x200C, 0x200D]


@pytest.mark.parametrize(
    ("sign", "becomes"),
    [
        *((sign, "") for sign in NOTHING),
        *((sign, " ") for sign in SPACE),
        *((sign, "-") for sign in HYPHEN),
        *((sign, chr(sign)) for sign in ITSELF),
    ],
    ids=lambda each: f"U+{each:04X}" if isinstance(each, int) else repr(each),
)
def test_sign_that_no_keyboard_makes_becomes(sign: int, becomes: str) -> None:
    assert as_typed(f"Ni{chr(sign)}ko") == f"Ni{becomes}ko"


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_break_of_a_line_is_an_ordinary_one(mark: str) -> None:
    assert LongTextField().clean(f"Asunto puuttuu.{mark}Soita.") == "Asunto puuttuu.\nSoita."


def test_own_breaks_of_lines_stay() -> None:
    assert LongTextField().clean("Yksi\r\n\r\nKaksi") == "Yksi\r\n\r\nKaksi"


def test_day_that_was_pasted_is_read() -> None:
    field: Any = DayField()

    assert field.clean("\u200b26.\xa02.\xa02027") == dt.date(2027, 2, 26)
