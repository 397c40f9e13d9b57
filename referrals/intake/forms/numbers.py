"""The numbers that senders and clients call when writing would be too slow."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from inputs.fields import ShortTextField


class NumbersForm(forms.Form):
    """In office hours, and at other times."""

    phone = ShortTextField(
        label=gettext_lazy("Phone in office hours"), max_length=40, required=False
    )
    on_call_phone = ShortTextField(
        label=gettext_lazy("On-call phone at other times"),
        help_text=gettext_lazy("The number of the social services on call."),
        max_length=40,
        required=False,
    )
    on_call_address = ShortTextField(
        label=gettext_lazy("Address of the social services on call"),
        help_text=gettext_lazy("Shown where somebody may be out before a worker reads."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, county: Organisation, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "phone": county.phone,
            "on_call_phone": county.on_call_phone,
            "on_call_address": county.on_call_address,
        }
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("phone", css_class="w-phone"),
            Field("on_call_phone", css_class="w-phone"),
            Field("on_call_address", css_class="w-half"),
        )
