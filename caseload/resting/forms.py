"""The form of what rests: until when, and why."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import DayField, ShortTextField

# Longer than this nothing rests at a time: it comes back, and may rest again.
LONGEST = dt.timedelta(days=92)


class RestForm(forms.Form):
    until = DayField(
        label=gettext_lazy("Until which day"),
        help_text=gettext_lazy("It comes back to your tasks on that day."),
    )
    reason = ShortTextField(
        label=gettext_lazy("Why not before"),
        help_text=gettext_lazy("For example: the client is in hospital until then."),
        error_messages={"required": gettext_lazy("Tell briefly why it can wait.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field("until", css_class="w-date"), "reason")

    def clean_until(self) -> dt.date:
        day: dt.date = self.cleaned_data["until"]
        today = timezone.localdate()
        if day <= today:
            raise forms.ValidationError(_("Choose a day after today."), code="not_ahead")
        if day > today + LONGEST:
            raise forms.ValidationError(
                _("Choose a day within three months: it comes back then, and may wait again."),
                code="too_far",
            )
        return day
