"""Forms of what was talked over about the network with the client."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from cases.models import Case
from inputs.fields import DayField, LongTextField
from networks.models import (
    ExpertOffer,
    NetworkWalkthrough,
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
