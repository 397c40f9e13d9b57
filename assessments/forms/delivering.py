"""To whom an assessment was delivered, and why such a row is taken back."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms.participant import described
from assessments.models import Assessment, AssessmentDelivery
from inputs.fields import DayField, ShortTextField
from networks.models import NetworkMember

CLIENT = "client"
SOMEBODY_ELSE = "else"


class DeliveryForm(forms.Form):
    """The client, somebody of the network, or somebody else by name."""

    receiver = forms.ChoiceField(
        label=gettext_lazy("To whom"),
        error_messages={"required": gettext_lazy("Choose to whom it was delivered.")},
    )
    who = ShortTextField(
        label=gettext_lazy("Name and role, if it was somebody else"), required=False
    )
    delivered_on = DayField(label=gettext_lazy("Delivered on"), future=False)
    manner = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=AssessmentDelivery.Manner.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it was delivered.")},
    )

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        kwargs["initial"] = {"delivered_on": timezone.localdate(), "receiver": CLIENT}
        super().__init__(*args, **kwargs)
        self.assessment = assessment
        members = NetworkMember.objects.filter(case=assessment.case_id).for_listing()
        self.names = {str(each.pk): described(each) for each in members if each.is_present}
        receiver: Any = self.fields["receiver"]
        receiver.choices = [
            (CLIENT, _("The client")),
            *self.names.items(),
            (SOMEBODY_ELSE, _("Somebody else")),
        ]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("receiver", css_class="w-half"),
            Field("who", css_class="w-half"),
            Field("delivered_on", css_class="w-date"),
            "manner",
        )

    def clean(self) -> dict[str, Any]:
        """A name where it was somebody else, and only there."""
        super().clean()
        chosen, who = self.cleaned_data.get("receiver"), self.cleaned_data.get("who")
        if chosen == SOMEBODY_ELSE and not who and "who" not in self.errors:
            self.add_error("who", _("Write to whom it was delivered."))
        if chosen and chosen != SOMEBODY_ELSE and who:
            self.add_error(
                "who", _("You chose somebody and also wrote a name. Remove one of them.")
            )
        return self.cleaned_data

    def delivery(self) -> AssessmentDelivery:
        told = self.cleaned_data
        chosen = told["receiver"]
        of_client = str(self.assessment.case.client.full_name) if chosen == CLIENT else ""
        return AssessmentDelivery(
            case=self.assessment.case,
            assessment=self.assessment,
            to_whom=of_client or self.names.get(chosen) or told["who"],
            delivered_on=told["delivered_on"],
            manner=told["manner"],
        )


class TakeBackDeliveryForm(forms.Form):
    """Why it was not as written."""

    because = ShortTextField(
        label=gettext_lazy("Why is it taken back?"),
        help_text=gettext_lazy("For example: it was another day. The client may see this."),
        error_messages={"required": gettext_lazy("Tell briefly why it is taken back.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
