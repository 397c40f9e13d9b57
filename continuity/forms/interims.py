"""The form of an interim solution."""

from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from continuity.models import Interim
from inputs.fields import DayField, ShortTextField
from inputs.record_form import RecordForm

MOST_NIGHTS = 366
ENDS = ("nights", "ends_on", "until_further_notice")


class InterimForm(RecordForm):
    """What helps meanwhile, who sees to it, and from when until when."""

    written = ("what", "by_whom", "starts_on", "nights", "ends_on", "until_further_notice")

    what = ShortTextField(
        label=gettext_lazy("What helps meanwhile"),
        help_text=gettext_lazy(
            "For example: a room for crises, own money until the first payment."
        ),
        error_messages={"required": gettext_lazy("Write what helps meanwhile.")},
    )
    by_whom = ShortTextField(label=gettext_lazy("Who sees to it"), required=False)
    starts_on = DayField(
        label=pgettext_lazy("day", "From"),
        help_text=gettext_lazy("Empty: from the gate on, whichever day that is."),
        required=False,
    )
    nights = forms.IntegerField(
        label=gettext_lazy("For how many nights"),
        help_text=gettext_lazy(
            "If it is promised for some nights: they are counted from the first day, or from the "
            "gate, and move with it."
        ),
        min_value=1,
        max_value=MOST_NIGHTS,
        required=False,
        error_messages={
            "invalid": gettext_lazy("Write the number of nights in digits."),
            "min_value": gettext_lazy("Write at least one night, or leave it empty."),
            "max_value": gettext_lazy("Write 366 nights at most, or choose until further notice."),
        },
    )
    ends_on = DayField(label=gettext_lazy("Until"), required=False)
    until_further_notice = forms.BooleanField(
        label=gettext_lazy("Until further notice"), required=False
    )

    def __init__(self, *args: Any, record: Interim | None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        for name in ENDS:
            self.fields[name].conditional = True  # type: ignore[attr-defined]
        self.helper.layout = Layout(
            "what",
            Field("by_whom", css_class="w-half"),
            Field("starts_on", css_class="w-date"),
            Field("nights", css_class="w-date"),
            Field("ends_on", css_class="w-date"),
            "until_further_notice",
        )

    def clean(self) -> dict[str, Any]:
        """It lasts for some nights, ends on a day, or goes on until further notice."""
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        told = [name for name in ENDS if cleaned.get(name)]
        if any(name in self.errors for name in ENDS):
            return cleaned
        if not told:
            self.add_error(
                "ends_on",
                _(
                    "Write for how many nights or until which day it helps, or choose “Until "
                    "further notice”."
                ),
            )
        elif len(told) > 1:
            self.add_error(told[0], _("You told in two ways how long it helps. Keep one of them."))
        elif starts and ends and ends < starts:
            self.add_error(
                "ends_on",
                _("It ends %(late)s, before it starts %(early)s. Check the year.")
                % {"late": date_format(ends), "early": date_format(starts)},
            )
        return cleaned
