"""The short form: what the first days need, on one page."""

from typing import Any

from crispy_forms.layout import Field, Fieldset
from django import forms
from django.utils.translation import gettext as _

from cases.custody import ReleaseCertainty
from cases.vocabulary import ConsentManner, ServiceLanguage
from inputs.not_known import Folded
from inputs.shown_when import Few, ShownWhen
from referrals.public.plain_words import NEEDS
from referrals.sending.forms.custody import CustodyFields, in_prison_only
from referrals.sending.forms.need import NeedFields
from referrals.sending.forms.person import (
    ConsentFields,
    PersonFields,
    PersonPage,
)

LEFT_OUT = (
    "phone",
    "message_may_be_left",
    "needs_interpreter",
    "custody_started_on",
    "release_kind",
    "agreed_with_client",
    "contact_times",
)


class ShortForm(PersonPage, ConsentFields, CustodyFields, NeedFields):
    """For a short sentence, a fine conversion or remand, which may end any day.

    What is left empty is not known, and no reason is asked. The description may be left
    empty: what it is about and whom to call are enough to begin with. A date is taken for
    an estimate unless the sender knows better.
    """

    can_be_unknown = ()
    columns = tuple(
        name
        for part in (PersonFields, ConsentFields, CustodyFields, NeedFields)
        for name in part.columns
        if name not in LEFT_OUT
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LEFT_OUT:
            del self.fields[name]
        for name in ("custody_kind", "facility", "release_on", "description"):
            self.fields[name].required = False
        self.fields["release_certainty"].initial = ReleaseCertainty.ESTIMATED
        self.fields["contact_phone"].initial = self.sender.phone
        self._plainly()
        self.draw(*_parts())

    def _plainly(self) -> None:
        """Few words, and those of the form that people fill in themselves."""
        fields: Any = self.fields
        manner = fields["consent_manner"]
        fields["consent_manner"] = forms.ChoiceField(
            label=_("How did the person agree to this?"),
            choices=[("", _("Choose")), *manner.choices],
            error_messages=manner.error_messages,
        )
        fields["needs"].label = _("Help with what?")
        fields["needs"].choices = NEEDS
        fields["needs"].help_text = ""
        fields["needs"].error_messages["required"] = _(
            "Choose at least one. “Something else, or I do not know” will do."
        )
        fields["description"].label = _("The first days")
        fields["description"].help_text = _(
            "For example the first night, money, medicines, phone, identity card. "
            "Write nothing about the offence."
        )
        fields["description"].widget.attrs["rows"] = 3
        fields["home_municipality"].help_text = _("It decides which county receives this.")
        fields["county"].label = _("County, if you do not know the municipality")
        fields["county"].help_text = _("Where did the person live last, or where are they going?")
        fields["custody_kind"].help_text = ""
        fields["service_language"].choices = [
            ("", _("Not known")),
            *ServiceLanguage.choices,
        ]


def _parts() -> list[Any]:
    return [
        Fieldset(
            _("Person"),
            Field("last_name", css_class="w-half"),
            Field("first_names", css_class="w-half"),
            Field("identity_code", css_class="w-date"),
            Field("home_municipality", css_class="w-half"),
            ShownWhen("home_municipality", ("",), Field("county", css_class="w-half")),
            Field("service_language", css_class="w-half"),
            "protected_address",
            css_class="field-group",
        ),
        Folded(
            _("No identity code, only one name, or a good way to reach the person"),
            Field("birth_date", css_class="w-date"),
            "one_name",
            "how_to_reach",
            css_class="field-group",
        ),
        Fieldset(
            _("Consent"),
            Field("consent_manner", css_class="w-half"),
            ShownWhen(
                "consent_manner",
                ConsentManner.values,
                Field("consent_on", css_class="w-date"),
                Field("consent_received_by", css_class="w-half"),
            ),
            css_class="field-group",
        ),
        Fieldset(
            _("Custody and release"),
            Field("custody_kind", css_class="w-half"),
            in_prison_only(Field("facility", css_class="w-half")),
            Field("release_on", css_class="w-date"),
            ShownWhen("release_on", ("*",), "release_certainty"),
            css_class="field-group",
        ),
        Fieldset(
            _("Need for support"),
            Few(5, "needs"),
            "description",
            Field("contact_phone", css_class="w-phone"),
            css_class="field-group",
        ),
    ]
