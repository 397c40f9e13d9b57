"""Fields that are wanted in the end, but that a draft may be saved without."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inputs.fields import DayField, LongTextField, ShortTextField

UNANSWERED = ("", _("Not answered yet"))


class LaterMixin(forms.Field):
    """Not marked as optional, and yet an empty one stops no saving: finalising asks for it."""

    def validate(self, value: Any) -> None:
        """An empty answer is no error."""
        if value not in self.empty_values:
            super().validate(value)


class LaterText(LaterMixin, LongTextField):
    """A story."""


class LaterLine(LaterMixin, ShortTextField):
    """One line."""


class LaterDay(LaterMixin, DayField):
    """A day."""


class LaterSelect(LaterMixin, forms.ChoiceField):
    """One of a list that the form fills, or nothing yet."""


class LaterChoice(LaterMixin, forms.ChoiceField):
    """One of a closed list, or not answered yet."""

    def __init__(self, *, choices: Any, **options: Any) -> None:
        options.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=[UNANSWERED, *choices], **options)
