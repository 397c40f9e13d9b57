"""Form fields that speak to a worker: a day as it is written in Finland, texts with limits."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator, RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.text_lengths import LONG_TEXT, SHORT_TEXT

DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})")
EARLIEST = dt.date(1900, 1, 1)
LATEST = dt.date(2100, 12, 31)

NO_CONTROL_CHARACTERS = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",
    _(
        "The text has a character that cannot be stored. It often comes along when "
        "copying. Write the place again."
    ),
    code="control_character",
    inverse_match=True,
)
TOO_LONG = _("The text has %(show_value)d characters, and %(limit_value)d fit here. Shorten it.")


class DayField(forms.DateField):
    """A day written d.m.yyyy. With `future=False` it may not lie ahead."""

    widget = forms.TextInput

    def __init__(self, *, future: bool = True, **options: Any) -> None:
        self.future = future
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
        written = "".join(str(value).split())
        found = DAY.fullmatch(written)
        if not found:
            raise ValidationError(self.error_messages["form"], code="form")
        day = _day(*(int(part) for part in found.groups()), written=written)
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


def _day(day: int, month: int, year: int, *, written: str) -> dt.date:
    if year < 100:
        raise ValidationError(
            _("Write the year with four digits, for example 14.12.2026."), code="year"
        )
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValidationError(
            _("There is no day %(day)s in the calendar. Check it."),
            code="no_such_day",
            params={"day": written},
        ) from None


class _LimitedText(forms.CharField):
    """Text with a limit that is told in words, free of invisible control characters.

    The widget has no maxlength: a browser would cut a pasted text without a word.
    """

    limit = SHORT_TEXT
    default_validators = [NO_CONTROL_CHARACTERS]

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


class ShortTextField(_LimitedText):
    """One line."""


class LongTextField(_LimitedText):
    """A story of several lines; `rows` is the height of its box."""

    limit = LONG_TEXT
    widget = forms.Textarea

    def __init__(self, *, rows: int = 6, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)
