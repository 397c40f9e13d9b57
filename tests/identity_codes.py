"""Identity codes built by the rules, of nobody where the number is 900 or more."""

import datetime as dt

CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def code_of(born_on: dt.date, sign: str, number: int) -> str:
    """The code with its check character."""
    digits = f"{born_on:%d%m%y}{number:03}"
    return digits[:6] + sign + digits[6:] + CHECK_CHARACTERS[int(digits) % 31]
