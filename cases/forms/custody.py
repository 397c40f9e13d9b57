"""The form of a custody fact."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.custody import FactSource, ReleaseCertainty
from cases.forms.custody_part import KNOWN_CERTAINTIES, CustodyPart
from cases.models import CustodyFact
from inputs.fields import DayField, ShortTextField
from inputs.not_known import NotKnown, NotKnownMixin, reason_name

COPIED = (
    "facility",
    "custody_kind",
    "custody_started_on",
    "release_on",
    "release_kind",
    "released_on",
)


class CustodyForm(NotKnownMixin, CustodyPart):
    """What is known now; begins with what was known before, since little changes at a time."""

    can_be_unknown = ("release_on",)
    not_chosen = gettext_lazy("Not known")

    release_certainty = forms.ChoiceField(
        label=gettext_lazy("How certain the date is"),
        choices=[("", gettext_lazy("Choose")), *KNOWN_CERTAINTIES],
        required=False,
    )
    released_on = DayField(
        label=gettext_lazy("Came out on"),
        future=False,
        required=False,
        help_text=gettext_lazy(
            "Only when somebody has told that the client is out. Empty while in prison."
        ),
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
        for name in ("facility", "custody_kind", "custody_started_on"):
            self.fields[name].required = False
        prisons: Any = self.fields["facility"]
        prisons.empty_label = _("Not known or not in prison")
        self.fields["release_on"].help_text = _(
            "As the Prison and Probation Service, the court or the client has told it. "
            "It is never calculated here."
        )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            NotKnown("release_on", css_class="w-date"),
            Field("release_certainty", css_class="w-half"),
            Field("release_kind", css_class="w-half"),
            Field("released_on", css_class="w-date"),
            Field("custody_kind", css_class="w-half"),
            Field("facility", css_class="w-half"),
            Field("custody_started_on", css_class="w-date"),
            Field("source", css_class="w-half"),
            "source_detail",
        )

    def clean(self) -> dict[str, Any] | None:
        """Nobody is let out before the custody began."""
        super().clean()
        released, began = self.cleaned_data.get("released_on"), self.custody_began()
        if released and began and released < began:
            self.add_error("released_on", self.wrong_order(released, began))
        return self.cleaned_data

    def fact_values(self) -> dict[str, Any]:
        values = self.cleaned_data
        known = values["release_on"] is not None
        return {name: values[name] for name in (*COPIED, "release_certainty")} | {
            "not_known_because": "" if known else values[reason_name("release_on")],
            "source": values["source"],
            "source_detail": values["source_detail"],
        }


def _as_initial(present: CustodyFact | None) -> dict[str, Any]:
    if present is None:
        return {}
    known = present.release_certainty != ReleaseCertainty.UNKNOWN
    return {name: getattr(present, name) for name in COPIED} | {
        "release_certainty": present.release_certainty if known else "",
        reason_name("release_on"): present.not_known_because,
    }
