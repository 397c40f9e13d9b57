"""Who the contact is about, and that they have agreed to it."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Field, Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Municipality, Organisation
from cases.register import identity_code
from cases.vocabulary import ConsentManner, ServiceLanguage
from inputs.fields import DayField, ShortTextField
from inputs.not_known import Folded, NotKnown, unknown_name
from inputs.shown_when import ShownWhen
from referrals.sending.forms.page_form import ReferralPart, ask_conditionally
from referrals.vocabulary import NO_CONSENT


class PersonFields(ReferralPart):
    """The person. Only the name is demanded; the rest may be unknown."""

    can_be_unknown: tuple[str, ...] = ("identity_code", "home_municipality")
    columns: tuple[str, ...] = (
        "first_names",
        "last_name",
        "identity_code",
        "birth_date",
        "home_municipality",
        "phone",
        "message_may_be_left",
        "service_language",
        "needs_interpreter",
        "protected_address",
    )

    last_name = ShortTextField(
        label=gettext_lazy("Last name"),
        error_messages={"required": gettext_lazy("Write the last name.")},
    )
    first_names = ShortTextField(
        label=gettext_lazy("First names"),
        error_messages={"required": gettext_lazy("Write the first names.")},
        required=False,
    )
    one_name = forms.BooleanField(
        label=gettext_lazy("The person has only one name"), required=False
    )
    identity_code = identity_code.IdentityCodeField(
        label=gettext_lazy("Personal identity code"), required=False
    )
    birth_date = DayField(
        label=gettext_lazy("Birth date"),
        help_text=gettext_lazy("Only if the identity code is not known."),
        born=True,
        required=False,
    )
    home_municipality = forms.ModelChoiceField(
        label=gettext_lazy("Home municipality"),
        help_text=gettext_lazy(
            "Decides which county receives the contact. Time in prison does not change it."
        ),
        queryset=Municipality.objects.none(),
        empty_label=gettext_lazy("Choose"),
        error_messages={
            "required": gettext_lazy("Choose the home municipality, or “Not known, because”.")
        },
        required=False,
    )
    phone = ShortTextField(
        label=gettext_lazy("The person’s own phone"), max_length=40, required=False
    )
    message_may_be_left = forms.BooleanField(
        label=gettext_lazy("A message may be left at the number"), required=False
    )
    service_language = forms.ChoiceField(
        label=gettext_lazy("Language of service"),
        choices=[("", gettext_lazy("Choose")), *ServiceLanguage.choices],
        required=False,
    )
    needs_interpreter = forms.BooleanField(
        label=gettext_lazy("The person needs an interpreter"), required=False
    )
    protected_address = forms.BooleanField(
        label=gettext_lazy("The person has a non-disclosure order"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_conditionally(self, "first_names")
        municipalities: Any = self.fields["home_municipality"]
        municipalities.queryset = Municipality.objects.on(timezone.localdate()).select_related(
            "county"
        )

    def clean(self) -> dict[str, Any]:
        """There are first names or only one name; code and birth date tell the same day."""
        super().clean()
        named = self.cleaned_data.get("first_names") or self.cleaned_data.get("one_name")
        if not named and "first_names" not in self.errors:
            self.add_error("first_names", self.fields["first_names"].error_messages["required"])
        code, day = (self.cleaned_data.get(n) for n in ("identity_code", "birth_date"))
        if code:
            in_code = identity_code.birth_date(code)
            if day and day != in_code:
                self.add_error("birth_date", self._mismatch(day, in_code))
            self.cleaned_data["birth_date"] = in_code
        return self.cleaned_data

    def _clean_unknown(self, name: str) -> None:
        """A birth date will do in place of an identity code."""
        birth_date_will_do = (
            name == "identity_code"
            and self.cleaned_data.get("birth_date")
            and not self.cleaned_data.get("identity_code")
            and not self.cleaned_data.get(unknown_name(name))
        )
        if not birth_date_will_do:
            super()._clean_unknown(name)

    def _mismatch(self, day: dt.date, in_code: dt.date) -> str:
        shown = [date_format(d) for d in (day, in_code)]
        return _(
            "The birth date %(day)s is not the one in the identity code, %(in_code)s. "
            "Correct one of them, or leave the birth date empty."
        ) % {"day": shown[0], "in_code": shown[1]}


class ConsentFields(ReferralPart):
    """How, when and to whom the consent was given (SHL 35 §)."""

    columns: tuple[str, ...] = ("consent_manner", "consent_on", "consent_received_by")

    consent_manner = forms.ChoiceField(
        label=gettext_lazy("How did the person give consent to this contact?"),
        choices=[*ConsentManner.choices, (NO_CONSENT, gettext_lazy("There is no consent"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how the consent was given.")},
    )
    consent_on = DayField(
        label=gettext_lazy("When?"),
        future=False,
        initial=timezone.localdate,
        error_messages={
            "required": gettext_lazy("Write the day of the consent, for example 14.12.2026.")
        },
    )
    consent_received_by = ShortTextField(
        label=gettext_lazy("Who received the consent?"),
        error_messages={"required": gettext_lazy("Write the name of who received the consent.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent_received_by"].initial = self.sender.get_full_name()

    def clean_consent_manner(self) -> str:
        """A contact stands on consent; what is done without one is another document."""
        manner: str = self.cleaned_data["consent_manner"]
        if manner == NO_CONSENT:
            raise ValidationError(
                _(
                    "A contact is made with consent only. Press “Save and continue”, and this "
                    "becomes a notification of the need for social welfare. Nothing is lost."
                ),
                code="no_consent",
            )
        return manner


class PersonPage(PersonFields):
    """The person and the county that their home municipality, or else the sender, points to.

    A county where nobody reads contacts in Jatkumo may be chosen as well: the page where
    the answers are checked tells how to reach it.
    """

    county = forms.ModelChoiceField(
        label=gettext_lazy("County, if the municipality is not known"),
        help_text=gettext_lazy(
            "Where did the person live last, or where are they going? If nobody knows, choose "
            "the county where they are now: it must help when the need is urgent "
            "(SHL 12 §), and hands the contact on."
        ),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_conditionally(self, "county", "birth_date")
        counties: Any = self.fields["county"]
        counties.queryset = Organisation.objects.counties().order_by("name_fi")

    def clean(self) -> dict[str, Any]:
        """The home municipality decides the county; where it is unknown, the sender asks."""
        super().clean()
        municipality = self.cleaned_data.get("home_municipality")
        if municipality is not None:
            self.cleaned_data["county"] = municipality.county
        elif (
            self._is_without_municipality()
            and not self.cleaned_data.get("county")
            and "county" not in self.errors
        ):
            self.add_error(
                "county",
                _("Choose the county where the person lived last or where they are going."),
            )
        return self.cleaned_data

    def _is_without_municipality(self) -> bool:
        """Said not to be known, or left empty where no reason is asked."""
        if "home_municipality" in self.can_be_unknown:
            return bool(self.cleaned_data.get(unknown_name("home_municipality")))
        return "home_municipality" not in self.errors

    def values(self) -> dict[str, Any]:
        """With the county, which is no question of its own where the municipality is known."""
        return super().values() | {"county": self.cleaned_data["county"]}


class PersonForm(PersonPage, ConsentFields):
    """The first page of a contact: the person, their county and their consent."""

    columns = (*PersonFields.columns, *ConsentFields.columns)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draw(person_part(), consent_part(), more_about_person())


class NotifiedPersonForm(PersonPage):
    """The first page of a notification: the person and their county."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draw(person_part(), more_about_person())


def person_part() -> Fieldset:
    """Who it is about, and which county answers for them."""
    return Fieldset(
        _("Person"),
        Field("last_name", css_class="w-half"),
        Field("first_names", css_class="w-half"),
        "one_name",
        NotKnown("identity_code", css_class="w-date"),
        Field("birth_date", css_class="w-date"),
        NotKnown("home_municipality", css_class="w-half"),
        Field("county", css_class="w-half"),
        "protected_address",
        css_class="field-group",
    )


def consent_part() -> Fieldset:
    return Fieldset(
        _("Consent"),
        "consent_manner",
        ShownWhen(
            "consent_manner",
            ConsentManner.values,
            Field("consent_on", css_class="w-date"),
            Field("consent_received_by", css_class="w-half"),
        ),
        css_class="field-group",
    )


def more_about_person() -> Folded:
    """What helps when it happens to be known."""
    return Folded(
        _("If you know: the person’s phone and languages"),
        Field("phone", css_class="w-phone"),
        "message_may_be_left",
        Field("service_language", css_class="w-half"),
        "needs_interpreter",
        css_class="field-group",
    )
