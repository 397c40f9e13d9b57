"""How one made sure who has lost the phone; and what a second person says to it."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import FactorReset

ASK, CONFIRM, END = "ask", "confirm", "end"


class AskForm(forms.Form):
    """The first of two people."""

    how = forms.ChoiceField(
        label=_("How did you make sure who it is?"),
        choices=FactorReset.How.choices,
        widget=forms.RadioSelect,
        help_text=_("An e-mail or a call from an unknown number is not enough."),
        error_messages={
            "required": _("Choose how you made sure."),
            "invalid_choice": _("Choose how you made sure."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("how")
