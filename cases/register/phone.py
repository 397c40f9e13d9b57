"""Phone numbers, made comparable for search and in no other place.

A number is stored and shown as it was written. For comparing, a Finnish number is
brought to its national form (040 123 4567 and +358 (0)40 123 4567 are the same), a
foreign one to the country code and the digits after it.
"""

import re

COUNTRY = "358"
# Shorter ones are the end of too many numbers to be looked for.
FEWEST_DIGITS = 5

INTERNATIONAL = re.compile(r"^(\+|00)")
# The zero for those who call from inside the country: +358 (0)40.
TRUNK_ZERO = "(0)"


def comparable(text: str) -> str:
    """The digits by which a number is compared; empty if the text holds no number.

    >>> comparable("+358 40 123 4567"), comparable("00358 (0)40-1234567")
    ('0401234567', '0401234567')
    """
    written = "".join(text.split())
    is_international = INTERNATIONAL.match(written) is not None
    if is_international:
        written = INTERNATIONAL.sub("", written).replace(TRUNK_ZERO, "")
    digits = "".join(sign for sign in written if sign in "0123456789")
    # No national number begins with 358: the plus was left out.
    if digits.startswith(COUNTRY):
        return "0" + digits.removeprefix(COUNTRY).removeprefix("0")
    return f"+{digits}" if is_international and digits else digits


def same(one: str, other: str) -> bool:
    """Whether both texts are one number; two empty ones are not the same."""
    digits = comparable(one)
    return len(digits) >= FEWEST_DIGITS and digits == comparable(other)
