"""The form of a custody fact."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.custody import CustodyKind, FactSource, ReleaseCertainty, ReleaseKind, ReturnKind
from cases.forms.custody_part import KNOWN_CERTAINTIES, CustodyPart
from cases.models import CustodyFact
from cases.outside import out_since
from inputs.fields import DayField, ShortTextField
from inputs.not_known import NotKnown, NotKnownMixin, reason_name, unknown_name

COPIED = (
    "facility",
    "custody_kind",
    "custody_started_on",
    "release_on",
    "release_kind",
    "released_on",
    "conditional_release_on",
    "conditional_release_certainty",
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
    conditional_release_on = DayField(
        label=gettext_lazy("Conditional release after the supervised probationary freedom"),
        required=False,
        help_text=gettext_lazy(
            "Only if the client goes to supervised probationary freedom first: its start is "
            "then the release date above."
        ),
    )
    conditional_release_certainty = forms.ChoiceField(
        label=gettext_lazy("How certain the conditional release is"),
        choices=[("", gettext_lazy("Choose")), *KNOWN_CERTAINTIES],
        required=False,
    )
    return_kind = forms.ChoiceField(
        label=gettext_lazy("If the client is in prison again: what brought them back"),
        choices=[("", gettext_lazy("Not known yet")), *ReturnKind.choices],
        required=False,
        help_text=gettext_lazy(
            "Remove then the day on which they came out, and choose the kind of custody."
        ),
    )
    told_on = DayField(
        label=gettext_lazy("Told on"),
        required=False,
        future=False,
        help_text=gettext_lazy("Empty: today."),
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
        may_return = present is not None and out_since(present) is not None
        if not may_return:
            del self.fields["return_kind"]
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
            Field("conditional_release_on", css_class="w-date"),
            Field("conditional_release_certainty", css_class="w-half"),
            Field("released_on", css_class="w-date"),
            Field("custody_kind", css_class="w-half"),
            *([Field("return_kind", css_class="w-half")] if may_return else []),
            Field("facility", css_class="w-half"),
            Field("custody_started_on", css_class="w-date"),
            Field("source", css_class="w-half"),
            "source_detail",
            Field("told_on", css_class="w-date"),
        )

    def clean(self) -> dict[str, Any] | None:
        """Nobody is let out before the custody began."""
        super().clean()
        released, began = self.cleaned_data.get("released_on"), self.custody_began()
        if released and began and released < began:
            self.add_error("released_on", self.wrong_order(released, began))
        self._clean_second_gate()
        self._clean_return()
        return self.cleaned_data

    def _clean_unknown(self, name: str) -> None:
        """Of somebody who is out nobody asks when they will come out, or why that is not known."""
        values = self.cleaned_data
        if values.get("released_on") and not values.get(name):
            values[unknown_name(name)] = True
        else:
            super()._clean_unknown(name)

    def _clean_return(self) -> None:
        """Whoever is still out has not come back."""
        values = self.cleaned_data
        if not values.get("return_kind"):
            return
        kind = values.get("custody_kind")
        is_outside = kind and not CustodyKind(kind).is_in_prison
        if values.get("released_on") or is_outside:
            self.add_error(
                "return_kind",
                _(
                    "You chose what brought the client back, but the facts tell that they are "
                    "out. Remove the day on which they came out and check the kind of custody."
                ),
            )

    def _clean_second_gate(self) -> None:
        """The conditional release comes after the probationary freedom, and is as certain."""
        values = self.cleaned_data
        first, second = values.get("release_on"), values.get("conditional_release_on")
        if second is None:
            self.errors.pop("conditional_release_certainty", None)
            values["conditional_release_certainty"] = ""
            return
        if not values.get("conditional_release_certainty"):
            self.add_error(
                "conditional_release_certainty", _("Choose how certain the release date is.")
            )
        if values.get("release_kind") != ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM:
            self.add_error(
                "conditional_release_on",
                _(
                    "This day is asked for only where the release is to supervised "
                    "probationary freedom. Choose that kind of release, or remove the day."
                ),
            )
        elif first and second < first:
            self.add_error(
                "conditional_release_on",
                _(
                    "The conditional release is before the supervised probationary freedom "
                    "begins. Check the years."
                ),
            )

    def fact_values(self) -> dict[str, Any]:
        values = self.cleaned_data
        known = values["release_on"] is not None
        return {name: values[name] for name in (*COPIED, "release_certainty")} | {
            "not_known_because": "" if known else values[reason_name("release_on")],
            "return_kind": values.get("return_kind", ""),
            "told_on": values["told_on"],
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
