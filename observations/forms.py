"""The short form of an observation, and what is said and answered because of them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit
from continuity.need_kinds import Domain
from inputs.fields import DayField, LongTextField, ShortTextField
from observations.models import LONGEST
from observations.names_in_text import found_in
from observations.people_of_case import Known
from observations.vocabulary import ObservationKind


class ObservationForm(forms.Form):
    """One press: kind and area are proposed, words may be left out; `known` is not named."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What was met"),
        choices=ObservationKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what was met.")},
    )
    area = forms.ChoiceField(
        label=gettext_lazy("Area of service"),
        choices=[("", gettext_lazy("Choose")), *Domain.choices],
        error_messages={"required": gettext_lazy("Choose the area of service.")},
    )
    text = ShortTextField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy(
            "What happened in the service system, for example how long the queue is. No names, "
            "numbers, addresses or days: nothing that tells who the client is."
        ),
        max_length=LONGEST,
        required=False,
    )

    def __init__(self, *args: Any, known: Known, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.units = known, units
        layout = [Field("kind"), Field("area", css_class="w-half"), Field("text")]
        if len(units) > 1:
            self.fields["unit"] = forms.ChoiceField(
                label=gettext_lazy("Unit"), choices=[(each.pk, each.name) for each in units]
            )
            layout.append(Field("unit", css_class="w-half"))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*layout)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        found = found_in(text, self.known.names, self.known.exact)
        if found:
            raise forms.ValidationError(tell_found(found))
        return text

    def unit(self) -> Unit:
        """The one that was chosen, or the only one."""
        chosen = self.cleaned_data.get("unit")
        return next((each for each in self.units if str(each.pk) == chosen), self.units[0])


def tell_found(found: Sequence[str]) -> str:
    """What may not stay in the text, and what to write instead."""
    return _(
        "An observation is kept without anybody’s name, number, address or exact day. Take this "
        "away or say it in general words, for example “the client” or “the worker”, and a "
        "month instead of a day: %(found)s"
    ) % {"found": ", ".join(found)}


class NamelessTextField(LongTextField):
    """A story without numbers and addresses of people."""

    def clean(self, value: Any) -> Any:
        """What the writer has typed, where nothing of the kind is in it."""
        text = super().clean(value)
        found = found_in(text, [])
        if found:
            raise forms.ValidationError(
                _(
                    "Write it without numbers, addresses or exact days of people; a month is "
                    "enough. Take this away: %(found)s"
                )
                % {"found": ", ".join(found)}
            )
        return text


class StatementForm(forms.Form):
    """To whom something was said, when and what."""

    receiver = ShortTextField(
        label=gettext_lazy("To whom"),
        error_messages={"required": gettext_lazy("Write to whom the statement was made.")},
    )
    made_on = DayField(label=gettext_lazy("On"), future=False)
    text = NamelessTextField(
        label=gettext_lazy("What was said"),
        rows=4,
        error_messages={"required": gettext_lazy("Write what was said.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("receiver", css_class="w-half"), Field("made_on", css_class="w-date"), "text"
        )


class AnswerForm(forms.Form):
    """What they answered, not before the statement."""

    answered_on = DayField(label=gettext_lazy("Answered on"), future=False)
    answer = NamelessTextField(
        label=gettext_lazy("Answer"),
        rows=4,
        error_messages={"required": gettext_lazy("Write what they answered.")},
    )

    def __init__(self, *args: Any, made_on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_on = made_on
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field("answered_on", css_class="w-date"), "answer")

    def clean_answered_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["answered_on"]
        if day < self.made_on:
            raise forms.ValidationError(
                _("The answer came on the day of the statement or later. Check the day.")
            )
        return day
