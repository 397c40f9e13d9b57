"""The form of undoing a decision on a contact."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy

from inputs.fields import LongTextField


class UndoForm(forms.Form):
    """Why it was a mistake. `triage` is the decision that the page showed."""

    triage = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = LongTextField(
        label=gettext_lazy("Why was the decision a mistake?"),
        help_text=gettext_lazy("For example: the decision was recorded on the wrong contact."),
        rows=3,
        error_messages={"required": gettext_lazy("Tell why the decision was a mistake.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("triage", "reason")
