"""The form for those who have no account: the same facts in plain words.

Asked in the order in which a worker writes down a call or a letter (`forms/log.py`).
Only the name, a way to reach somebody, where to send it and one word on the need are
wanted; everything else may be left out without a reason.
"""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from accounts.models import Municipality, Organisation
from accounts.reach import reach_of_intake
from cases.custody import ReleaseCertainty
from cases.vocabulary import ServiceLanguage
from inputs.fields import DayField, DayOrMonthField, LongTextField, ShortTextField
from referrals.models import Referral
from referrals.public.plain_words import AGREES, NEEDS, WHO
from referrals.sending.forms.page_form import ask_conditionally
from referrals.vocabulary import NO_CONSENT, Channel, MadeBy

# Part by part, on the screen and on paper. The second is for those who act for another.
PARTS: dict[str, tuple[Promise | str, tuple[str, ...]]] = {
    "who": (gettext_lazy("Who fills in the form?"), ("made_by",)),
    "other": (
        gettext_lazy("If you fill in the form for somebody else"),
        ("contact_name", "contact_title", "contact_phone", "consent_manner", "consent_on"),
    ),
    "person": (
        gettext_lazy("Who needs help?"),
        (
            "last_name",
            "first_names",
            "birth_date",
            "home_municipality",
            "county",
            "protected_address",
        ),
    ),
    "reach": (
        gettext_lazy("How can the person be reached?"),
        ("phone", "message_may_be_left", "how_to_reach", "service_language", "needs_interpreter"),
    ),
    "need": (gettext_lazy("What kind of help is needed?"), ("needs", "description")),
    "custody": (gettext_lazy("Prison and release"), ("facility", "release_on")),
}
FOR_ANOTHER = PARTS["other"][1]
HALF = ("contact_name", "contact_title", "last_name", "first_names", "home_municipality")
WIDTHS = (
    dict.fromkeys((*HALF, "county", "facility", "service_language"), "w-half")
    | dict.fromkeys(("birth_date", "consent_on", "release_on"), "w-date")
    | dict.fromkeys(("phone", "contact_phone"), "w-phone")
)
LIKE_THE_PAGE = gettext_lazy("In the language of this page")
NO_ANSWER = gettext_lazy("I do not know, or I do not want to tell")


class PublicReferralForm(forms.Form):
    """One page. `routed_to` is the county after a clean form; it may not receive here."""

    made_by = forms.ChoiceField(
        label=gettext_lazy("Who are you?"),
        choices=WHO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who fills in the form.")},
    )
    contact_name = ShortTextField(label=gettext_lazy("Your own name"), required=False)
    contact_title = ShortTextField(
        label=gettext_lazy("What are you to the person?"),
        help_text=gettext_lazy("For example: mother, friend, guardian."),
        required=False,
    )
    contact_phone = ShortTextField(
        label=gettext_lazy("Your own phone number"), max_length=40, required=False
    )
    consent_manner = forms.ChoiceField(
        label=gettext_lazy("Does the person know about this form, and agree to it?"),
        choices=AGREES,
        widget=forms.RadioSelect,
        required=False,
    )
    consent_on = DayField(
        label=gettext_lazy("When did the person agree?"),
        help_text=gettext_lazy("For example 14.12.2026. It may have been today."),
        future=False,
        required=False,
    )
    last_name = ShortTextField(
        label=gettext_lazy("Last name"),
        error_messages={
            "required": gettext_lazy("Write the last name of the person who needs help.")
        },
    )
    first_names = ShortTextField(
        label=gettext_lazy("First names"),
        help_text=gettext_lazy("Leave this empty if the person has only one name."),
        required=False,
    )
    birth_date = DayField(
        label=gettext_lazy("Date of birth"),
        help_text=gettext_lazy("For example 1.5.1989. It helps us to find the right person."),
        born=True,
        required=False,
    )
    home_municipality = forms.ModelChoiceField(
        label=gettext_lazy("Home municipality"),
        help_text=gettext_lazy(
            "The municipality where the person has a home or lived last. "
            "The place of the prison does not count."
        ),
        queryset=Municipality.objects.none(),
        empty_label=gettext_lazy("I do not know, or there is none"),
        required=False,
    )
    county = forms.ModelChoiceField(
        label=gettext_lazy("If you do not know the municipality: the wellbeing services county"),
        help_text=gettext_lazy("Choose where the person lived last, or is going to live."),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose"),
        required=False,
    )
    protected_address = forms.BooleanField(
        label=gettext_lazy(
            "The authorities keep the person’s address secret (non-disclosure order)"
        ),
        help_text=gettext_lazy("If so, do not write the address anywhere in this form."),
        required=False,
    )
    phone = ShortTextField(label=gettext_lazy("Phone number"), max_length=40, required=False)
    message_may_be_left = forms.BooleanField(
        label=gettext_lazy("We may leave a message at this number"),
        help_text=gettext_lazy("The message does not tell what it is about."),
        required=False,
    )
    how_to_reach = LongTextField(
        label=gettext_lazy("Another way, or good times"),
        help_text=gettext_lazy("For example: by letter, or through the staff of the unit."),
        rows=2,
        required=False,
    )
    service_language = forms.ChoiceField(
        label=gettext_lazy("In which language shall we answer?"),
        choices=[("", LIKE_THE_PAGE), *ServiceLanguage.choices],
        required=False,
    )
    needs_interpreter = forms.BooleanField(
        label=gettext_lazy("An interpreter is needed"), required=False
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Help with what?"),
        help_text=gettext_lazy("You may choose many."),
        choices=NEEDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    description = LongTextField(
        label=gettext_lazy("Tell in your own words"),
        help_text=gettext_lazy("One sentence will do. Do not write about the offence."),
        rows=5,
        required=False,
    )
    facility = forms.ModelChoiceField(
        label=gettext_lazy("In which prison is the person?"),
        queryset=Organisation.objects.none(),
        empty_label=NO_ANSWER,
        required=False,
    )
    release_on = DayOrMonthField(
        label=gettext_lazy("When is the release?"),
        help_text=gettext_lazy(
            "For example 26.2.2027, or only the month. A guess helps, too. Leave this empty if you "
            "do not know."
        ),
        error_messages={
            "form": gettext_lazy(
                "Write the day of release as 26.2.2027. If you know only the month, write it, for "
                "example “in February 2027”."
            )
        },
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.routed_to: Organisation | None = None
        self._offer_places()
        ask_conditionally(self, *FOR_ANOTHER, "home_municipality", "county", "phone")
        ask_conditionally(self, "how_to_reach", "needs", "description")
        if get_language() not in ServiceLanguage.values:
            language: Any = self.fields["service_language"]
            language.choices = [("", _("Choose")), *ServiceLanguage.choices]
        for name, purpose in {"last_name": "family-name", "first_names": "given-name"}.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose
        for name in ("phone", "contact_phone"):
            self.fields[name].widget.attrs |= {"autocomplete": "tel", "inputmode": "tel"}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*(_drawn(key) for key in PARTS))
        self.order_fields([name for _legend, names in PARTS.values() for name in names])

    @property
    def is_for_another(self) -> bool:
        """Filled in by somebody else than the person; after a clean form."""
        return self.cleaned_data.get("made_by") != MadeBy.CLIENT

    def clean(self) -> dict[str, Any]:
        """Somebody can be reached, a county can be found, and the need is named."""
        super().clean()
        self._clean_place()
        if self.cleaned_data.get("made_by"):
            if self.is_for_another:
                self._clean_other()
            else:
                self._clean_person_alone()
        values = self.cleaned_data
        if not values.get("needs") and not values.get("description"):
            self._miss("needs", _("Choose at least one, or tell in your own words."))
        return values

    def referral(self) -> Referral:
        """The contact, not yet saved, after a clean form that was routed."""
        values = {n: v for n, v in self.cleaned_data.items() if n != "county"}
        if not values["service_language"] and get_language() in ServiceLanguage.values:
            # Whoever chose nothing is answered in the language of the page they read.
            values["service_language"] = get_language()
        certainty = ReleaseCertainty.UNKNOWN
        if values["release_on"]:
            by_another = self.is_for_another
            certainty = ReleaseCertainty.ESTIMATED if by_another else ReleaseCertainty.CLIENT_REPORT
            if self.fields["release_on"].is_month:  # type: ignore[attr-defined]
                certainty = ReleaseCertainty.MONTH
        return Referral(
            **values,
            channel=Channel.PUBLIC,
            county=self.routed_to,
            consent_received_by=values["contact_name"],
            release_certainty=certainty,
            not_known={} if values["needs"] else {"needs": _told_in_own_words()},
        )

    def _clean_other(self) -> None:
        wanted = {
            "contact_name": _("Write your own name."),
            "contact_title": _("Tell what you are to the person, for example: mother."),
            "contact_phone": _("Write your own phone number, so that we can ask you."),
            "consent_manner": _("Tell whether the person agrees to this form."),
            "consent_on": _("Write the day when the person agreed, for example 14.12.2026."),
        }
        manner = self.cleaned_data.get("consent_manner")
        if not manner or manner == NO_CONSENT:
            # Whether there is a consent comes before its day.
            del wanted["consent_on"]
        if manner == NO_CONSENT:
            self.add_error("consent_manner", _no_consent_words(self.routed_to))
        for name, words in wanted.items():
            if not self.cleaned_data.get(name):
                self._miss(name, words)

    def _clean_person_alone(self) -> None:
        """The client answers no question meant for others; what was written there is dropped."""
        for name in FOR_ANOTHER:
            self.cleaned_data[name] = None if name == "consent_on" else ""
            self.errors.pop(name, None)
        if not self.cleaned_data.get("phone") and not self.cleaned_data.get("how_to_reach"):
            self._miss("phone", _("Write a phone number, or another way to reach you."))

    def _clean_place(self) -> None:
        """The home municipality decides the county; where it is unknown, the county is asked."""
        municipality, county = (self.cleaned_data.get(n) for n in ("home_municipality", "county"))
        self.routed_to = municipality.county if municipality else county
        if municipality is None and county is None and "home_municipality" not in self.errors:
            self._miss("county", _("Choose the home municipality, or a county to send this to."))

    def _miss(self, name: str, words: str) -> None:
        if name not in self.errors:
            self.add_error(name, words)

    def _offer_places(self) -> None:
        name = "name_sv" if get_language() == "sv" else "name_fi"
        places: Any = self.fields["home_municipality"]
        today = timezone.localdate()
        places.queryset = (
            Municipality.objects.on(today).select_related("county").order_by(name, "name_fi")
        )
        counties: Any = self.fields["county"]
        counties.queryset = Organisation.objects.counties().order_by(name, "name_fi")
        prisons: Any = self.fields["facility"]
        prisons.queryset = Organisation.objects.prisons().order_by(name, "name_fi")


def _drawn(key: str) -> Fieldset:
    legend, names = PARTS[key]
    fields = [Field(n, css_class=WIDTHS[n]) if n in WIDTHS else n for n in names]
    return Fieldset(legend, *fields, css_class=f"field-group part-{key}")


def _told_in_own_words() -> str:
    """In Finnish, in which the county works."""
    with override("fi"):
        return _("Told in the person’s own words.")


def _no_consent_words(county: Organisation | None) -> str:
    words = _(
        "This form needs the person’s consent. Ask the person first. If you cannot ask and "
        "you are worried, call the social services of the county. In an emergency call 112."
    )
    reached = reach_of_intake(county).words if county else ""
    return f"{words} {county}: {reached}." if reached else words
