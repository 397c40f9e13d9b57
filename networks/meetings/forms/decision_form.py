"""Forms of what was decided in a meeting, and of what became of it."""

from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.who_does import WhoDoesRecordForm
from cases.models import Case
from inputs.fields import DayField, ShortTextField
from networks.models import DecisionEnd, MeetingDecision

TAKE_BACK = "take_back"


class DecisionForm(WhoDoesRecordForm):
    """What was decided, who sees to it, and by when."""

    written = ("text", "actor", "due_on")
    field_order = ("text", "who", "actor", "due_on")

    text = ShortTextField(
        label=gettext_lazy("What was decided"),
        error_messages={"required": gettext_lazy("Write what was decided.")},
    )
    due_on = DayField(
        label=gettext_lazy("By when"),
        required=False,
        help_text=gettext_lazy("With a day it stands among what is due until it is done."),
    )

    def __init__(
        self, *args: Any, record: MeetingDecision | None, case: Case, **kwargs: Any
    ) -> None:
        super().__init__(*args, record=record, case=case, **kwargs)
        self.fields["who"].label = _("Who sees to it")
        self.fields["actor"].label = _("Who sees to it, in words")
        self.helper.layout = Layout(
            "text",
            Field("who", css_class="w-half"),
            Field("actor", css_class="w-half"),
            Field("due_on", css_class="w-date"),
        )


class DecisionEndForm(forms.Form):
    """Done on a day, needed no more, or not ended after all."""

    on = DayField(label=gettext_lazy("Date"), future=False, required=False)
    what = forms.ChoiceField(
        choices=[
            (DecisionEnd.How.DONE, "done"),
            (DecisionEnd.How.NOT_NEEDED, "not_needed"),
            (TAKE_BACK, TAKE_BACK),
        ]
    )

    def clean(self) -> dict[str, Any]:
        """Today, where no day is written."""
        cleaned = super().clean() or self.cleaned_data
        if "on" not in self.errors:
            cleaned["on"] = cleaned.get("on") or timezone.localdate()
        return cleaned
