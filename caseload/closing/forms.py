"""Forms of closing and reopening."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.fields import DayField, LongTextField
from cases.models import CaseClosure


class CloseCaseForm(forms.Form):
    """Why the case is closed, and what was agreed with the client for afterwards."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why the case is closed"),
        choices=CaseClosure.Reason,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why the case is closed.")},
    )
    client_view = LongTextField(
        label=gettext_lazy("The client’s view"),
        help_text=gettext_lazy("In the client’s own words. Tell if the client sees it otherwise."),
        required=False,
        rows=3,
    )
    remains_open = LongTextField(
        label=gettext_lazy("What remains open"),
        help_text=gettext_lazy("And who carries it on."),
        required=False,
        rows=3,
    )
    signs_for_contact = LongTextField(
        label=gettext_lazy("Signs agreed for a new contact"),
        help_text=gettext_lazy("What tells that support is needed again, and whom to call then."),
        required=False,
        rows=3,
    )
    follow_up_on = DayField(
        label=gettext_lazy("Follow-up contact"),
        help_text=gettext_lazy("The team is told on that day. For example 14.12.2026."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "reason",
            "client_view",
            "remains_open",
            "signs_for_contact",
            Field("follow_up_on", css_class="w-date"),
        )

    def clean_follow_up_on(self) -> dt.date | None:
        """A contact is made after the closing."""
        day: dt.date | None = self.cleaned_data["follow_up_on"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(
                _("The follow-up contact is after today. Check the day."), code="not_ahead"
            )
        return day


class ReopenCaseForm(forms.Form):
    """Why the case is opened again."""

    reason = LongTextField(
        label=gettext_lazy("Why the case is opened again"),
        help_text=gettext_lazy("Two or three sentences. They are kept in the usage log."),
        max_length=500,
        rows=3,
        error_messages={"required": gettext_lazy("Tell why the case is opened again.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
