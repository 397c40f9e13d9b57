"""Forms of a goal and a step."""

from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.who_does import WhoDoesRecordForm
from cases.models import Case
from desistance.factors import LEVELS, client_factors
from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.record_form import RecordForm
from plans.models import Goal, Step


class GoalForm(RecordForm):
    """A goal in the client's words, and what it supports: in remand that is not asked."""

    written = ("words", "description", "scale", "factors")

    words = LongTextField(
        label=gettext_lazy("Goal in the client’s words"),
        help_text=gettext_lazy("As the client says it, for example: I want a door of my own."),
        rows=3,
        error_messages={"required": gettext_lazy("Write the goal in the client’s words.")},
    )
    description = LongTextField(label=gettext_lazy("More about the goal"), required=False, rows=3)
    scale = forms.TypedChoiceField(
        label=gettext_lazy("What the goal aims at"),
        choices=Goal.Scale.choices,
        coerce=int,
        initial=Goal.Scale.BETTER,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the goal aims at.")},
    )
    factors = forms.MultipleChoiceField(
        label=gettext_lazy("Which factors of desistance the goal supports"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    # The keys of the offers with which the goal began.
    begun_with = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(
        self, *args: Any, record: Goal | None, in_remand: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, record=record, **kwargs)
        self.helper.layout = Layout("words", "description", "scale")
        if in_remand:
            del self.fields["factors"]
            return
        offered = client_factors()
        choices: Any = [
            (level.label, [(f.value, f.label) for f in offered if f.level is level])
            for level in LEVELS
        ]
        factors: Any = self.fields["factors"]
        factors.choices = choices
        self.helper.layout.append("factors")


class StepForm(WhoDoesRecordForm):
    """What is done for a goal, who does it, and by when.

    Who does it is somebody of the case or words; a step keeps the name, and of the
    network also the member.
    """

    written = ("text", "actor", "due_on", "is_continuous")
    field_order = ("text", "who", "actor", "due_on", "is_continuous")

    text = ShortTextField(
        label=gettext_lazy("What is done"),
        error_messages={"required": gettext_lazy("Write what is done.")},
    )
    due_on = DayField(label=gettext_lazy("By when"), required=False)
    is_continuous = forms.BooleanField(
        label=gettext_lazy("Continuously, without a day"), required=False
    )
    # The key of the decision with which the step began.
    begun_with = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, record: Step | None, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, record=record, case=case, **kwargs)
        self.fields["due_on"].conditional = True  # type: ignore[attr-defined]
        self.helper.layout = Layout(
            "text",
            Field("who", css_class="w-half"),
            Field("actor", css_class="w-half"),
            Field("due_on", css_class="w-date"),
            "is_continuous",
        )

    def stand_alone(self) -> None:
        """What was typed is saved next as a step that began with no decision."""
        typed: Any = self.data
        sent = typed.copy()
        sent["begun_with"] = ""
        self.data = sent

    def clean(self) -> dict[str, Any]:
        """Somebody does it, and either by a day or all the time."""
        cleaned = super().clean()
        due, continuous = cleaned.get("due_on"), cleaned.get("is_continuous")
        if "due_on" not in self.errors and not due and not continuous:
            self.add_error("due_on", _("Write the day, or choose “Continuously”."))
        if due and continuous:
            self.add_error(
                "due_on", _("You wrote a day and chose “Continuously”. Remove one of them.")
            )
        return cleaned
