"""The part of a form that asks what is known of custody."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from cases.custody import CustodyKind, ReleaseCertainty, ReleaseKind
from inputs.fields import DayField, DayOrMonthField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KNOWN_CERTAINTIES = [
    choice
    for choice in ReleaseCertainty.choices
    # Whoever writes a month alone has said how certain the day is.
    if choice[0] not in (ReleaseCertainty.UNKNOWN, ReleaseCertainty.MONTH)
]


class ReleasePart(forms.Form):
    """A release date with its kind and certainty.

    The date is never calculated. Without a date there is nothing to be certain of.
    """

    not_chosen: "StrOrPromise" = gettext_lazy("Choose")
    release_label: "StrOrPromise" = gettext_lazy("Release date")

    release_on = DayOrMonthField(
        error_messages={
            "required": gettext_lazy("Write the release date, or choose “Not known, because”."),
            "form": gettext_lazy(
                "Write the release date as 26.2.2027. If you know only the month, write it, for "
                "example “in February 2027”."
            ),
        },
    )
    release_certainty = forms.ChoiceField(
        label=gettext_lazy("How certain is the date?"),
        choices=KNOWN_CERTAINTIES,
        widget=forms.RadioSelect,
        required=False,
    )
    release_kind = forms.ChoiceField(label=gettext_lazy("Kind of release"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["release_on"].label = self.release_label
        # Demanded with a date, so it is not shown as optional.
        self.fields["release_certainty"].conditional = True  # type: ignore[attr-defined]
        kinds: Any = self.fields["release_kind"]
        kinds.choices = [("", self.not_chosen), *ReleaseKind.choices]

    def custody_began(self) -> dt.date | None:
        """The day that the release may not come before."""
        return None

    def clean(self) -> dict[str, Any] | None:
        """A date has a certainty and does not come before the custody began."""
        super().clean()
        values = self.cleaned_data
        release, began = values.get("release_on"), self.custody_began()
        if release is None:
            self.errors.pop("release_certainty", None)
            values["release_certainty"] = ReleaseCertainty.UNKNOWN
        elif self.fields["release_on"].is_month:  # type: ignore[attr-defined]
            self.errors.pop("release_certainty", None)
            values["release_certainty"] = ReleaseCertainty.MONTH
        elif not values.get("release_certainty") and "release_certainty" not in self.errors:
            self.add_error("release_certainty", _("Choose how certain the release date is."))
        if release and began and release < began:
            self.add_error("release_on", self.wrong_order(release, began))
        return values

    def wrong_order(self, release: dt.date, began: dt.date) -> str:
        """What to do about a release that comes before the custody began."""
        return _(
            "The release date %(release_on)s is before %(started_on)s, "
            "when the custody began. Check the years."
        ) % {
            "release_on": self.fields["release_on"].prepare_value(release),
            "started_on": self.fields["release_on"].prepare_value(began),
        }


class CustodyPart(ReleasePart):
    """Facility, kind and beginning of custody, and its release."""

    facility = forms.ModelChoiceField(
        label=gettext_lazy("Prison"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose the prison, or “Not known, because”.")},
    )
    custody_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of custody"),
        error_messages={
            "required": gettext_lazy("Choose the kind of custody, or “Not known, because”.")
        },
    )
    custody_started_on = DayField(
        label=gettext_lazy("Custody began"),
        error_messages={
            "required": gettext_lazy(
                "Write the day when the custody began, or choose “Not known, because”."
            )
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["custody_kind"]
        kinds.choices = [("", self.not_chosen), *CustodyKind.choices]
        prisons: Any = self.fields["facility"]
        prisons.queryset = Organisation.objects.prisons()

    def custody_began(self) -> dt.date | None:
        began: dt.date | None = self.cleaned_data.get("custody_started_on")
        return began
