"""Whom to look for; which of two records stays."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Client
from cases.register import identity_code
from cases.register.merging import codes_differ
from cases.register.search import Wanted
from inputs.fields import DayField, ShortTextField


class ClientSearchForm(forms.Form):
    """What is known of the person: any one of these is enough."""

    name = ShortTextField(
        label=gettext_lazy("Name"),
        required=False,
        help_text=gettext_lazy("In any order and as you hear it. Former names are searched too."),
    )
    identity_code = ShortTextField(
        label=gettext_lazy("Personal identity code"), max_length=20, required=False
    )
    birth_date = DayField(
        label=gettext_lazy("Birth date"),
        born=True,
        required=False,
        help_text=gettext_lazy("For example 12.5.1980."),
    )
    phone = ShortTextField(label=gettext_lazy("Phone"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "name",
            Field("identity_code", css_class="w-date"),
            Field("birth_date", css_class="w-date"),
            Field("phone", css_class="w-phone"),
        )

    def clean_identity_code(self) -> str:
        """A wrong check character is a slip, and slips are looked for too."""
        text: str = self.cleaned_data["identity_code"]
        if not text:
            return ""
        try:
            return identity_code.check(text)
        except forms.ValidationError as error:
            if error.code != "check_character":
                raise
            return identity_code.normalise(text)

    def clean(self) -> dict[str, Any]:
        """At least one of the fields is filled in; a code or a day may stand in the first."""
        super().clean()
        self._sort_out_name()
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("name", _("Write at least one of these: whatever you know."))
        return self.cleaned_data

    def _sort_out_name(self) -> None:
        """Whoever writes a code or a birth date where the name is asked means it."""
        name = self.cleaned_data.get("name", "")
        if code := identity_code.recognise(name):
            self.cleaned_data |= {"name": "", "identity_code": code}
            return
        try:
            day = self.fields["birth_date"].clean(name)
        except forms.ValidationError:
            return
        if day is not None and not self.cleaned_data.get("birth_date"):
            self.cleaned_data |= {"name": "", "birth_date": day}

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)


class MergeForm(forms.Form):
    """Which of two records stays, and why they are one person's."""

    kept = forms.ChoiceField(
        label=gettext_lazy("Which record stays?"),
        help_text=gettext_lazy(
            "Its details stay as they are. It takes from the other what it lacks, and the "
            "other’s cases and contact details."
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the record that stays.")},
    )
    codes_checked = forms.BooleanField(
        label=gettext_lazy(
            "I have checked that the identity code of the record that stays is right"
        ),
        error_messages={
            "required": gettext_lazy(
                "Check from the client or from a document which identity code is right, and "
                "mark it here."
            )
        },
    )
    reason = ShortTextField(
        label=gettext_lazy("How do you know that they are the same person?"),
        help_text=gettext_lazy("For example: the client told of the former name."),
        error_messages={"required": gettext_lazy("Tell briefly how you know it.")},
    )

    def __init__(self, *args: Any, clients: list[Client], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clients = {str(client.pk): client for client in clients}
        kept: Any = self.fields["kept"]
        kept.choices = [(pk, _words(client)) for pk, client in self.clients.items()]
        if not codes_differ(*clients):
            del self.fields["codes_checked"]
        self.helper = FormHelper()
        self.helper.form_tag = False

    def chosen(self) -> dict[str, Any]:
        """The record that stays, the other one, and the reasons."""
        kept = self.clients[self.cleaned_data["kept"]]
        merged = next((client for client in self.clients.values() if client != kept), kept)
        return {
            "kept": kept,
            "merged": merged,
            "reason": self.cleaned_data["reason"],
            "codes_checked": self.cleaned_data.get("codes_checked", False),
        }


class SeparateForm(forms.Form):
    """Why two records are two persons' after all."""

    reason = ShortTextField(
        label=gettext_lazy("Why are the records separated?"),
        error_messages={"required": gettext_lazy("Tell why the records are separated.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


def _words(client: Client) -> str:
    if client.birth_date is None:
        born = _("birth date not known")
    else:
        born = date_format(client.birth_date)
    return f"{client.full_name}, {born}"
