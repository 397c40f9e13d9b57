"""Forms of the day at the gate: one for the facts, one for an item of the release list."""

from typing import Any, ClassVar

from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.custody import Track
from continuity.models import GateAnswer, GateFacts, GateState
from continuity.models.gate import MOST_MEDICINE_DAYS
from continuity.need_kinds import UNBROKEN
from inputs.fields import DayField, ShortTextField
from inputs.not_known import Folded
from inputs.record_form import RecordForm

OPEN_AGAIN = gettext_lazy("Open the page again, so that you see the newest text.")


class _FirstOrLaterForm(RecordForm):
    """A form over a row that may not be there yet: its version is then 0."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2_000_000_000,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), OPEN_AGAIN),
    )


class GateFactsForm(_FirstOrLaterForm):
    """What nobody else has told: six lines, and what matters only to some."""

    written: ClassVar[tuple[str, ...]] = (
        "met_by",
        "met_where",
        "own_money",
        "journey_paid_by",
        "keys",
        "medicine_days",
        "belongings",
        "home",
        "supervision",
        "supervision_first_on",
        "keep_apart",
    )

    met_by = ShortTextField(
        label=gettext_lazy("Who meets the client"),
        required=False,
        help_text=gettext_lazy("Name and phone."),
    )
    met_where = ShortTextField(
        label=gettext_lazy("Where and when"),
        required=False,
        help_text=gettext_lazy("For example: at the main gate at 9.00."),
    )
    own_money = ShortTextField(
        label=gettext_lazy("Own money"),
        required=False,
        help_text=gettext_lazy("How much there is, and until when it lasts."),
    )
    journey_paid_by = ShortTextField(label=gettext_lazy("Who pays the journey"), required=False)
    keys = ShortTextField(
        label=gettext_lazy("Keys"),
        required=False,
        help_text=gettext_lazy("Who has them, and when they are fetched."),
    )
    medicine_days = forms.IntegerField(
        label=gettext_lazy("Medicines for how many days"),
        required=False,
        min_value=0,
        max_value=MOST_MEDICINE_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("As many days as the client carries medicines along. 0 is none."),
        error_messages={
            "invalid": gettext_lazy("Write the number of days, for example 7."),
            "min_value": gettext_lazy("Write the number of days, for example 7."),
            "max_value": gettext_lazy("Write at most 90 days. Check the number."),
        },
    )
    belongings = ShortTextField(
        label=gettext_lazy("Where phone, medicines and money are"), required=False
    )
    home = forms.ChoiceField(
        label=gettext_lazy("Home"),
        choices=[*GateFacts.Home.choices, ("", gettext_lazy("Not asked yet"))],
        widget=forms.RadioSelect,
        required=False,
    )
    supervision = forms.ChoiceField(
        label=gettext_lazy("Is the client supervised after the release?"),
        choices=[*GateFacts.Supervision.choices, ("", gettext_lazy("Not asked yet"))],
        widget=forms.RadioSelect,
        required=False,
    )
    supervision_first_on = DayField(
        label=gettext_lazy("First appointment of the supervision"), required=False
    )
    keep_apart = ShortTextField(
        label=gettext_lazy("Do not place, do not invite"),
        required=False,
        help_text=gettext_lazy("With whom or where not. The reason is not written."),
    )

    def __init__(self, *args: Any, facts: GateFacts, **kwargs: Any) -> None:
        super().__init__(*args, record=facts, **kwargs)
        remand = facts.case.track == Track.REMAND
        asked = [
            "met_by",
            "met_where",
            "own_money",
            "journey_paid_by",
            "keys",
            Field("medicine_days", css_class="w-date"),
        ]
        folded = [
            "home",
            "supervision",
            Field("supervision_first_on", css_class="w-date"),
            "keep_apart",
        ]
        (asked if remand else folded).insert(len(asked) if remand else 0, "belongings")
        title = _("If it matters: home, supervision, whom to keep apart")
        self.helper.layout = Layout(*asked, Folded(title, *folded))

    def clean(self) -> dict[str, Any]:
        """An appointment belongs to a supervision."""
        super().clean()
        no = self.cleaned_data.get("supervision") != GateFacts.Supervision.YES
        if no and self.cleaned_data.get("supervision_first_on"):
            self.add_error(
                "supervision",
                _("You wrote a first appointment. Choose “Yes”, or remove the day."),
            )
        return self.cleaned_data


class GateAnswerForm(_FirstOrLaterForm):
    """How one item stands, and who sees to it by when."""

    written: ClassVar[tuple[str, ...]] = ("state", "who", "by_when", "words")

    state = forms.ChoiceField(
        label=gettext_lazy("How does it stand?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it stands.")},
    )
    who = ShortTextField(label=gettext_lazy("Who sees to it"), required=False)
    by_when = DayField(label=gettext_lazy("By when"), required=False)
    words = ShortTextField(
        label=gettext_lazy("More about it"),
        required=False,
        help_text=gettext_lazy("Where it is, what was agreed, or why it is not needed."),
    )

    def __init__(self, *args: Any, answer: GateAnswer, **kwargs: Any) -> None:
        super().__init__(*args, record=answer, **kwargs)
        state: Any = self.fields["state"]
        state.choices = [
            (each.value, each.label)
            for each in GateState
            if each is not GateState.IN_ORDER or answer.item not in UNBROKEN
        ]
        self.helper.layout = Layout(
            "state",
            Div(Field("who", css_class="w-half"), Field("by_when", css_class="w-date")),
            "words",
        )

    def clean(self) -> dict[str, Any]:
        """Somebody arranges what is being arranged; what is not needed has a reason."""
        super().clean()
        state, cleaned = self.cleaned_data.get("state"), self.cleaned_data
        if state == GateState.ARRANGED and not cleaned.get("who") and "who" not in self.errors:
            self.add_error("who", _("Write who sees to it."))
        untold = not cleaned.get("words") and "words" not in self.errors
        if state == GateState.NOT_NEEDED and untold:
            self.add_error("words", _("Tell briefly why it is not needed."))
        return cleaned
