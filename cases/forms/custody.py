"""The form of a custody fact."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from cases.custody import CustodyKind, FactSource, ReleaseCertainty, ReleaseKind
from cases.models import CustodyFact
from inputs.fields import DayField, ShortTextField
from inputs.not_known import NotKnown, NotKnownMixin, reason_name

NOT_CHOSEN = ("", gettext_lazy("Not known"))
COPIED = ("facility", "kind", "started_on", "release_on", "release_kind")
KNOWN_CERTAINTIES = [
    choice for choice in ReleaseCertainty.choices if choice[0] != ReleaseCertainty.UNKNOWN
]


class CustodyForm(NotKnownMixin, forms.Form):
    """What is known now; begins with what was known before, since little changes at a time."""

    can_be_unknown = ("release_on",)

    facility = forms.ModelChoiceField(
        label=gettext_lazy("Prison"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Not known or not in prison"),
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of custody"),
        choices=[NOT_CHOSEN, *CustodyKind.choices],
        required=False,
    )
    started_on = DayField(label=gettext_lazy("Custody began"), required=False)
    release_on = DayField(
        label=gettext_lazy("Release date"),
        help_text=gettext_lazy(
            "As the Prison and Probation Service, the court or the client has told it. "
            "It is never calculated here."
        ),
    )
    release_certainty = forms.ChoiceField(
        label=gettext_lazy("How certain the date is"),
        choices=[("", gettext_lazy("Choose")), *KNOWN_CERTAINTIES],
        error_messages={"required": gettext_lazy("Choose how certain the date is.")},
    )
    release_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of release"),
        choices=[NOT_CHOSEN, *ReleaseKind.choices],
        required=False,
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Who told this"),
        choices=[("", gettext_lazy("Choose")), *FactSource.choices],
        error_messages={"required": gettext_lazy("Choose who told this.")},
    )
    source_detail = ShortTextField(
        label=gettext_lazy("Name, document or day"),
        required=False,
        help_text=gettext_lazy("For example: release plan, Kati Savela, 3.11.2026."),
    )

    def __init__(self, *args: Any, present: CustodyFact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_as_initial(present), **kwargs)
        prisons: Any = self.fields["facility"]
        prisons.queryset = Organisation.objects.prisons()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            NotKnown("release_on", css_class="w-date"),
            Field("release_certainty", css_class="w-half"),
            Field("release_kind", css_class="w-half"),
            Field("kind", css_class="w-half"),
            Field("facility", css_class="w-half"),
            Field("started_on", css_class="w-date"),
            Field("source", css_class="w-half"),
            "source_detail",
        )

    def clean(self) -> dict[str, Any]:
        """A date has a certainty and does not come before the custody began."""
        super().clean()
        values = self.cleaned_data
        start, release = values.get("started_on"), values.get("release_on")
        if not release:  # then there is nothing to be certain of
            self.errors.pop("release_certainty", None)
        if start and release and release < start:
            self.add_error("release_on", self._wrong_order())
        return values

    def fact_values(self) -> dict[str, Any]:
        """The values of the fact to add."""
        values = self.cleaned_data
        known = values["release_on"] is not None
        return {name: values[name] for name in COPIED} | {
            "release_certainty": values["release_certainty"] if known else ReleaseCertainty.UNKNOWN,
            "not_known_because": "" if known else values[reason_name("release_on")],
            "source": values["source"],
            "source_detail": values["source_detail"],
        }

    def _wrong_order(self) -> str:
        shown = {
            name: self.fields[name].prepare_value(self.cleaned_data[name])
            for name in ("release_on", "started_on")
        }
        return (
            _(
                "The release date %(release_on)s is before %(started_on)s, "
                "when the custody began. Check the years."
            )
            % shown
        )


def _as_initial(present: CustodyFact | None) -> dict[str, Any]:
    if present is None:
        return {}
    known = present.release_certainty != ReleaseCertainty.UNKNOWN
    return {name: getattr(present, name) for name in COPIED} | {
        "release_certainty": present.release_certainty if known else "",
        reason_name("release_on"): present.not_known_because,
    }
