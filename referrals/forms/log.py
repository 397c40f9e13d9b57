"""A contact that came by phone, letter or visit, written down by a worker."""

from typing import Any

from crispy_forms.layout import Field, Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.crispy import NotKnown
from cases.fields import ShortTextField
from referrals.forms.base import ask_conditionally
from referrals.forms.custody import CustodyFields
from referrals.forms.need import NeedFields
from referrals.forms.person import ConsentFields, PersonFields
from referrals.vocabulary import Channel, MadeBy

LOGGED = [choice for choice in Channel.choices if choice[0] != Channel.FORM]
LEFT_OUT = ("custody_started_on", "release_kind", "agreed_with_client")


class LogContactForm(PersonFields, ConsentFields, CustodyFields, NeedFields):
    """The same facts on one page; the caller rarely knows half of them."""

    can_be_unknown = ("identity_code", "home_municipality", "custody_kind", "release_on")
    columns = (
        "channel",
        "made_by",
        "contact_name",
        *(
            name
            for part in (PersonFields, ConsentFields, CustodyFields, NeedFields)
            for name in part.columns
            if name not in LEFT_OUT
        ),
    )

    channel = forms.ChoiceField(
        label=gettext_lazy("How did the contact come?"),
        choices=LOGGED,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how the contact came.")},
    )
    made_by = forms.ChoiceField(
        label=gettext_lazy("Who made it?"),
        choices=MadeBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who made the contact.")},
    )
    contact_name = ShortTextField(
        label=gettext_lazy("Name of the one who made it"),
        help_text=gettext_lazy("Leave empty if it was the person themself."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LEFT_OUT:
            del self.fields[name]
        self._loosen()
        self.draw(*_parts())

    def clean(self) -> dict[str, Any]:
        """What the person asks for themself needs no separate consent; the rest does."""
        super().clean()
        made_by = self.cleaned_data.get("made_by")
        if made_by == MadeBy.CLIENT:
            self.cleaned_data["consent_on"] = None
            self.cleaned_data["consent_manner"] = ""
            self.cleaned_data["consent_received_by"] = ""
        elif made_by:
            self._demand("consent_manner", "consent_on", "contact_name", "contact_phone")
        return self.cleaned_data

    def _loosen(self) -> None:
        for name in ("consent_manner", "consent_on", "consent_received_by", "contact_phone"):
            self.fields[name].required = False
        self.fields["facility"].required = False
        ask_conditionally(
            self,
            "contact_name",
            "contact_phone",
            "consent_manner",
            "consent_on",
            "consent_received_by",
        )
        self.fields["contact_phone"].label = _("Phone of the one who made it")
        self.fields["contact_times"].label = _("When are they reached?")
        self.fields["consent_manner"].label = _("How did the person give consent?")
        self.fields["consent_manner"].help_text = _(
            "Not asked when the person made the contact themself."
        )
        self.fields["consent_received_by"].initial = self.sender.get_full_name()

    def _demand(self, *names: str) -> None:
        messages = {"contact_name": _("Write the name of the one who made the contact.")}
        for name in names:
            if not self.cleaned_data.get(name) and name not in self.errors:
                asked = self.fields[name].error_messages["required"]
                self.add_error(name, messages.get(name, asked))


def _parts() -> list[Fieldset]:
    return [
        Fieldset(
            _("Contact"),
            "channel",
            "made_by",
            Field("contact_name", css_class="w-half"),
            Field("contact_phone", css_class="w-phone"),
            Field("contact_times", css_class="w-half"),
            css_class="field-group",
        ),
        Fieldset(
            _("Person"),
            Field("last_name", css_class="w-half"),
            Field("first_names", css_class="w-half"),
            NotKnown("identity_code", css_class="w-date"),
            Field("birth_date", css_class="w-date"),
            NotKnown("home_municipality", css_class="w-half"),
            Field("phone", css_class="w-phone"),
            "protected_address",
            css_class="field-group",
        ),
        Fieldset(
            _("Need for support"),
            "needs",
            "description",
            "how_to_reach",
            css_class="field-group",
        ),
        Fieldset(
            _("Custody and release"),
            NotKnown("custody_kind", css_class="w-half"),
            Field("facility", css_class="w-half"),
            NotKnown("release_on", css_class="w-date"),
            "release_certainty",
            css_class="field-group",
        ),
        Fieldset(
            _("Consent"),
            "consent_manner",
            Field("consent_on", css_class="w-date"),
            Field("consent_received_by", css_class="w-half"),
            css_class="field-group",
        ),
    ]
