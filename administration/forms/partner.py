"""An organisation that a county looks after."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from inputs.fields import ShortTextField


class PartnerForm(forms.Form):
    """An organisation that is neither a county nor a prison."""

    name_fi = ShortTextField(
        label=_("Name in Finnish"),
        max_length=200,
        error_messages={"required": _("Write the name of the organisation.")},
    )
    name_sv = ShortTextField(label=_("Name in Swedish"), max_length=200, required=False)
    name_en = ShortTextField(label=_("Name in English"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("name_fi", css_class="w-half"),
            Field("name_sv", css_class="w-half"),
            Field("name_en", css_class="w-half"),
        )
