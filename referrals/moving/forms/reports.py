"""What a sender reports after the sending, and the county's refusal of it."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, User
from cases.custody import ReleaseCertainty, ReleaseKind
from inputs.fields import DayField, ShortTextField
from inputs.not_known import NotKnown, reason_name
from referrals.models import CustodyReport, Referral
from referrals.sending.forms.base import ReferralPart, ask_conditionally
from referrals.sending.forms.custody import CERTAINTIES, CHOOSE


class MovedForm(ReferralPart):
    """The person was moved to another prison. The day may stay open."""

    facility = forms.ModelChoiceField(
        label=gettext_lazy("Which prison was the person moved to?"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose the prison.")},
    )
    moved_on = DayField(
        label=gettext_lazy("Day of the move"),
        help_text=gettext_lazy("For example 3.11.2026."),
        future=False,
        required=False,
    )

    def __init__(self, *args: Any, referral: Referral, sender: User, **kwargs: Any) -> None:
        super().__init__(*args, sender=sender, **kwargs)
        self.referral = referral
        prisons: Any = self.fields["facility"]
        prisons.queryset = Organisation.objects.prisons()
        self.draw(Field("facility", css_class="w-half"), Field("moved_on", css_class="w-date"))

    def clean_moved_on(self) -> dt.date | None:
        """Nobody is moved before the custody began."""
        day: dt.date | None = self.cleaned_data["moved_on"]
        start = self.referral.custody_started_on
        if day is not None and start is not None and day < start:
            raise forms.ValidationError(
                _("The custody began on %(start)s by the contact. Check the day of the move.")
                % {"start": self.fields["moved_on"].prepare_value(start)}
            )
        return day

    def report(self) -> CustodyReport:
        """The report, unsaved."""
        return CustodyReport(
            referral=self.referral,
            facility=self.cleaned_data["facility"],
            moved_on=self.cleaned_data["moved_on"],
        )


class ReleaseForm(ReferralPart):
    """The release date changed, or is not known any more."""

    can_be_unknown = ("release_on",)

    release_on = DayField(
        label=gettext_lazy("New release date"),
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
        choices=CERTAINTIES,
        widget=forms.RadioSelect,
        required=False,
    )
    release_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of release"),
        choices=[CHOOSE, *ReleaseKind.choices],
        required=False,
    )

    def __init__(self, *args: Any, referral: Referral, sender: User, **kwargs: Any) -> None:
        super().__init__(*args, sender=sender, **kwargs)
        self.referral = referral
        ask_conditionally(self, "release_certainty")
        self.draw(
            NotKnown("release_on", css_class="w-date"),
            "release_certainty",
            Field("release_kind", css_class="w-half"),
        )

    def clean(self) -> dict[str, Any]:
        """A date has a certainty and does not come before the custody began."""
        super().clean()
        values = self.cleaned_data
        release, start = values.get("release_on"), self.referral.custody_started_on
        if release is None:
            values["release_certainty"] = ReleaseCertainty.UNKNOWN
            values["release_kind"] = ""
        elif not values.get("release_certainty"):
            self.add_error("release_certainty", _("Choose how certain the release date is."))
        if release and start and release < start:
            self.add_error(
                "release_on",
                _("The custody began on %(start)s by the contact. Check the release date.")
                % {"start": self.fields["release_on"].prepare_value(start)},
            )
        return values

    def report(self) -> CustodyReport:
        """The report, unsaved."""
        values = self.cleaned_data
        return CustodyReport(
            referral=self.referral,
            release_on=values["release_on"],
            release_certainty=values["release_certainty"],
            release_kind=values["release_kind"],
            note=values[reason_name("release_on")],
        )


class DeclineForm(forms.Form):
    """Why the case's facts stay as they are."""

    declined_because = ShortTextField(
        label=gettext_lazy("Why is it not confirmed?"),
        help_text=gettext_lazy("For example: the prison says that the person is still there."),
        error_messages={"required": gettext_lazy("Tell briefly why it is not confirmed.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("declined_because")
