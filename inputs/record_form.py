"""Forms over a record that two people may edit."""

import json
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from inputs.two_texts import (
    BroughtTogether,
    Place,
    in_words,
    is_answer,
    prints_of,
    read_prints,
)
from records.versions import VersionedModel

# No record has it: a save that stands on it is refused, and both texts are shown.
UNDECIDED = 0


class PrintsField(forms.CharField):
    """What the page carries along of each value as its writer saw it."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Nobody has typed it."""
        return False


class RecordForm(forms.Form):
    """A form that shows a record's fields and remembers which version was shown.

    Where somebody has saved meanwhile, it is brought together with what is stored before it
    is looked at (`inputs/two_texts.py`).
    """

    # The fields of the record that the form writes.
    written: ClassVar[tuple[str, ...]] = ()

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=2_000_000_000,
        error_messages={
            "required": gettext_lazy("Open the page again, so that you see the newest text."),
            "invalid": gettext_lazy("Open the page again, so that you see the newest text."),
            "min_value": gettext_lazy("Open the page again, so that you see the newest text."),
            "max_value": gettext_lazy("Open the page again, so that you see the newest text."),
        },
    )
    prints = PrintsField(required=False)

    def __init__(self, *args: Any, record: VersionedModel | None, **kwargs: Any) -> None:
        initial = kwargs.pop("initial", {})
        if record is not None:
            initial |= {**self.shown_of(record), "version": record.version}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.record = record
        # What two have written, brought together; None where nobody has saved meanwhile.
        self.together: BroughtTogether | None = None
        if record is None:
            del self.fields["version"], self.fields["prints"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.render_hidden_fields = True

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """The prints are those of the fields as the finished form has them."""
        if field_name == "prints" and self.record is not None:
            return json.dumps(self.prints_now(self.record))
        return super().get_initial_for_field(field, field_name)

    def full_clean(self) -> None:
        """Bring in first what others have saved since the page was opened."""
        if self.record is not None and self.together is None and self._tells_version():
            is_stale = self.data.get("version") != str(self.record.version)
            if is_stale or is_answer(self.data):
                self.bring_in(self.record)
        super().full_clean()

    def clean_version(self) -> int:
        """What the save stands on: nothing, as long as a choice is to be made."""
        version: int = self.cleaned_data["version"]
        return UNDECIDED if self.together and self.together.both else version

    def values(self) -> dict[str, Any]:
        """The clean values to save; what was not asked stays as it is."""
        return {name: self.cleaned_data[name] for name in self.written if name in self.fields}

    def write_to(self, record: models.Model) -> None:
        for name, value in self.values().items():
            setattr(record, name, value)

    def shown_of(self, record: VersionedModel) -> dict[str, Any]:
        """What the form shows of a record, by the names of its fields."""
        return {name: getattr(record, name) for name in self.written}

    def places(self, record: VersionedModel) -> list[Place]:
        """The fields of the form, with what the record has in them."""
        shown = self.shown_of(record)
        return [Place(self, name, shown[name]) for name in shown if name in self.fields]

    def prints_now(self, record: VersionedModel) -> dict[str, str]:
        """What the page carries along, to tell later who changed what."""
        return prints_of(self.places(record))

    def bring_in(self, current: VersionedModel) -> None:
        """Stand on the record as it is now: the next save is made knowing both texts."""
        sent: Any = self.data
        seen = read_prints(sent.get("prints", ""))
        self.together = BroughtTogether(sent, self.places(current), seen)
        data = self.together.data
        data["version"] = str(current.version)
        data["prints"] = json.dumps(self.prints_now(current))
        self.data = data

    def differences_from(self, current: models.Model) -> list[dict[str, str]]:
        """The fields in which what is typed differs from what is saved, as words."""
        return [
            {
                "label": str(self.fields[name].label),
                "theirs": in_words(self.fields[name], getattr(current, name)),
                "mine": in_words(self.fields[name], value),
            }
            for name, value in self.values().items()
            if value != getattr(current, name)
        ]

    def _tells_version(self) -> bool:
        """Whether the page was sent with a version; one that lost it is refused by its field."""
        if not isinstance(self.data, QueryDict):
            return False
        try:
            self.fields["version"].clean(self.data.get("version"))
        except forms.ValidationError:
            return False
        return True
