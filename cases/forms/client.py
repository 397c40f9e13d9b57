"""The form of a client's details."""

from typing import Any

from crispy_forms.layout import HTML, Field, Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Municipality
from cases.actions.client import IdentityCodeTaken, shown_contact_details
from cases.forms.contact_details import ContactDetailRows, in_words
from cases.models import Client
from cases.register import identity_code
from cases.vocabulary import DigitalAccess
from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.record_form import RecordForm
from inputs.two_texts import TwoTexts, print_of, read_prints
from records.versions import VersionedModel

# The name under which the rows of contact details are compared.
CONTACTS = "contacts"
# Turvakielto (Sosmeta 1505.1): only the phone and the contact address are shown.
NOT_SHOWN_WHEN_PROTECTED = ("home_municipality", "how_to_reach")


class ClientForm(RecordForm):
    """Who the client is and how they are reached. Only the name is demanded."""

    written = (
        "first_names",
        "last_name",
        "former_names",
        "identity_code",
        "birth_date",
        "service_language",
        "mother_tongue",
        "needs_interpreter",
        "interpreter_language",
        "how_to_reach",
        "protected_address",
        "secret_contact_details",
        "home_municipality",
        "representative_name",
        "representative_role",
        "representative_phone",
        "digital_access",
        "digital_access_note",
    )

    first_names = ShortTextField(
        label=gettext_lazy("First names"),
        help_text=gettext_lazy("Leave this empty if the person has only one name."),
        required=False,
    )
    last_name = ShortTextField(
        label=gettext_lazy("Last name"),
        error_messages={"required": gettext_lazy("Write the last name.")},
    )
    former_names = ShortTextField(
        label=gettext_lazy("Former names"),
        required=False,
        help_text=gettext_lazy("The client is then found by these too."),
    )
    identity_code = identity_code.IdentityCodeField(
        label=gettext_lazy("Personal identity code"),
        or_not_known=False,
        required=False,
        help_text=gettext_lazy("Leave this empty if the code is not known."),
    )
    birth_date = DayField(
        label=gettext_lazy("Birth date"),
        born=True,
        required=False,
        help_text=gettext_lazy("Comes from the identity code, if there is one."),
    )
    service_language = forms.ChoiceField(
        label=gettext_lazy("Language of service"),
        choices=[
            ("", gettext_lazy("Not known")),
            ("fi", gettext_lazy("Finnish")),
            ("sv", gettext_lazy("Swedish")),
        ],
        required=False,
    )
    mother_tongue = ShortTextField(label=gettext_lazy("Mother tongue"), required=False)
    needs_interpreter = forms.BooleanField(
        label=gettext_lazy("Needs an interpreter"), required=False
    )
    interpreter_language = ShortTextField(
        label=gettext_lazy("Language of the interpreter"),
        required=False,
        help_text=gettext_lazy("If it is another than the mother tongue."),
    )
    how_to_reach = LongTextField(
        label=gettext_lazy("How the client is best reached"),
        rows=3,
        required=False,
    )
    protected_address = forms.BooleanField(
        label=gettext_lazy("Non-disclosure order"),
        required=False,
        help_text=gettext_lazy(
            "The home municipality is then shown to nobody, and only the phone and the "
            "contact address are used."
        ),
    )
    secret_contact_details = forms.BooleanField(
        label=gettext_lazy("Secret contact details"),
        required=False,
        help_text=gettext_lazy(
            "The client has asked that phone number and address are not given on "
            "(Publicity Act, section 24). This is another thing than a non-disclosure order."
        ),
    )
    home_municipality = forms.ModelChoiceField(
        label=gettext_lazy("Home municipality"),
        queryset=Municipality.objects.none(),
        empty_label=gettext_lazy("Not known"),
        required=False,
    )

    representative_name = ShortTextField(label=gettext_lazy("Name"), required=False)
    representative_role = ShortTextField(
        label=gettext_lazy("Task"),
        required=False,
        help_text=gettext_lazy("For example: guardian, legal counsel, authorised by the client."),
    )
    representative_phone = ShortTextField(
        label=gettext_lazy("Phone"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "If the representative has a non-disclosure order, leave this empty: no contact "
            "details are recorded."
        ),
    )
    digital_access = forms.MultipleChoiceField(
        label=gettext_lazy("What is true of the client"),
        choices=DigitalAccess.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Nothing is taken for granted. Leave empty what is not known."),
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )
    digital_access_note = ShortTextField(
        label=gettext_lazy("More about services on the net"), required=False
    )

    def __init__(
        self, *args: Any, client: Client, contacts: ContactDetailRows, **kwargs: Any
    ) -> None:
        super().__init__(*args, record=client, **kwargs)
        self.client, self.contacts = client, contacts
        # Whether only somebody else has changed the rows of contact details meanwhile.
        self.contacts_stay = False
        municipalities: Any = self.fields["home_municipality"]
        # Also a municipality that has merged since: saving must not drop it.
        municipalities.queryset = Municipality.objects.on(
            timezone.localdate()
        ) | Municipality.objects.filter(pk__in=[client.home_municipality_id])
        if client.protected_address:
            for name in NOT_SHOWN_WHEN_PROTECTED:
                del self.fields[name]
        self.helper.layout = self._layout()

    def clean(self) -> dict[str, Any]:
        """Code and birth date tell the same day; the code is nobody else's."""
        super().clean()
        self._clean_interpreter()
        code = self.cleaned_data.get("identity_code")
        if code:
            self._clean_birth_date(code)
            self._clean_owner(code)
        return self.cleaned_data

    def _clean_interpreter(self) -> None:
        values = self.cleaned_data
        if values.get("interpreter_language") and not values.get("needs_interpreter"):
            self.add_error(
                "interpreter_language",
                _("Tick also that an interpreter is needed, or empty this."),
            )

    def _clean_birth_date(self, code: str) -> None:
        written = self.cleaned_data.get("birth_date")
        in_code = identity_code.birth_date(code)
        shown = self.fields["birth_date"].prepare_value
        if written and written != in_code:
            self.add_error(
                "birth_date",
                _(
                    "The birth date %(written)s is not that of the identity code, "
                    "%(in_code)s. Check both."
                )
                % {"written": shown(written), "in_code": shown(in_code)},
            )
        elif "birth_date" not in self.errors:
            self.cleaned_data["birth_date"] = in_code

    def _clean_owner(self, code: str) -> None:
        same = Client.objects.of_county(self.client.county).with_identity_code(code)
        if same.exclude(pk=self.client.pk).exists():
            self.add_error("identity_code", IdentityCodeTaken.words)

    def _layout(self) -> Layout:
        def shown(name: str, width: str = "") -> list[Field]:
            return [Field(name, css_class=width)] if name in self.fields else []

        return Layout(
            Fieldset(
                _("Person"),
                "first_names",
                "last_name",
                "former_names",
                Field("identity_code", css_class="w-date"),
                Field("birth_date", css_class="w-date"),
                *shown("home_municipality", "w-half"),
                css_class="field-group",
            ),
            Fieldset(
                _("Languages"),
                Field("service_language", css_class="w-half"),
                Field("mother_tongue", css_class="w-half"),
                "needs_interpreter",
                Field("interpreter_language", css_class="w-half"),
                css_class="field-group",
            ),
            Fieldset(
                _("How the client is reached"),
                HTML('{% include "cases/_contact_detail_rows.html" with contacts=contacts only %}'),
                *shown("how_to_reach"),
                "protected_address",
                "secret_contact_details",
                css_class="field-group",
            ),
            Fieldset(
                _("Representative"),
                Field("representative_name", css_class="w-half"),
                Field("representative_role", css_class="w-half"),
                Field("representative_phone", css_class="w-phone"),
                css_class="field-group",
            ),
            Fieldset(
                _("Services on the net"),
                "digital_access",
                "digital_access_note",
                css_class="field-group",
            ),
        )

    def prints_now(self, record: VersionedModel) -> dict[str, str]:
        """With the rows of contact details, which stand beside the fields."""
        saved = in_words(shown_contact_details(self.client))
        return {**super().prints_now(record), CONTACTS: print_of(CONTACTS, saved)}

    def bring_in(self, current: VersionedModel) -> None:
        """Also the rows; while something is wrong in these, nothing is brought together."""
        if not self.contacts.is_valid():
            return
        seen = read_prints(str(self.data.get("prints", ""))).get(CONTACTS, "")
        super().bring_in(current)
        assert self.together is not None
        self._bring_in_contacts(seen)
        self.together.both.extend(self._hidden_meanwhile())

    def _bring_in_contacts(self, seen: str) -> None:
        assert self.together is not None
        theirs = in_words(shown_contact_details(self.client))
        mine = in_words(self.contacts.details())
        label = _("Contact details")
        if theirs == mine or print_of(CONTACTS, theirs) == seen:
            return
        if print_of(CONTACTS, mine) == seen:
            self.contacts_stay = True
            self.together.taken_over.append(label)
        else:
            self.together.both.append(TwoTexts(CONTACTS, label, theirs, mine, choices=[]))

    def _hidden_meanwhile(self) -> list[TwoTexts]:
        """What was typed in fields that a new non-disclosure order has hidden."""
        gone = [name for name in NOT_SHOWN_WHEN_PROTECTED if name not in self.fields]
        typed = {name: str(self.data.get(name, "")).strip() for name in gone}
        return [
            TwoTexts(
                name,
                label=str(self.base_fields[name].label),
                theirs=_("Not shown"),
                mine=self._typed_in_words(name, text),
                choices=[],
            )
            for name, text in typed.items()
            if text
        ]

    def _typed_in_words(self, name: str, text: str) -> str:
        if name == "home_municipality" and text.isdecimal() and len(text) < 10:
            found = Municipality.objects.filter(pk=int(text)).first()
            return str(found) if found else "–"
        return text
