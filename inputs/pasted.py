"""What comes along when a text is copied from a word processor, a PDF or a web page.

Such a text looks like any other, and is then neither found by a search nor broken where it
should be. What has a meaning becomes its ordinary sign; the rest is dropped. The joiners of
other alphabets (U+200C, U+200D) stay: they are part of how words are written.
"""

LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
HYPHENS = "\x1e\u2010\u2011\ufe63\uff0d"
SPACES = "\xa0\u2007\u202f\u3000"
# Soft hyphens, zero-width signs, marks of direction, and what a keyboard cannot make.
DROPPED = "\xad\u180e\u200b\u2060\ufeff\u200e\u200f" + "".join(
    map(chr, (*range(0x202A, 0x202F), *range(0x2061, 0x206A)))
)
CONTROLS = {*range(1, 0x20), *range(0x7F, 0xA0)} - {ord(sign) for sign in "\t\n\r"}

TYPED: dict[int, str] = (
    dict.fromkeys(CONTROLS, "")
    | dict.fromkeys(map(ord, DROPPED), "")
    | dict.fromkeys(map(ord, SPACES), " ")
    | dict.fromkeys(map(ord, HYPHENS), "-")
    | dict.fromkeys(map(ord, LINE_BREAKS), "\n")
)


def as_typed(text: str) -> str:
    """The text as it would have been typed.

    >>> as_typed("Ranta\xadkatu\xa01\x0bKuopio")
    'Rantakatu 1\\nKuopio'
    """
    return text.translate(TYPED)
