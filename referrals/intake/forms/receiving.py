"""A contact that came by phone, letter or visit, written down by a worker."""

from typing import Any

from crispy_forms.layout import Field, Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.vocabulary import ConsentManner
from inputs.fields import ShortTextField
from inputs.not_known import NotKnown, reason_name, unknown_name
from inputs.shown_when import ShownWhen
from referrals.models import Referral
from referrals.sending.forms.custody import CustodyFields, in_prison_only
from referrals.sending.forms.need import NeedFields
from referrals.sending.forms.notification import GroundFields
from referrals.sending.forms.page_form import ask_conditionally
from referrals.sending.forms.person import ConsentFields, PersonFields, more_about_person
from referrals.vocabulary import NO_CONSENT, Channel, MadeBy

LOGGED = [(c.value, c.label) for c in (Channel.PHONE, Channel.LETTER, Channel.VISIT)]
PARTS = (PersonFields, ConsentFields, GroundFields, CustodyFields, NeedFields)
LEFT_OUT = ("custody_started_on", "release_kind", "agreed_with_client")
GROUND = ("ground", "ground_reasons", "no_consent_because")


class ReceivedReferralForm(PersonFields, ConsentFields, GroundFields, CustodyFields, NeedFields):
    """The same facts on one page; the caller rarely knows half of them.

    Made without consent it is a notification, and stands on a ground instead.
    """

    can_be_unknown = (
        "identity_code",
        "home_municipality",
        "needs",
        "description",
        "custody_kind",
        "release_on",
    )
    columns = (
        "channel",
        "made_by",
        "contact_name",
        *(name for part in PARTS for name in part.columns if name not in LEFT_OUT),
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

    no_consent = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LEFT_OUT:
            del self.fields[name]
        self._loosen()
        self.fields["home_municipality"].help_text = self._elsewhere()
        self.draw(*_parts())

    def _elsewhere(self) -> str:
        """What becomes of a contact whose home is in another county."""
        if self.sender.is_intake:
            return _(
                "The contact comes to your own county. If the home is elsewhere, hand it over "
                "after recording it."
            )
        return _(
            "The contact comes to your own county. If the home is elsewhere, the intake hands "
            "it over."
        )

    @property
    def kind(self) -> Referral.Kind:
        """Without consent it is a notification; nobody notifies of themself."""
        by_client = self.cleaned_data.get("made_by") == MadeBy.CLIENT
        if self.no_consent and not by_client:
            return Referral.Kind.NOTIFICATION
        return Referral.Kind.CONTACT

    def _clean_unknown(self, name: str) -> None:
        """Whoever calls for themself tells what they want to; what it is about is asked."""
        by_client = self.cleaned_data.get("made_by") == MadeBy.CLIENT
        told = self.cleaned_data.get(name) or self.cleaned_data.get(unknown_name(name))
        if name == "needs" or not by_client or told or self.cleaned_data.get(reason_name(name)):
            super()._clean_unknown(name)

    def clean_consent_manner(self) -> str:
        """That there is none is an answer here: the notification is on the same page."""
        manner: str = self.cleaned_data["consent_manner"]
        self.no_consent = manner == NO_CONSENT
        return "" if self.no_consent else manner

    def clean(self) -> dict[str, Any]:
        """What the person asks for themself needs no consent; the rest does, or a ground."""
        super().clean()
        made_by = self.cleaned_data.get("made_by")
        notifies = self.kind == Referral.Kind.NOTIFICATION
        if notifies or made_by == MadeBy.CLIENT:
            self.cleaned_data["consent_on"] = None
            self.cleaned_data["consent_manner"] = ""
            self.cleaned_data["consent_received_by"] = ""
        if not notifies:
            self._drop_ground()
        if made_by and made_by != MadeBy.CLIENT:
            allowed = GROUND if notifies else ("consent_manner", "consent_on")
            self._demand(*allowed, "contact_name", "contact_phone")
        return self.cleaned_data

    def _drop_ground(self) -> None:
        """Empty the ground, on which a contact with consent does not stand."""
        for name in GroundFields.columns:
            self.cleaned_data[name] = False if name == "sender_is_secret" else ""
            self.errors.pop(name, None)

    def _loosen(self) -> None:
        conditional = (
            "contact_phone",
            "consent_manner",
            "consent_on",
            "consent_received_by",
            *GROUND,
        )
        for name in ("facility", *conditional):
            self.fields[name].required = False
        ask_conditionally(self, "contact_name", *conditional)
        self.fields["contact_phone"].label = _("Phone of the one who made it")
        self.fields["contact_times"].label = _("When are they reached?")
        self.fields["consent_manner"].label = _("How did the person give consent?")
        self.fields["consent_manner"].help_text = _(
            "Not asked when the person made the contact themself."
        )

    def _demand(self, *names: str) -> None:
        messages = {"contact_name": _("Write the name of the one who made the contact.")}
        for name in names:
            if not self.cleaned_data.get(name) and name not in self.errors:
                asked = self.fields[name].error_messages["required"]
                self.add_error(name, messages.get(name, asked))


def by_another(*parts: Any) -> ShownWhen:
    """What is asked only where somebody else than the person made contact."""
    others = [who.value for who in MadeBy if who is not MadeBy.CLIENT]
    return ShownWhen("made_by", others, *parts)


def _parts() -> list[Any]:
    return [
        Fieldset(
            _("Contact"),
            "channel",
            "made_by",
            by_another(
                Field("contact_name", css_class="w-half"),
                Field("contact_phone", css_class="w-phone"),
                Field("contact_times", css_class="w-half"),
            ),
            css_class="field-group",
        ),
        Fieldset(
            _("Person"),
            Field("last_name", css_class="w-half"),
            Field("first_names", css_class="w-half"),
            "one_name",
            NotKnown("identity_code", css_class="w-date"),
            Field("birth_date", css_class="w-date"),
            NotKnown("home_municipality", css_class="w-half"),
            "protected_address",
            css_class="field-group",
        ),
        more_about_person(),
        Fieldset(
            _("Need for support"),
            NotKnown("needs"),
            NotKnown("description"),
            "how_to_reach",
            css_class="field-group",
        ),
        Fieldset(
            _("Custody and release"),
            NotKnown("custody_kind", css_class="w-half"),
            in_prison_only(Field("facility", css_class="w-half")),
            NotKnown("release_on", css_class="w-date"),
            "release_certainty",
            css_class="field-group",
        ),
        by_another(
            Fieldset(
                _("Consent"),
                "consent_manner",
                ShownWhen(
                    "consent_manner",
                    ConsentManner.values,
                    Field("consent_on", css_class="w-date"),
                    Field("consent_received_by", css_class="w-half"),
                ),
                css_class="field-group",
            ),
            ShownWhen(
                "consent_manner",
                (NO_CONSENT,),
                Fieldset(
                    _("Ground, if there is no consent"),
                    "ground",
                    "ground_reasons",
                    "no_consent_because",
                    "sender_is_secret",
                    ShownWhen("sender_is_secret", ("on",), "sender_secret_because"),
                    css_class="field-group",
                ),
            ),
        ),
    ]
