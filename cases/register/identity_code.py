"""The Finnish personal identity code (henkilötunnus).

Nothing outside this module reads, checks, shows or compares a code, so that
encrypting the stored column is one change. The form of the code, with the
century signs valid since 1 January 2023, is that of the Digital and Population
Data Services Agency (DVV). The century sign is not part of the check: two
people may differ only by it, so all eleven characters are kept.
"""

import datetime as dt
import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import InvalidChecksum, InvalidComponent
from stdnum.fi import hetu

FORM = re.compile(r"[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-FHJ-NPR-Y]")
CENTURIES = {"+": 1800} | dict.fromkeys("-YXWVU", 1900) | dict.fromkeys("ABCDEF", 2000)
CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
ARTIFICIAL_FROM = 900
MASKED_END = "****"

# Hyphens, dashes and minus signs that a keyboard or a PDF gives for "-".
DASHES = dict.fromkeys(
    map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-"
)
# Removed besides white space: soft hyphen, zero-width characters, byte-order mark.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

ERRORS = {
    "form": _("An identity code has 11 characters, for example 010180-9004. Check it."),
    "date": _(
        "The identity code begins with the date %(day)s, which does not exist. "
        "Check the first six digits."
    ),
    "future": _(
        "The birth date %(day)s in the identity code is in the future. "
        "Check the year and the sign after it."
    ),
    "individual_number": _(
        "The individual number %(number)s in the identity code is given to nobody. "
        "Check the three digits before the last character."
    ),
    "check_character": _(
        "The check character of the identity code does not match. Check the last character."
    ),
    "artificial": _(
        "The individual number of the identity code is 900–999, which belongs to no "
        "real person. Write the person’s own code."
    ),
}
OR_NOT_KNOWN = _("If you do not know the code, choose “Not known, because”.")


def normalise(text: str) -> str:
    """The code as it is stored: upper case, plain hyphen, no spaces."""
    return "".join(text.translate(DASHES | INVISIBLE).split()).upper()


def recognise(text: str) -> str:
    """The code, where the text has the form of one, whether it is right or not; else nothing."""
    code = normalise(text)
    return code if FORM.fullmatch(code) else ""


def check(text: str) -> str:
    """The normalised code; a ValidationError says which part of it is wrong."""
    code = normalise(text)
    if not FORM.fullmatch(code):
        raise _error("form")
    _check_birth_date(code)
    try:
        hetu.validate(code, allow_temporary=True)
    except InvalidChecksum:
        raise _error("check_character") from None
    except InvalidComponent:
        raise _error("individual_number", number=code[7:10]) from None
    if is_artificial(code) and not settings.ARTIFICIAL_IDENTITY_CODES:
        raise _error("artificial")
    return code


def birth_date(text: str) -> dt.date:
    """The day of birth in the code; ValueError if it holds none."""
    code = normalise(text)
    if not FORM.fullmatch(code):
        raise ValueError("not an identity code")
    return dt.date(_birth_year(code), int(code[2:4]), int(code[:2]))


def is_artificial(text: str) -> bool:
    """Whether the code is one of those given to no real person (900–999)."""
    code = normalise(text)
    return bool(FORM.fullmatch(code)) and int(code[7:10]) >= ARTIFICIAL_FROM


def mask(text: str) -> str:
    """The code for showing and for logs: the birth date, and no more."""
    code = normalise(text)
    if not code:
        return ""
    return code[:7] + MASKED_END if FORM.fullmatch(code) else MASKED_END


def in_full(stored: str) -> str:
    """The whole code, for the pages of the case's own team."""
    return stored


def same(one: str, other: str) -> bool:
    """Whether both are the same code; two people without a code are not the same."""
    return normalise(one) == normalise(other) != ""


def slips(text: str) -> set[str]:
    """The codes that one slip turns into this one: a digit, two neighbours, or the sign.

    The check character follows the digits, so each of them is a right code but for its day.
    """
    code = normalise(text)
    if not FORM.fullmatch(code):
        return set()
    digits = code[:6] + code[7:10]
    near = {digits}
    for place, digit in enumerate(digits):
        near |= {digits[:place] + other + digits[place + 1 :] for other in "0123456789"}
        if place:
            near.add(digits[: place - 1] + digit + digits[place - 1] + digits[place + 1 :])
    found = {_with_check(each, code[6]) for each in near}
    found |= {_with_check(digits, sign) for sign in CENTURIES}
    return found - {code}


class IdentityCodeField(forms.CharField):
    """Takes a code as people write it and gives it as it is stored.

    With `or_not_known` its errors also show the way out of a form that asks why.
    """

    default_error_messages = {
        "required": _("Write the identity code, or choose “Not known, because”."),
    }

    def __init__(self, *, or_not_known: bool = True, **options: Any) -> None:
        self.or_not_known = or_not_known
        # Room for spaces around the parts; check() holds the true length.
        super().__init__(**{"max_length": 20, **options})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return check(text)
        except ValidationError as error:
            if not self.or_not_known:
                raise
            message = format_lazy("{} {}", error.message, OR_NOT_KNOWN)
            raise ValidationError(message, code=error.code, params=error.params) from error


def _check_birth_date(code: str) -> None:
    try:
        born_on = birth_date(code)
    except ValueError:
        shown = f"{int(code[:2])}.{int(code[2:4])}.{_birth_year(code)}"
        raise _error("date", day=shown) from None
    if born_on > timezone.localdate():
        raise _error("future", day=date_format(born_on))


def _with_check(digits: str, sign: str) -> str:
    """The whole code from its nine digits and its sign."""
    return f"{digits[:6]}{sign}{digits[6:]}{CHECK_CHARACTERS[int(digits) % 31]}"


def _birth_year(code: str) -> int:
    return CENTURIES[code[6]] + int(code[4:6])


def _error(part: str, **params: str) -> ValidationError:
    return ValidationError(ERRORS[part], code=part, params=params)
