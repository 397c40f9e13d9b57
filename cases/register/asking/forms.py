"""Of whom the register is asked, and why."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.purpose import StatedPurpose
from cases.register.identity_code import IdentityCodeField
from cases.register.search import Wanted
from inputs.fields import DayField, ShortTextField


class AskPurpose(models.TextChoices):
    """For which work somebody has to know who works with a person (703/2023 9 §)."""

    IN_TOUCH = "in_touch", gettext_lazy("The person or somebody close to them is in touch with me")
    URGENT = "urgent", gettext_lazy("The person needs help at once")
    TOGETHER = "together", gettext_lazy("Work with a client of mine has to be fitted together")
    OTHER = "other", gettext_lazy("Other purpose")


class RegisterAskForm(StatedPurpose):
    """The identity code, or the full name and the birth date; and the purpose."""

    identity_code = IdentityCodeField(
        or_not_known=False,
        label=gettext_lazy("Personal identity code"),
        required=False,
        help_text=gettext_lazy("With the code nothing else of the person is needed."),
    )
    last_name = ShortTextField(label=gettext_lazy("Last name"), required=False)
    first_names = ShortTextField(label=gettext_lazy("First names"), required=False)
    birth_date = DayField(
        label=gettext_lazy("Birth date"),
        born=True,
        required=False,
        help_text=gettext_lazy("For example 12.5.1980."),
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("Why do you ask?"),
        choices=AskPurpose,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why you ask.")},
    )
    words = ShortTextField(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("The client can read this in the log of their data."),
        error_messages={"required": gettext_lazy("Tell briefly what you need it for.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One of the two ways is demanded, so none of their fields is shown as optional.
        for name in ("identity_code", "last_name", "first_names", "birth_date"):
            self.fields[name].conditional = True  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Fieldset(
                _("By the identity code"),
                Field("identity_code", css_class="w-date"),
                css_class="field-group",
            ),
            Fieldset(
                _("Or by the full name and the birth date"),
                Field("last_name", css_class="w-half"),
                Field("first_names", css_class="w-half"),
                Field("birth_date", css_class="w-date"),
                css_class="field-group",
            ),
            Fieldset(_("Purpose"), "purpose", "words", css_class="field-group"),
        )

    def clean(self) -> dict[str, Any]:
        """Without a code the rest is asked for, each part where it is missing."""
        super().clean()
        values = self.cleaned_data
        if values.get("identity_code") or "identity_code" in self.errors:
            return values
        missing = {
            "last_name": _("Write the last name, or the identity code above."),
            "first_names": _("Write the first name, or the identity code above."),
            "birth_date": _("Write the birth date, or the identity code above."),
        }
        if not any(values.get(name) for name in missing) and not self.errors.keys() & missing:
            self.add_error(
                "identity_code", _("Write the identity code, or the full name and the birth date.")
            )
            return values
        for name, words in missing.items():
            if not values.get(name) and name not in self.errors:
                self.add_error(name, words)
        return values

    def wanted(self) -> Wanted:
        """By the code alone where it is there: another name beside it would tell nothing."""
        if code := self.cleaned_data["identity_code"]:
            return Wanted(identity_code=code)
        names = ("last_name", "first_names", "birth_date")
        return Wanted(**{name: self.cleaned_data[name] for name in names})
