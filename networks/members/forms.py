"""Forms of the network."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.not_known import Folded
from inputs.record_form import RecordForm
from networks.directory.offered_names import LIST_ID
from networks.models import (
    Authority,
    Closeness,
    Direction,
    ExpertOffer,
    MemberKind,
    NetworkMember,
    NetworkWalkthrough,
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


class SuccessorForm(forms.Form):
    """Who goes on in a member's place: somebody of the network, or somebody new to it."""

    asks_for_one = True

    successor = forms.ModelChoiceField(
        label=gettext_lazy("Who goes on in their place"),
        queryset=NetworkMember.objects.none(),
        empty_label=gettext_lazy("Nobody yet"),
        required=False,
    )
    new_name = ShortTextField(label=gettext_lazy("Name"), required=False)
    new_organisation = ShortTextField(
        label=gettext_lazy("Organisation or service"),
        required=False,
        help_text=gettext_lazy("Leave empty if it stays the same."),
    )
    new_phone = ShortTextField(label=gettext_lazy("Phone"), max_length=40, required=False)

    def __init__(self, *args: Any, member: NetworkMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        successor: Any = self.fields["successor"]
        successor.queryset = NetworkMember.objects.who_may_follow(member)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = self._layout()

    def clean(self) -> dict[str, Any]:
        """One successor at most, and a name where it is somebody new."""
        super().clean()
        data = self.cleaned_data
        new = [data.get(name) for name in ("new_name", "new_organisation", "new_phone")]
        if data.get("successor") and any(new):
            self.add_error(
                "successor",
                _("You chose somebody and also wrote somebody new. Remove one of them."),
            )
        elif any(new[1:]) and not data.get("new_name") and "new_name" not in self.errors:
            self.add_error("new_name", _("Write the name of whoever goes on."))
        elif self.asks_for_one and not data.get("successor") and not any(new) and not self.errors:
            self.add_error("successor", _("Choose who goes on, or write who it is."))
        return data

    def chosen(self) -> NetworkMember | None:
        """The successor; somebody new is unsaved, and supports where the other did."""
        if not self.cleaned_data["new_name"]:
            found: NetworkMember | None = self.cleaned_data["successor"]
            return found
        member = self.member
        return NetworkMember(
            case=member.case,
            kind=member.kind,
            name=self.cleaned_data["new_name"],
            organisation_name=self.cleaned_data["new_organisation"] or member.organisation_name,
            authority=member.authority,
            role=member.role,
            phone=self.cleaned_data["new_phone"],
            inside=member.inside,
            after=member.after,
        )

    def _layout(self) -> Layout:
        return Layout(
            Field("successor", css_class="w-half"),
            Folded(
                _("If they are not in the network yet: who goes on"),
                "new_name",
                "new_organisation",
                Field("new_phone", css_class="w-phone"),
            ),
        )


class EndMemberForm(SuccessorForm):
    """When and why a member left or will leave, and who goes on in their place."""

    asks_for_one = False

    on = DayField(
        label=gettext_lazy("Leaves or left the network on"),
        help_text=gettext_lazy("The day may lie ahead: they stay in the network until then."),
    )
    reason = ShortTextField(
        label=gettext_lazy("Reason"),
        error_messages={"required": gettext_lazy("Tell briefly why.")},
    )
    nobody_needed = forms.BooleanField(
        label=gettext_lazy("Nobody needs to go on in their place"), required=False
    )

    def __init__(self, *args: Any, member: NetworkMember, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "on": member.ended_on or timezone.localdate(),
            "reason": member.end_reason,
            "successor": member.successor,
            "nobody_needed": member.nobody_needed,
        }
        super().__init__(*args, member=member, **kwargs)

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on < self.member.since:
            raise forms.ValidationError(
                _("The day is before %(since)s, when they came to the network. Check the day."),
                params={"since": date_format(self.member.since)},
            )
        return on

    def clean(self) -> dict[str, Any]:
        """Nobody who is needed is named together with somebody."""
        super().clean()
        data = self.cleaned_data
        named = data.get("successor") or data.get("new_name")
        if data.get("nobody_needed") and named:
            self.add_error(
                "nobody_needed",
                _("You named who goes on, and said that nobody needs to. Remove one of them."),
            )
        return data

    def _layout(self) -> Layout:
        return Layout(
            Field("on", css_class="w-date"), "reason", *super()._layout(), "nobody_needed"
        )


class WalkthroughForm(forms.Form):
    """That the network was gone through with the client, and what came of it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=NetworkWalkthrough.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what came of it.")},
    )
    on = DayField(label=gettext_lazy("Talked through on"), future=False)
    note = LongTextField(
        label=gettext_lazy("What the client said"),
        rows=3,
        required=False,
        help_text=gettext_lazy("Whom the client wants to be asked, and whom not."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate()}
        super().__init__(*args, **kwargs)
        self.case = case
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("outcome", Field("on", css_class="w-date"), "note")

    def walkthrough(self) -> NetworkWalkthrough:
        return NetworkWalkthrough(case=self.case, **self.cleaned_data)


class ExpertOfferForm(forms.Form):
    """That an expert by experience was offered, and what came of it."""

    answer = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=ExpertOffer.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what came of it.")},
    )
    on = DayField(label=gettext_lazy("Talked about on"), future=False)
    note = LongTextField(
        label=gettext_lazy("What the client said"),
        rows=3,
        required=False,
        help_text=gettext_lazy("Refusing needs no reason."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate()}
        super().__init__(*args, **kwargs)
        self.case = case
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("answer", Field("on", css_class="w-date"), "note")

    def offer(self) -> ExpertOffer:
        return ExpertOffer(case=self.case, **self.cleaned_data)
