"""A training, a day of it, and who took part."""

from collections.abc import Collection, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy

from accounts.models import Unit, User
from inputs.fields import DayField, ShortTextField
from training.models import Training, TrainingDay


def whole(*fields: object) -> FormHelper:
    """Draws the fields without a form of its own."""
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper


class TrainingForm(forms.Form):
    """What it is, how long, and its first day where it is known."""

    name = ShortTextField(
        label=gettext_lazy("What"),
        error_messages={"required": gettext_lazy("Write what the training is.")},
    )
    package = ShortTextField(
        label=gettext_lazy("Package"),
        help_text=gettext_lazy("Where the training is one part of several."),
        required=False,
    )
    hours = forms.DecimalField(
        label=gettext_lazy("Hours"),
        min_value=0.5,
        max_digits=4,
        decimal_places=1,
        localize=True,
        error_messages={
            "required": gettext_lazy("Write how many hours it takes."),
            "invalid": gettext_lazy("Write the hours as a number, for example 1 or 1.5."),
            "min_value": gettext_lazy("Write half an hour or more."),
            "max_digits": gettext_lazy("Write the hours as a number, for example 1 or 1.5."),
            "max_whole_digits": gettext_lazy("Write the hours as a number, for example 1 or 1.5."),
            "max_decimal_places": gettext_lazy("Write the hours with one decimal at most."),
        },
    )
    held_on = DayField(label=gettext_lazy("Day"), required=False)
    where = ShortTextField(label=gettext_lazy("Where, and who trains"), required=False)

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        fields = ["name", "package", Field("hours", css_class="w-date")]
        fields += [Field("held_on", css_class="w-date"), "where"]
        if len(units) > 1:
            self.fields["unit"] = forms.ChoiceField(
                label=gettext_lazy("Unit"), choices=[(each.pk, each.name) for each in units]
            )
            fields.insert(0, Field("unit", css_class="w-half"))
        self.helper = whole(*fields)

    def training(self) -> Training:
        """Unsaved, of the chosen unit or the only one."""
        said = self.cleaned_data
        unit = next((u for u in self.units if str(u.pk) == said.get("unit")), self.units[0])
        return Training(unit=unit, name=said["name"], package=said["package"], hours=said["hours"])


class DayForm(forms.Form):
    """Another day of a training."""

    held_on = DayField(
        label=gettext_lazy("Day"),
        error_messages={"required": gettext_lazy("Write the day of the training.")},
    )
    where = ShortTextField(label=gettext_lazy("Where, and who trains"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = whole(Field("held_on", css_class="w-date"), "where")

    def day(self, training: Training) -> TrainingDay:
        """Unsaved."""
        return TrainingDay(training=training, **self.cleaned_data)


class SeenField(forms.TypedMultipleChoiceField):
    """Keys of a page that may be old: somebody on it may have left the unit meanwhile."""

    def valid_value(self, value: str) -> bool:
        """Any key; only marks of the day are taken back."""
        return value.isascii() and value.isdecimal() and len(value) < 16


class MarkForm(forms.Form):
    """Ticks for those who work in the unit, and for who took part earlier."""

    took_part = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who took part"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = SeenField(coerce=int, required=False, widget=forms.MultipleHiddenInput)

    def __init__(
        self, *args: Any, people: Sequence[User], marked: Collection[int], **kwargs: Any
    ) -> None:
        ticked = sorted(marked)
        kwargs["initial"] = {"took_part": ticked, "seen": ticked}
        super().__init__(*args, **kwargs)
        choices = [(each.pk, str(each)) for each in people]
        self.fields["took_part"].choices = choices  # type: ignore[attr-defined]
        self.helper = whole("took_part", "seen")
