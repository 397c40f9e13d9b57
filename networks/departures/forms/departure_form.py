"""Forms with which the directory's keeper tells that somebody leaves, and takes it back."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import DayField, ShortTextField
from networks.models import DirectoryDeparture


class TakeBackForm(forms.Form):
    """Why it is not so."""

    because = ShortTextField(
        label=gettext_lazy("Why it is taken back"),
        help_text=gettext_lazy(
            "Everybody who reads the directory reads it. Write nothing of any client."
        ),
        error_messages={"required": gettext_lazy("Tell briefly why.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class DepartureForm(forms.Form):
    """The last day and why."""

    last_day = DayField(label=gettext_lazy("Last day"))
    reason = ShortTextField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The teams read it in each case. Write nothing of any client."),
        error_messages={"required": gettext_lazy("Tell briefly why.")},
    )

    def __init__(
        self, *args: Any, entry: Any, departure: DirectoryDeparture | None, **kwargs: Any
    ) -> None:
        reason = departure.reason if departure else ""
        kwargs["initial"] = {"last_day": entry.valid_until, "reason": reason}
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field("last_day", css_class="w-date"), "reason")

    def clean_last_day(self) -> Any:
        last_day = self.cleaned_data["last_day"]
        if last_day < self.entry.valid_from:
            raise forms.ValidationError(
                _("The day is before %(first)s, from which the entry holds. Check the day."),
                params={"first": date_format(self.entry.valid_from)},
            )
        return last_day
