"""What a sender reports after the sending, and the county's refusal of it."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, User
from cases.forms.custody_part import ReleasePart
from inputs.fields import DayField, ShortTextField
from inputs.not_known import NotKnown, reason_name
from referrals.exchange.corrections import as_corrected
from referrals.models import CustodyReport, Referral
from referrals.sending.forms.page_form import ReferralPart, ask_conditionally


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
        start = as_corrected(self.referral).custody_started_on
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


class ReleaseForm(ReferralPart, ReleasePart):
    """The release date changed, or is not known any more."""

    can_be_unknown = ("release_on",)
    release_label = gettext_lazy("New release date")

    def __init__(self, *args: Any, referral: Referral, sender: User, **kwargs: Any) -> None:
        super().__init__(*args, sender=sender, **kwargs)
        self.referral = referral
        self.fields["release_on"].help_text = _("For example 26.2.2027. An estimate helps, too.")
        ask_conditionally(self, "release_certainty")
        self.draw(
            NotKnown("release_on", css_class="w-date"),
            "release_certainty",
            Field("release_kind", css_class="w-half"),
        )

    def custody_began(self) -> dt.date | None:
        began: dt.date | None = as_corrected(self.referral).custody_started_on
        return began

    def wrong_order(self, release: dt.date, began: dt.date) -> str:
        """The day that is not on this page stands in the contact."""
        return _("The custody began on %(start)s by the contact. Check the release date.") % {
            "start": self.fields["release_on"].prepare_value(began)
        }

    def clean(self) -> dict[str, Any] | None:
        """A release date that is not known has no kind."""
        super().clean()
        if self.cleaned_data.get("release_on") is None:
            self.cleaned_data["release_kind"] = ""
        return self.cleaned_data

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
