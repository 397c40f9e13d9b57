"""Who vouches for somebody of another organisation."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from inputs.fields import DayField, ShortTextField

# How they stand in a form.
VOUCHER = (
    Field("name", css_class="w-half"),
    Field("contact", css_class="w-half"),
    Field("on", css_class="w-date"),
)


class VouchingFields(forms.Form):
    """The name of who vouches, how they are reached, and when they told it."""

    name = ShortTextField(
        label=_("Who vouches for the person?"),
        help_text=_("Name and position of somebody who leads there, for example the director."),
        error_messages={"required": _("Write who vouches for the person.")},
    )
    contact = ShortTextField(
        label=_("Phone or e-mail of who vouches"),
        error_messages={"required": _("Write how who vouches is reached.")},
    )
    on = DayField(label=_("Told on"), future=False)


class VouchingForm(VouchingFields):
    """Somebody else vouches from now on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*VOUCHER)
