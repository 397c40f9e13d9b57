"""Forms over a record that two people may edit."""

import datetime as dt
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.versions import VersionedModel


class RecordForm(forms.Form):
    """A form that shows a record's fields and remembers which version was shown."""

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

    def __init__(self, *args: Any, record: VersionedModel | None, **kwargs: Any) -> None:
        initial = kwargs.pop("initial", {})
        if record is not None:
            initial |= {name: getattr(record, name) for name in (*self.written, "version")}
        super().__init__(*args, **kwargs | {"initial": initial})
        if record is None:
            del self.fields["version"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.render_hidden_fields = True

    def values(self) -> dict[str, Any]:
        """The clean values to save; what was not asked stays as it is."""
        return {name: self.cleaned_data[name] for name in self.written if name in self.fields}

    def write_to(self, record: models.Model) -> None:
        for name, value in self.values().items():
            setattr(record, name, value)

    def take_version(self, current: VersionedModel) -> None:
        """Stand on the record as it is now: the next save is made knowing both texts."""
        data: Any = self.data
        self.data = data.copy()
        self.data["version"] = str(current.version)  # type: ignore[index]

    def differences_from(self, current: VersionedModel) -> list[dict[str, str]]:
        """The fields in which what is typed differs from what is saved, as words."""
        return [
            {
                "label": str(self.fields[name].label),
                "theirs": self._in_words(name, getattr(current, name)),
                "mine": self._in_words(name, value),
            }
            for name, value in self.values().items()
            if value != getattr(current, name)
        ]

    def _in_words(self, name: str, value: Any) -> str:
        field: Any = self.fields[name]
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if value in (None, "", []):
            return "–"
        if isinstance(value, dt.date):
            return date_format(value)
        if isinstance(value, list):
            labels = dict(_flat(field.choices))
            return "\n".join(str(labels.get(each, each)) for each in value)
        if isinstance(field, forms.ChoiceField) and not isinstance(value, models.Model):
            return str(dict(_flat(field.choices)).get(value, value))
        return str(value)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices without their groups."""
    flat: list[tuple[Any, Any]] = []
    for key, label in choices:
        flat.extend(label if isinstance(label, (list, tuple)) else [(key, label)])
    return flat
