"""As of which day the versions of an assessment are looked at."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy

from inputs.fields import DayField


class AsOfForm(forms.Form):
    """A day; sent with the address, for it changes nothing."""

    paiva = DayField(label=gettext_lazy("Which version was in force on"), future=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field("paiva", css_class="w-date"))
