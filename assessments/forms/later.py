"""What becomes of the life areas that were left for later, one by one."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.later_areas import Answer, Decision
from assessments.models import LifeAreaEntry
from inputs.fields import DayField, ShortTextField


class LaterForm(forms.Form):
    """One area. Nothing is chosen beforehand but what was decided of it before."""

    use_required_attribute = False

    answer = forms.ChoiceField(
        label=gettext_lazy("What becomes of this life area"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
    )
    on = DayField(
        label=gettext_lazy("It is asked on"),
        help_text=gettext_lazy("If it is asked at the review. You are reminded of the day."),
        required=False,
        widget=forms.TextInput({"class": "w-date"}),
    )
    because = ShortTextField(
        label=gettext_lazy("Not relevant, because"),
        help_text=gettext_lazy("Only if it is not relevant to the client."),
        required=False,
    )

    def __init__(self, *args: Any, entry: LifeAreaEntry, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "answer": Answer.NOT_RELEVANT if entry.not_relevant_because else "",
            "on": entry.later_on,
            "because": entry.not_relevant_because,
        }
        kwargs["prefix"] = f"later-{entry.area}"
        super().__init__(*args, **kwargs)
        self.entry = entry
        wanted = self._named(_("decide what becomes of it."))
        self.fields["answer"].error_messages["required"] = wanted
        for name in ("on", "because"):
            self.fields[name].conditional = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A day that is not over, or a reason, as the answer wants."""
        super().clean()
        data = self.cleaned_data
        answer = data.get("answer")
        if answer == Answer.AT_REVIEW and "on" not in self.errors:
            if not data.get("on"):
                self.add_error("on", self._named(_("write the day on which it is asked.")))
            elif data["on"] < timezone.localdate():
                over = _("the day is over. Write a day that is still to come.")
                self.add_error("on", self._named(over))
        if answer == Answer.NOT_RELEVANT and not data.get("because"):
            self.add_error("because", self._named(_("tell briefly why it is not relevant.")))
        return data

    def _named(self, words: str) -> str:
        """The summary above the form lists eleven areas together."""
        return f"{self.entry}: {words}"

    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(Answer(data["answer"]), data["on"], data["because"])


class LaterForms:
    """The forms of all areas that are still to be asked. Speaks as a formset to the summary."""

    non_form_errors: tuple[str, ...] = ()

    def __init__(self, entries: list[LifeAreaEntry], data: QueryDict | None = None) -> None:
        left = [entry for entry in entries if entry.state == LifeAreaEntry.State.LATER]
        self.forms = [LaterForm(data, entry=entry) for entry in left]

    @property
    def total_error_count(self) -> int:
        return sum(len(form.errors) for form in self.forms)

    def is_valid(self) -> bool:
        """All are asked, so that all errors show at once."""
        return all([form.is_valid() for form in self.forms])  # noqa: C419

    def decisions(self) -> dict[str, Decision]:
        return {form.entry.area: form.decision() for form in self.forms}

    def asked_now(self) -> list[str]:
        """The areas with which one goes back to the draft."""
        return [area for area, each in self.decisions().items() if each.answer == Answer.ASK_NOW]
