"""The form of a member of the network."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.not_known import Folded
from inputs.record_form import RecordForm
from networks.directory.offered_names import LIST_ID
from networks.models import (
    Authority,
    Closeness,
    Direction,
    MemberKind,
    NetworkMember,
    Strength,
)


class MemberForm(RecordForm):
    """Who supports the client, how they are reached, and whether the client wants them in."""

    written = (
        "kind",
        "name",
        "organisation_name",
        "authority",
        "role",
        "is_protected",
        "phone",
        "email",
        "client_wish",
        "wish_words",
        "inside",
        "after",
        "since",
        "closeness",
        "contact_strength",
        "contact_direction",
        "what_they_do",
        "may_know",
    )

    kind = forms.ChoiceField(
        label=gettext_lazy("Who"),
        choices=MemberKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who this is.")},
    )
    name = ShortTextField(
        label=gettext_lazy("Name"),
        required=False,
        help_text=gettext_lazy("Leave empty if a service has not named a contact person yet."),
    )
    organisation_name = ShortTextField(
        label=gettext_lazy("Organisation or service"),
        required=False,
        widget=forms.TextInput(attrs={"list": LIST_ID}),
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("Which authority (SHL 41 §)"),
        choices=[("", gettext_lazy("Not an authority")), *Authority.choices],
        required=False,
        help_text=gettext_lazy("The assessment tells of them under this name."),
    )
    role = ShortTextField(
        label=gettext_lazy("Role"),
        required=False,
        help_text=gettext_lazy("For example: special adviser, sister, peer supporter."),
    )
    is_protected = forms.BooleanField(
        label=gettext_lazy("This person has a non-disclosure order"),
        required=False,
        help_text=gettext_lazy("No contact details are then recorded."),
    )
    phone = ShortTextField(label=gettext_lazy("Phone"), max_length=40, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=200,
        required=False,
        error_messages={"invalid": gettext_lazy("Check the address: name@example.fi is the form.")},
    )
    client_wish = forms.ChoiceField(
        label=gettext_lazy("May they be asked to take part?"),
        choices=NetworkMember.Wish.choices,
        widget=forms.RadioSelect,
        initial=NetworkMember.Wish.ASK_FIRST,
        error_messages={"required": gettext_lazy("Choose what the client wishes.")},
    )
    wish_words = LongTextField(
        label=gettext_lazy("In the client’s own words"), rows=3, required=False
    )
    inside = forms.BooleanField(label=gettext_lazy("In prison"), required=False)
    after = forms.BooleanField(label=gettext_lazy("After release"), required=False)
    since = DayField(label=gettext_lazy("In the network since"), future=False)
    closeness = forms.ChoiceField(
        label=gettext_lazy("How near to the client"),
        choices=[("", gettext_lazy("Not told")), *Closeness.choices],
        required=False,
    )
    contact_strength = forms.ChoiceField(
        label=gettext_lazy("What the contact is like"),
        choices=[("", gettext_lazy("Not told")), *Strength.choices],
        required=False,
    )
    contact_direction = forms.ChoiceField(
        label=gettext_lazy("Who keeps in touch"),
        choices=[("", gettext_lazy("Not told")), *Direction.choices],
        required=False,
    )
    what_they_do = LongTextField(
        label=gettext_lazy("What they do for the client"), rows=2, required=False
    )
    may_know = LongTextField(
        label=gettext_lazy("What they may know of the client’s matters"), rows=2, required=False
    )

    def __init__(
        self,
        *args: Any,
        member: NetworkMember | None = None,
        known: Mapping[str, object] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"since": timezone.localdate(), **(known or {})}
        super().__init__(*args, record=member, **kwargs)
        self.member = member
        self.helper.layout = self._layout()

    def clean(self) -> dict[str, Any]:
        """Who it is, where they support, and no contact details where an order forbids them."""
        super().clean()
        self._clean_name()
        self._clean_contact_details()
        is_public = self.cleaned_data.get("kind", MemberKind.PUBLIC) == MemberKind.PUBLIC
        if self.cleaned_data.get("authority") and not is_public:
            self.add_error(
                "authority", _("Only a public service is an authority. Check who this is.")
            )
        if not self.cleaned_data.get("inside") and not self.cleaned_data.get("after"):
            self.add_error(
                "inside", _("Choose where they support: in prison, after release or both.")
            )
        return self.cleaned_data

    def _clean_name(self) -> None:
        if {"name", "organisation_name", "kind"} & self.errors.keys():
            return
        if self.cleaned_data["name"]:
            return
        kind = self.cleaned_data["kind"]
        if kind in (MemberKind.CLOSE_PERSON, MemberKind.EXPERT):
            self.add_error("name", _("Write the name, or what the client calls them."))
        elif not self.cleaned_data["organisation_name"]:
            self.add_error("organisation_name", _("Write the name or the organisation."))

    def _clean_contact_details(self) -> None:
        if not self.cleaned_data.get("is_protected"):
            return
        for name in ("phone", "email"):
            typed = self.cleaned_data.get(name)
            # What was recorded before the order goes; what is typed now is asked about.
            if typed and typed == getattr(self.member, name, ""):
                self.cleaned_data[name] = ""
            elif typed:
                self.add_error(
                    name, _("Contact details are not recorded of this person. Remove this.")
                )

    def _layout(self) -> Layout:
        return Layout(
            "kind",
            "name",
            "organisation_name",
            Field("authority", css_class="w-half"),
            Field("role", css_class="w-half"),
            Field("since", css_class="w-date"),
            Fieldset(
                _("Where they support"),
                Div("inside", "after", css_class="tick-list"),
                css_class="field-group",
            ),
            Fieldset(
                _("How they are reached"),
                "is_protected",
                Div(
                    Field("phone", css_class="w-phone"),
                    Field("email", css_class="w-half"),
                    css_class="contact-details",
                ),
                css_class="field-group",
            ),
            Fieldset(
                _("The client’s wish"),
                "client_wish",
                "wish_words",
                "may_know",
                css_class="field-group",
            ),
            Folded(
                _("How the client describes it"),
                Field("closeness", css_class="w-half"),
                Field("contact_strength", css_class="w-half"),
                Field("contact_direction", css_class="w-half"),
                "what_they_do",
            ),
        )
