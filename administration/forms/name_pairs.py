"""Two first names of one person."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.register.name_forms import are_forms, heard_as_one
from inputs.fields import ShortTextField

LONGEST = 40


class NamePairForm(forms.Form):
    """Each is one name: Anna-Liisa is one, and Anna Liisa two."""

    one = ShortTextField(
        label=gettext_lazy("First name"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write the first name.")},
    )
    other = ShortTextField(
        label=gettext_lazy("Another form of it"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write the other form.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("one", css_class="w-half"), Field("other", css_class="w-half")
        )

    def clean_one(self) -> str:
        return self._one_name("one")

    def clean_other(self) -> str:
        return self._one_name("other")

    def clean(self) -> dict[str, Any]:
        """What is found without the pair needs none."""
        values = super().clean() or {}
        if "one" not in values or "other" not in values:
            return values
        one, other = heard_as_one(values["one"]), heard_as_one(values["other"])
        if one == other:
            self.add_error("other", _("The two sound the same: they are found without a pair."))
        elif are_forms(one, other):
            self.add_error("other", _("Jatkumo knows these two already."))
        return values

    def _one_name(self, field: str) -> str:
        name: str = self.cleaned_data[field]
        if len(name.split()) > 1:
            raise forms.ValidationError(_("Write one name, without spaces."))
        if not heard_as_one(name):
            raise forms.ValidationError(_("Write the name with Latin letters."))
        return name
