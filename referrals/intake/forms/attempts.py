"""The attempts to reach a person: rows of day, manner and a short note, without JavaScript."""

from crispy_forms.layout import Column, Field, Fieldset, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.vocabulary import CommunicationChannel
from inputs.drawn_form import DrawnOnce
from inputs.fields import DayField, ShortTextField
from inputs.not_known import Folded
from referrals.sending.forms.page_form import ask_conditionally

ROWS = 5
PARTS = ("on", "how", "note")
LABELS = {
    "on": gettext_lazy("Day"),
    "how": gettext_lazy("How"),
    "note": gettext_lazy("What happened"),
}
MISSING = {
    "on": gettext_lazy("Attempt %(row)d: write the day, for example 14.12.2026."),
    "how": gettext_lazy("Attempt %(row)d: choose how you tried."),
    "note": gettext_lazy("Attempt %(row)d: tell briefly what happened."),
}


class AttemptRows(forms.Form):
    """A form that asks, where the person could not be reached, what was tried."""

    def add_attempts(self) -> None:
        """Add the rows; an empty one is no attempt."""
        ways = [("", _("Choose")), *CommunicationChannel.choices]
        for row in range(1, ROWS + 1):
            self.fields[_name(row, "on")] = DayField(required=False, future=False)
            self.fields[_name(row, "how")] = forms.ChoiceField(choices=ways, required=False)
            self.fields[_name(row, "note")] = ShortTextField(required=False)
            for part in PARTS:
                field = self.fields[_name(row, part)]
                field.label = LABELS[part]
                # Five rows have the same labels on the page; each is heard with its row.
                field.widget.attrs["aria-label"] = _("Attempt %(row)d: %(what)s") % {
                    "row": row,
                    "what": LABELS[part],
                }
        ask_conditionally(self, *(_name(r, p) for r in range(1, ROWS + 1) for p in PARTS))

    def attempts(self) -> list[dict[str, str]]:
        """The rows that have been filled in, as they are stored."""
        found = []
        for row in range(1, ROWS + 1):
            on, how, note = (self.cleaned_data.get(_name(row, part)) for part in PARTS)
            if on and how and note:
                found.append({"on": on.isoformat(), "how": str(how), "note": str(note)})
        return found

    def clean_attempts(self, *, wanted: bool) -> None:
        """At least one whole row where they are `wanted`, and otherwise none."""
        begun = [row for row in range(1, ROWS + 1) if self._is_begun(row)]
        if begun and not wanted:
            self.add_error(
                _name(begun[0], "note"),
                _(
                    "You wrote attempts to reach the person but chose another decision. Choose "
                    "“The person could not be reached”, or move the text to what has been done."
                ),
            )
            return
        for row in begun or ([1] if wanted else []):
            for part in PARTS:
                name = _name(row, part)
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, MISSING[part] % {"row": row})

    def _is_begun(self, row: int) -> bool:
        """Something has been written in the row, right or wrong."""
        names = [_name(row, part) for part in PARTS]
        return any(self.cleaned_data.get(name) or name in self.errors for name in names)


def _row(row: int) -> Row:
    return Row(
        Column(Field(_name(row, "on")), css_class="col-md-3"),
        Column(Field(_name(row, "how")), css_class="col-md-4"),
        Column(Field(_name(row, "note")), css_class="col-md-5"),
    )


def _name(row: int, part: str) -> str:
    return f"attempt_{row}_{part}"


# The rows as one part of a form's layout; the style sheet shows it when it is asked for.
ATTEMPTS = DrawnOnce(
    Fieldset(gettext_lazy("Attempts to reach the person"), _row(1), css_class="attempt-rows"),
    Folded(gettext_lazy("More attempts"), *map(_row, range(2, ROWS + 1)), css_class="attempt-rows"),
    css_class="attempts",
)
