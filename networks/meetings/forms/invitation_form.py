"""The form of an invitation to a meeting."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import DayField
from networks.models import Meeting, MeetingAsked, MeetingInvitation


class AskedField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Those who are asked, by name."""

    def label_from_instance(self, obj: MeetingAsked) -> str:
        return obj.name


class InvitationForm(forms.Form):
    """Who were invited, how, and when; a mail leaves when it is saved."""

    person = AskedField(
        label=gettext_lazy("Who is invited"),
        queryset=MeetingAsked.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose who is invited."),
            "invalid_choice": gettext_lazy("Choose somebody who is asked to the meeting."),
            "invalid_pk_value": gettext_lazy("Choose somebody who is asked to the meeting."),
        },
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=MeetingInvitation.How.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "The mail leaves when you save. It names nobody and tells no place and no topic."
        ),
        error_messages={"required": gettext_lazy("Choose how.")},
    )
    on = DayField(label=gettext_lazy("Invited on"), future=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = meeting.asked.select_related("member", "user")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("person", "how", Field("on", css_class="w-date"))

    def clean(self) -> dict[str, Any]:
        """A mail leaves today."""
        cleaned = super().clean() or self.cleaned_data
        is_mail = cleaned.get("how") == MeetingInvitation.How.MAIL
        if is_mail and cleaned.get("on") and cleaned["on"] != timezone.localdate():
            self.add_error("on", _("A mail leaves today. Write today’s date."))
        return cleaned

    def told(self) -> dict[str, Any]:
        """How and when, of each who is chosen."""
        return {name: self.cleaned_data[name] for name in ("how", "on")}
