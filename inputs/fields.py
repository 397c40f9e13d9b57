"""Form fields that speak to a worker: a day as it is written in Finland, texts with limits."""

import calendar
import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator, RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inputs.pasted import as_typed
from records.text_lengths import LONG_TEXT, SHORT_TEXT

DAY = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4}|[0-9]{2})\.?")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
# Nobody whom this is about was born so lately: two digits of the year may then be either's.
YOUNGEST = 15
EARLIEST = dt.date(1900, 1, 1)
LATEST = dt.date(2100, 12, 31)

# The database cannot store it, and no program that people write with makes it.
NO_NULL = RegexValidator(
    "\x00",
    _(
        "The text has a character that cannot be stored. It often comes along when "
        "copying. Write the place again."
    ),
    code="control_character",
    inverse_match=True,
)
TOO_LONG = _("The text has %(show_value)d characters, and %(limit_value)d fit here. Shorten it.")


class DayField(forms.DateField):
    """A day written d.m.yyyy, d.m.yy or yyyy-mm-dd.

    With `future=False` it may not lie ahead, and with `born=True` it is somebody's birth
    date. Two digits of a year mean this century where the day may lie ahead, and else the
    year that was last.
    """

    widget = forms.TextInput

    def __init__(self, *, future: bool = True, born: bool = False, **options: Any) -> None:
        self.future, self.born = future and not born, born
        messages = {
            "required": _("Write the day, for example 14.12.2026."),
            "form": _("Write the day as 14.12.2026 (day, month, year)."),
            **options.pop("error_messages", {}),
        }
        super().__init__(error_messages=messages, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Digits on a phone's keyboard, no old days offered."""
        return {"inputmode": "decimal", "autocomplete": "off", "maxlength": "20"}

    def prepare_value(self, value: Any) -> Any:
        """A stored day as it is written."""
        if isinstance(value, dt.date):
            return f"{value.day}.{value.month}.{value.year}"
        return value

    def to_python(self, value: Any) -> dt.date | None:
        """The day; an error says what is wrong with which value."""
        if isinstance(value, dt.date) or value in self.empty_values:
            return super().to_python(value)
        written = "".join(as_typed(str(value)).split())
        return self._believed(self._read(written))

    def _read(self, written: str) -> dt.date:
        """The day that was written without spaces."""
        if iso := ISO_DAY.fullmatch(written):
            year, month, day = map(int, iso.groups())
            return _day(day, month, year, written=written)
        found = DAY.fullmatch(written)
        if not found:
            raise ValidationError(self.error_messages["form"], code="form")
        day, month, year = map(int, found.groups())
        if len(found[3]) == 2:
            year = self._whole_year(day, month, year)
        return _day(day, month, year, written=written)

    def _whole_year(self, day: int, month: int, year: int) -> int:
        today = timezone.localdate()
        if self.future:
            return 2000 + year
        past = (year, month, day) <= (today.year - 2000, today.month, today.day)
        if self.born and past and year > today.year - 2000 - YOUNGEST:
            raise ValidationError(
                _("Write the year with four digits, for example 14.12.1986."), code="year"
            )
        return 2000 + year if past else 1900 + year

    def _believed(self, day: dt.date) -> dt.date:
        if not EARLIEST <= day <= LATEST:
            raise ValidationError(
                _("The year %(year)s is hardly meant. Check it."),
                code="year",
                params={"year": day.year},
            )
        return day

    def validate(self, value: dt.date | None) -> None:
        """Refuse a day ahead where there can be none."""
        super().validate(value)
        if value is not None and not self.future and value > timezone.localdate():
            raise ValidationError(
                _("The day %(day)s lies in the future. Check the day."),
                code="future",
                params={"day": self.prepare_value(value)},
            )


class DayOrMonthField(DayField):
    """A day that lies ahead, of which perhaps only the month is known.

    After a month, in words or numbers, `is_month` is true, and the value stands by the first
    day of the month, or by the last where the month has begun: a day must have a place.
    """

    is_month = False

    def to_python(self, value: Any) -> dt.date | None:
        """As of a day; a month without a year is the next one."""
        self.is_month = False
        if isinstance(value, str) and (month := month_of(as_typed(value), timezone.localdate())):
            self.is_month = True
            return self._believed(month)
        return super().to_python(value)


# In Finnish, which bends the word and shortens it; and in Swedish and English.
MONTHS = (
    ("tammi", "tammi jan januari january"),
    ("helmi", "helmi feb februari february"),
    ("maalis", "maalis mar mars march"),
    ("huhti", "huhti apr april"),
    ("touko", "touko maj may"),
    ("kesä", "jun juni june"),
    ("heinä", "heinä jul juli july"),
    ("elo", "aug augusti august"),
    ("syys", "syys sep sept september"),
    ("loka", "loka okt oktober oct october"),
    ("marras", "marras nov november"),
    ("joulu", "joulu dec december"),
)
BENT = ("k", *(f"kuu{end}" for end in ("", "n", "ta", "ssa", "sta", "hun", "lla", "lle", "ksi")))
MONTH_OF_WORD = {
    word: month
    for month, (stem, words) in enumerate(MONTHS, 1)
    for word in [*(stem + end for end in BENT), *words.split()]
}
IN_WORDS = re.compile(r"(?:(?:i|in) )?([a-zåäö]{3,14})\.?(?: ([0-9]{4}|[0-9]{2}))?\.?")
IN_NUMBERS = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})")


def month_of(text: str, today: dt.date) -> dt.date | None:
    """The day that stands for a month: “helmikuussa”, “i februari 2027”, “2/2027”."""
    written = " ".join(text.lower().split())
    if numbers := IN_NUMBERS.fullmatch(written.replace(" ", "")):
        return _standing_for(int(numbers[2]), int(numbers[1]), today)
    words = IN_WORDS.fullmatch(written)
    month = MONTH_OF_WORD.get(words[1]) if words else None
    if words is None or month is None:
        return None
    year = int(words[2] or 0)
    if not words[2]:
        year = today.year + (month < today.month)
    elif len(words[2]) == 2:
        year += 2000
    return _standing_for(year, month, today)


def _standing_for(year: int, month: int, today: dt.date) -> dt.date | None:
    try:
        first = dt.date(year, month, 1)
    except ValueError:
        return None
    if first > today:
        return first
    return first.replace(day=calendar.monthrange(year, month)[1])


def _day(day: int, month: int, year: int, *, written: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValidationError(
            _("There is no day %(day)s in the calendar. Check it."),
            code="no_such_day",
            params={"day": written},
        ) from None


class _LimitedText(forms.CharField):
    """Text with a limit that is told in words, without the signs of word processors.

    The widget has no maxlength: a browser would cut a pasted text without a word.
    """

    limit = SHORT_TEXT
    default_validators = [NO_NULL]

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", self.limit)
        messages = {"max_length": TOO_LONG, **options.pop("error_messages", {})}
        super().__init__(error_messages=messages, **options)
        # Ours refuses the null character too, in better words.
        self.validators = [
            validator
            for validator in self.validators
            if not isinstance(validator, ProhibitNullCharactersValidator)
        ]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without the maxlength that CharField would add."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value: Any) -> Any:
        """The text as it would have been typed here."""
        return super().to_python(as_typed(value) if isinstance(value, str) else value)


class ShortTextField(_LimitedText):
    """One line."""

    def to_python(self, value: Any) -> Any:
        """Breaks of lines become spaces."""
        text = super().to_python(value)
        return " ".join(text.split()) if isinstance(text, str) else text


class LongTextField(_LimitedText):
    """A story of several lines; `rows` is the height of its box."""

    limit = LONG_TEXT
    widget = forms.Textarea

    def __init__(self, *, rows: int = 6, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)
