"""The day on which a step was done."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from inputs.fields import DayField
from plans.models import Step

DONE, TAKE_BACK = "done", "take_back"


class StepDoneForm(forms.Form):
    """Done on a day, or not done after all."""

    on = DayField(label=gettext_lazy("Done on"), future=False, required=False)
    what = forms.ChoiceField(choices=[(DONE, DONE), (TAKE_BACK, TAKE_BACK)], initial=DONE)

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": f"step-{step.pk}-%s"})

    def clean(self) -> dict[str, Any]:
        """Today, where no day is written."""
        cleaned = super().clean() or self.cleaned_data
        if "on" not in self.errors:
            cleaned["on"] = cleaned.get("on") or timezone.localdate()
        return cleaned

    @property
    def is_done(self) -> bool:
        return bool(self.cleaned_data["what"] == DONE)
