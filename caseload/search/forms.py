"""One box for whatever is known of one's own case."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from inputs.fields import ShortTextField


class SearchForm(forms.Form):
    """By POST: no name, no code and no word of a note may stand in an address."""

    what = ShortTextField(
        label=_("Name, case number, identity code or a word of a note"),
        help_text=_("Three letters of a word are enough: “asun” finds “asunnon” and “asunto”."),
        error_messages={"required": _("Write a name, a case number or a word of a note.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field("what", css_class="w-half"))
