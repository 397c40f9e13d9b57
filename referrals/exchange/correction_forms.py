"""What a sender puts right in a sent contact, and why; and why it is taken back."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from cases.custody import CustodyKind
from cases.forms.custody_part import CustodyPart
from inputs.fields import DayField, LongTextField, ShortTextField
from referrals.exchange.corrections import OF_CUSTODY, as_corrected, corrigible
from referrals.models import Referral
from referrals.sending.forms.custody import PRISON_ONLY, in_prison_only
from referrals.sending.forms.need import NeedFields
from referrals.sending.forms.person import PersonFields, more_about_person
from referrals.vocabulary import WithdrawalReason


def _of_consent(asked: list[str]) -> Fieldset:
    widths = {"consent_on": "w-date", "consent_received_by": "w-half"}
    fields = [Field(name, css_class=widths[name]) for name in asked]
    return Fieldset(_("Consent"), *fields, css_class="field-group")


class CorrectionForm(PersonFields):
    """The facts as they hold now; what is changed is told with its reason."""

    can_be_unknown = ()

    how_to_reach = NeedFields.base_fields["how_to_reach"]
    contact_phone = NeedFields.base_fields["contact_phone"]
    contact_times = NeedFields.base_fields["contact_times"]
    custody_kind = CustodyPart.base_fields["custody_kind"]
    facility = CustodyPart.base_fields["facility"]
    custody_started_on = CustodyPart.base_fields["custody_started_on"]
    consent_on = DayField(
        label=gettext_lazy("When was the consent given?"),
        future=False,
        error_messages={
            "required": gettext_lazy("Write the day of the consent, for example 14.12.2026.")
        },
    )
    consent_received_by = ShortTextField(label=gettext_lazy("Who received the consent?"))
    reason = LongTextField(
        label=gettext_lazy("Why is it corrected?"),
        help_text=gettext_lazy("For example: the person checked the code from their card."),
        rows=2,
        error_messages={"required": gettext_lazy("Tell briefly why it is corrected.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10_000)

    def __init__(self, *args: Any, referral: Referral, seen: int, **kwargs: Any) -> None:
        now = as_corrected(referral)
        asked = corrigible(referral)
        initial = {name: getattr(now, _attname(name)) for name in asked}
        super().__init__(
            *args, initial=initial | {"seen": seen, "one_name": not now.first_names}, **kwargs
        )
        consent = [name for name in asked if name.startswith("consent_")]
        for name in {"consent_on", "consent_received_by"} - set(consent):
            del self.fields[name]
        # What was not told then need not be told now.
        self.fields["contact_phone"].required = bool(now.contact_phone)
        kinds: Any = self.fields["custody_kind"]
        kinds.choices = [("", _("Choose")), *CustodyKind.choices]
        prisons: Any = self.fields["facility"]
        prisons.queryset = Organisation.objects.prisons()
        for name in OF_CUSTODY:
            self.fields[name].required = bool(initial[name])
        self.fields["birth_date"].help_text = ""
        self.draw(
            "seen",
            Fieldset(
                _("Person"),
                Field("last_name", css_class="w-half"),
                Field("first_names", css_class="w-half"),
                "one_name",
                Field("identity_code", css_class="w-date"),
                Field("birth_date", css_class="w-date"),
                Field("home_municipality", css_class="w-half"),
                "protected_address",
                css_class="field-group",
            ),
            more_about_person(),
            Fieldset(
                _("Prison"),
                Field("custody_kind", css_class="w-half"),
                in_prison_only(Field("facility", css_class="w-half")),
                in_prison_only(Field("custody_started_on", css_class="w-date")),
                css_class="field-group",
            ),
            Fieldset(
                _("How to reach you both"),
                Field("contact_phone", css_class="w-phone"),
                Field("contact_times", css_class="w-half"),
                "how_to_reach",
                css_class="field-group",
            ),
            *([_of_consent(consent)] if consent else []),
            Fieldset(_("Reason"), "reason", css_class="field-group"),
        )
        self.corrigible = asked
        self.told_releases = [day for day in (now.release_on, now.release_told) if day]

    def clean(self) -> dict[str, Any]:
        """Whoever serves in freedom is in no prison; nobody comes there after the release."""
        super().clean()
        values = self.cleaned_data
        kind = values.get("custody_kind")
        if kind and not CustodyKind(kind).is_in_prison:
            for name in PRISON_ONLY:
                values[name] = None
                self.errors.pop(name, None)
        began = values.get("custody_started_on")
        if began and any(day < began for day in self.told_releases):
            self.add_error(
                "custody_started_on",
                _("The release that was told is before this day. Check the years."),
            )
        return values

    def values(self) -> dict[str, Any]:
        """All facts as they are to hold."""
        return {name: self.cleaned_data[name] for name in self.corrigible}

    def see(self, corrections: int) -> None:
        """Stand on what holds now: the next sending is made knowing it."""
        data: Any = self.data
        self.data = data.copy()
        self.data["seen"] = str(corrections)  # type: ignore[index]


class WithdrawalForm(forms.Form):
    """Why a sent contact is taken back."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why is the contact withdrawn?"),
        choices=WithdrawalReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why the contact is withdrawn.")},
    )
    text = LongTextField(
        label=gettext_lazy("What should the county know of it?"),
        help_text=gettext_lazy("Write nothing of the offence, the sentence or dangerousness."),
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("why", "text")

    def clean(self) -> dict[str, Any]:
        """Another reason is told in words."""
        super().clean()
        other = self.cleaned_data.get("why") == WithdrawalReason.OTHER
        if other and not self.cleaned_data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Tell briefly what the reason is."))
        return self.cleaned_data


def _attname(name: str) -> str:
    column: Any = Referral._meta.get_field(name)
    return str(column.attname)
