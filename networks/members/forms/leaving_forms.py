"""Forms of somebody who leaves the network, and of who goes on."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import DayField, ShortTextField
from inputs.not_known import Folded
from networks.models import (
    NetworkMember,
)


class SuccessorForm(forms.Form):
    """Who goes on in a member's place: of the network, new to it, or nobody, because."""

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
    nobody_because = ShortTextField(
        label=gettext_lazy("Nobody needs to go on, because"),
        required=False,
        help_text=gettext_lazy("Fill this in only if nobody is looked for in their place."),
    )

    def __init__(self, *args: Any, member: NetworkMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        successor: Any = self.fields["successor"]
        successor.queryset = NetworkMember.objects.who_may_follow(member)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = self._layout()

    def clean(self) -> dict[str, Any]:
        """One successor at most, with a name where it is somebody new; or why nobody."""
        super().clean()
        self._clean_successor()
        data = self.cleaned_data
        if data.get("nobody_because") and (data.get("successor") or data.get("new_name")):
            self.add_error(
                "nobody_because",
                _("You named who goes on, and said that nobody needs to. Remove one of them."),
            )
        return data

    def _clean_successor(self) -> None:
        data = self.cleaned_data
        new = [data.get(name) for name in ("new_name", "new_organisation", "new_phone")]
        if data.get("successor") and any(new):
            self.add_error(
                "successor",
                _("You chose somebody and also wrote somebody new. Remove one of them."),
            )
        elif any(new[1:]) and not data.get("new_name") and "new_name" not in self.errors:
            self.add_error("new_name", _("Write the name of whoever goes on."))
        elif self.asks_for_one and not self.errors and not self._tells(new):
            self.add_error(
                "successor", _("Choose who goes on, write who it is, or tell why nobody needs to.")
            )

    def _tells(self, new: list[str | None]) -> bool:
        data = self.cleaned_data
        return bool(data.get("successor") or any(new) or data.get("nobody_because"))

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
            "nobody_because",
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

    def __init__(self, *args: Any, member: NetworkMember, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "on": member.ended_on or timezone.localdate(),
            "reason": member.end_reason,
            "successor": member.successor,
            "nobody_because": member.nobody_because,
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

    def _layout(self) -> Layout:
        return Layout(Field("on", css_class="w-date"), "reason", *super()._layout())
