"""One box for whatever is known of a contact."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from inputs.fields import ShortTextField


class ReferralSearchForm(forms.Form):
    """By POST: no name and no code may stand in an address."""

    what = ShortTextField(
        label=_("Reference, identity code or name"),
        error_messages={"required": _("Write a reference, an identity code or a name.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field("what", css_class="w-half"))
