"""Custody and release, as far as the sender knows them."""

from typing import Any

from crispy_forms.layout import Field, Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from cases.custody import CustodyKind, ReleaseCertainty, ReleaseKind
from inputs.fields import DayField
from inputs.not_known import NotKnown
from referrals.sending.forms.base import ReferralPart, ask_conditionally

CHOOSE = ("", gettext_lazy("Choose"))
CERTAINTIES = [
    choice for choice in ReleaseCertainty.choices if choice[0] != ReleaseCertainty.UNKNOWN
]
# Somebody serving in freedom has no prison and no day of arrival to tell.
PRISON_ONLY = ("facility", "custody_started_on")


class CustodyFields(ReferralPart):
    """Each fact may be unknown; a release date is told with its certainty."""

    can_be_unknown: tuple[str, ...] = (
        "facility",
        "custody_kind",
        "custody_started_on",
        "release_on",
    )
    columns: tuple[str, ...] = (
        "facility",
        "custody_kind",
        "custody_started_on",
        "release_on",
        "release_kind",
        "release_certainty",
    )

    custody_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of custody"),
        help_text=gettext_lazy("Changes what is asked and how fast, never the right to support."),
        choices=[CHOOSE, *CustodyKind.choices],
        error_messages={
            "required": gettext_lazy("Choose the kind of custody, or “Not known, because”.")
        },
    )
    facility = forms.ModelChoiceField(
        label=gettext_lazy("Prison"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose the prison, or “Not known, because”.")},
    )
    custody_started_on = DayField(
        label=gettext_lazy("Custody began"),
        error_messages={
            "required": gettext_lazy(
                "Write the day when the custody began, or choose “Not known, because”."
            )
        },
    )
    release_on = DayField(
        label=gettext_lazy("Release date"),
        help_text=gettext_lazy("For example 26.2.2027. An estimate helps, too."),
        error_messages={
            "required": gettext_lazy("Write the release date, or choose “Not known, because”."),
            "form": gettext_lazy(
                "Write the release date as 26.2.2027. If you know only the month, choose "
                "“Not known, because” and tell it there."
            ),
        },
    )
    release_certainty = forms.ChoiceField(
        label=gettext_lazy("How certain is the date?"),
        help_text=gettext_lazy(
            "The date is never calculated here. Its certainty is always shown beside it."
        ),
        choices=CERTAINTIES,
        widget=forms.RadioSelect,
        required=False,
    )
    release_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of release"),
        choices=[CHOOSE, *ReleaseKind.choices],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_conditionally(self, "release_certainty")
        prisons: Any = self.fields["facility"]
        prisons.queryset = Organisation.objects.prisons()
        if self.sender.is_prison_staff:
            prisons.initial = self.sender.organisation_id

    def clean(self) -> dict[str, Any]:
        """A release date has a certainty and does not come before the custody began."""
        super().clean()
        values = self.cleaned_data
        release, start = values.get("release_on"), values.get("custody_started_on")
        if release is None:
            values["release_certainty"] = ReleaseCertainty.UNKNOWN
        elif not values.get("release_certainty"):
            self.add_error("release_certainty", _("Choose how certain the release date is."))
        if release and start and release < start:
            self.add_error("release_on", self._wrong_order())
        return values

    def _clean_unknown(self, name: str) -> None:
        kind = self.cleaned_data.get("custody_kind") or ""
        free = bool(kind) and not CustodyKind(kind).is_in_prison
        if not (free and name in PRISON_ONLY and self.cleaned_data.get(name) is None):
            super()._clean_unknown(name)

    def _wrong_order(self) -> str:
        shown = {
            name: self.fields[name].prepare_value(self.cleaned_data[name])
            for name in ("release_on", "custody_started_on")
        }
        return (
            _(
                "The release date %(release_on)s is before %(custody_started_on)s, "
                "when the custody began. Check the year."
            )
            % shown
        )


class CustodyForm(CustodyFields):
    """The second page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draw(
            Fieldset(
                _("Custody and release"),
                NotKnown("custody_kind", css_class="w-half"),
                NotKnown("facility", css_class="w-half"),
                NotKnown("custody_started_on", css_class="w-date"),
                NotKnown("release_on", css_class="w-date"),
                "release_certainty",
                Field("release_kind", css_class="w-half"),
                css_class="field-group",
            ),
        )
