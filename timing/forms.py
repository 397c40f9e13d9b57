"""The forms of a county's own rule, and of its choice of working days."""

import datetime as dt
import hashlib
import re
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from inputs.fields import DayField, ShortTextField
from timing.calendar import WorkingDayRule
from timing.models import TimeRule, WorkingDays
from timing.own_rules import print_of
from timing.vocabulary import Span

# A year with a leap day, as national rules have it: further ahead than any gate that matters.
MOST = 366
# The longest span that a county may set: two years, and a year where it is counted in days.
LONGEST = {
    Span.DAYS: (365, gettext_lazy("The time is too long. Write at most 365 days.")),
    Span.WORKING_DAYS: (250, gettext_lazy("The time is too long. Write at most 250 working days.")),
    Span.WEEKS: (104, gettext_lazy("The time is too long. Write at most 104 weeks.")),
    Span.MONTHS: (24, gettext_lazy("The time is too long. Write at most 24 months.")),
}
# What a county's own rule takes from the national one.
FIXED = ("kind", "basis", "anchor", "is_before", "track", "trigger", "need", "is_cover")
NUMBER = {
    "required": gettext_lazy("Write a number."),
    "invalid": gettext_lazy("Write a whole number, for example 7."),
    "min_value": gettext_lazy("Write a whole number, for example 7."),
    "max_value": gettext_lazy("The number is too large. Write at most %(limit_value)s."),
}


class NumberField(forms.IntegerField):
    """A whole number, written by hand."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        limits: dict[str, Any] = {"min_value": 0, "max_value": MOST}
        super().__init__(error_messages=NUMBER, **limits | options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Digits on a phone's keyboard."""
        return {"inputmode": "numeric", "autocomplete": "off"}


class NumbersField(ShortTextField):
    """Whole numbers with commas: 28, 14, 7."""

    def prepare_value(self, value: Any) -> Any:
        """As it is written."""
        return ", ".join(str(each) for each in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The numbers, the largest first, each once."""
        written = [each for each in re.split(r"[,;\s]+", super().clean(value)) if each]
        if not all(each.isascii() and each.isdecimal() for each in written):
            raise ValidationError(_("Write whole numbers with commas, for example 28, 14, 7."))
        numbers = sorted({int(each) for each in written}, reverse=True)
        if numbers and numbers[0] > MOST:
            raise ValidationError(NUMBER["max_value"] % {"limit_value": MOST})
        return numbers


class FromDayForm(forms.Form):
    """What holds from a day on, and says what it moves before it is saved."""

    valid_from = DayField(
        label=gettext_lazy("Valid from"),
        help_text=gettext_lazy("Today or later. What is counted from an earlier day stays."),
    )
    # Of what the page has shown the dues that move: what is changed after that is shown anew.
    counted = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_valid_from(self) -> dt.date:
        """No day that has passed."""
        day: dt.date = self.cleaned_data["valid_from"]
        if day < timezone.localdate():
            raise ValidationError(_("The day has passed. Write today or a later day."))
        return day

    @property
    def content(self) -> str:
        """A print of what was asked for."""
        said = sorted((name, repr(v)) for name, v in self.cleaned_data.items() if name != "counted")
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]

    @property
    def is_counted(self) -> bool:
        """Whether the page has shown what exactly this moves."""
        return bool(self.cleaned_data["counted"] == self.content)

    def take_counted(self) -> None:
        """Remember, in the form that is shown again, that it has been shown."""
        said: Any = self.data
        said = said.copy()
        said["counted"] = self.content
        self.data = said


class OwnRuleForm(FromDayForm):
    """A county's own target in the place of the national one."""

    # How long it may be depends on the unit.
    count = NumberField(label=gettext_lazy("How many"), max_value=None)
    span = forms.ChoiceField(label=gettext_lazy("Of what"), choices=Span.choices)
    shown_before = NumberField(label=gettext_lazy("A task so many days before its day"))
    told_before = NumbersField(
        label=gettext_lazy("Told so many days before"),
        required=False,
        help_text=gettext_lazy("Numbers with commas; 0 is the day itself. Empty: nobody is told."),
    )
    told_again = NumberField(label=gettext_lazy("Told again so many days after"), required=False)
    escalated = NumberField(
        label=gettext_lazy("Told to the supervisor so many days after"), required=False
    )
    # Which saving of the county's own rule the page showed.
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)

    written = ("count", "span", "shown_before", "told_before", "told_again", "escalated")

    def __init__(
        self, *args: Any, like: TimeRule, newest: TimeRule | None, county: Organisation
    ) -> None:
        self.like, self.county = like, county
        shown = newest or like
        initial = {name: getattr(shown, name) for name in self.written}
        initial |= {"valid_from": timezone.localdate(), "seen": print_of(newest)}
        super().__init__(*args, initial=initial)
        names = [name for name in self.written if not self._is_fixed(name)]
        for name in set(self.written) - set(names):
            del self.fields[name]
        self.helper.layout = Layout(
            *(Field(name, css_class="w-date") for name in (*names, "valid_from")),
            "counted",
            "seen",
        )

    def clean(self) -> dict[str, Any]:
        """No longer than somebody can mean."""
        said = super().clean() or {}
        count, span = said.get("count"), said.get("span")
        if count is not None and span:
            most, words = LONGEST[Span(span)]
            if count > most:
                self.add_error("count", words)
        return said

    def _is_fixed(self, name: str) -> bool:
        """What is due at once has no number of days, and is a task at once."""
        return self.like.count is None and name in ("count", "span", "shown_before")

    def rule(self) -> TimeRule:
        """The unsaved rule: kind, anchor and direction are those of the national one."""
        fixed = {name: getattr(self.like, name) for name in (*FIXED, *self.written)}
        said = {name: self.cleaned_data[name] for name in self.written if name in self.fields}
        valid_from = self.cleaned_data["valid_from"]
        return TimeRule(**fixed | said, valid_from=valid_from, county=self.county)


class NationalAgainForm(FromDayForm):
    """From which day on the national target applies again."""

    # Which saving of the county's own rule the page showed.
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, like: TimeRule, newest: TimeRule, county: Organisation) -> None:
        self.like, self.county = like, county
        initial = {"valid_from": timezone.localdate(), "seen": print_of(newest)}
        super().__init__(*args, initial=initial)
        self.helper.layout = Layout(Field("valid_from", css_class="w-date"), "counted", "seen")

    def rule(self) -> TimeRule:
        """The unsaved rule: the national one of today, to be looked up anew each time."""
        copied = {
            field.attname: getattr(self.like, field.attname)
            for field in TimeRule._meta.concrete_fields
            if field.name not in ("id", "county", "valid_from", "version", "is_national_again")
        }
        valid_from = self.cleaned_data["valid_from"]
        return TimeRule(**copied, county=self.county, valid_from=valid_from, is_national_again=True)


class WorkingDaysForm(FromDayForm):
    """How the county counts working days for its targets."""

    rule = forms.ChoiceField(
        label=gettext_lazy("Working days"),
        choices=WorkingDayRule.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose which days are working days.")},
    )

    def __init__(self, *args: Any, present: WorkingDayRule, county: Organisation) -> None:
        self.county = county
        initial = {"rule": present.value, "valid_from": timezone.localdate()}
        super().__init__(*args, initial=initial)
        self.helper.layout = Layout("rule", Field("valid_from", css_class="w-date"), "counted")

    def chosen(self) -> WorkingDays:
        """The unsaved choice."""
        return WorkingDays(
            county=self.county,
            rule=self.cleaned_data["rule"],
            valid_from=self.cleaned_data["valid_from"],
        )
