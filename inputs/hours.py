"""An hour of the day as it is written in Finland."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inputs.pasted import as_typed

HOUR = re.compile(r"(?:klo|kl|kello|klockan)?\.?([0-9]{1,2})(?:[.:]([0-9]{2}))?", re.IGNORECASE)


class HourField(forms.TimeField):
    """An hour written 10, 10.30, 10:30 or klo 10.30."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        messages = {
            "required": _("Write the hour, for example 10.30."),
            "invalid": _("Write the hour as 10.30."),
            **options.pop("error_messages", {}),
        }
        super().__init__(error_messages=messages, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Digits on a phone's keyboard."""
        return {"inputmode": "decimal", "autocomplete": "off", "maxlength": "20"}

    def prepare_value(self, value: Any) -> Any:
        """A stored hour as it is written."""
        return f"{value.hour}.{value.minute:02}" if isinstance(value, dt.time) else value

    def to_python(self, value: Any) -> dt.time | None:
        if isinstance(value, dt.time) or value in self.empty_values:
            return super().to_python(value)
        found = HOUR.fullmatch("".join(as_typed(str(value)).split()))
        if not found:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return dt.time(int(found[1]), int(found[2] or 0))
        except ValueError:
            raise ValidationError(
                _("There is no hour %(hour)s in a day. Check it."),
                code="no_such_hour",
                params={"hour": value},
            ) from None
