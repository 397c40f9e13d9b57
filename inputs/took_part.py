"""Who took part: people whom the case knows are ticked, anybody else is written."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inputs.fields import TOO_LONG, ShortTextField
from records.text_lengths import SHORT_TEXT

# A person as the record names them, and as they are shown to be recognised.
Person = tuple[str, str]


class PeopleField(forms.MultipleChoiceField):
    """Names of people; one whose name was changed meanwhile stays as it was read."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        """Whatever could have been written beside the ticks."""
        return len(value) <= SHORT_TEXT and "\x00" not in value


class TookPart(forms.Form):
    """Part of a form: `participants` is one line with the ticked names before the written ones.

    A line that is given as initial value is taken apart again. The people are asked for only
    where the form is shown.
    """

    people = PeopleField(label=_("Who took part"), required=False)
    participants = ShortTextField(
        label=_("Somebody else"),
        required=False,
        help_text=_("Name and role, for example: Kati Savela, special adviser."),
    )

    def __init__(self, *args: Any, known: Callable[[], Sequence[Person]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = cache(known)
        people: Any = self.fields["people"]
        people.choices = known
        if line := self.initial.get("participants"):
            names, written = dict(known()), line.split(", ")
            self.initial["people"] = [name for name in written if name in names]
            self.initial["participants"] = ", ".join(n for n in written if n not in names)

    def clean(self) -> dict[str, Any]:
        """One line of both, each name once."""
        super().clean()
        values = self.cleaned_data
        together = [*values.pop("people", []), *values.get("participants", "").split(", ")]
        line = ", ".join(name for name in dict.fromkeys(together) if name)
        if len(line) > SHORT_TEXT:
            shown = {"show_value": len(line), "limit_value": SHORT_TEXT}
            self.add_error("participants", forms.ValidationError(TOO_LONG, params=shown))
        values["participants"] = line
        return values
