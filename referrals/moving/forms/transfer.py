"""Handing a contact over to another county, and giving it back."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from inputs.fields import LongTextField
from referrals.exchange.corrections import is_protected
from referrals.models import Referral
from referrals.routing import county_of, receiving_counties


class TransferForm(forms.Form):
    """Which county, and why. Only counties where somebody reads contacts are offered."""

    to_county = forms.ModelChoiceField(
        label=gettext_lazy("County"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose the county that the contact belongs to.")},
    )
    reason = LongTextField(
        label=gettext_lazy("Why does the contact belong there?"),
        help_text=gettext_lazy(
            "The other county reads this with the contact. Your county keeps it after the "
            "move, so do not write about the person here."
        ),
        rows=4,
        error_messages={"required": gettext_lazy("Tell why the contact belongs to that county.")},
    )

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties: Any = self.fields["to_county"]
        assert referral.county is not None  # the database holds it of what is sent
        others = receiving_counties().exclude(pk=referral.county.pk)
        counties.queryset = others.order_by("name_fi")
        counties.initial = self._by_municipality(referral)
        self.helper = _helper(Field("to_county", css_class="w-half"), "reason")

    def _by_municipality(self, referral: Referral) -> int | None:
        """The county that the home municipality belongs to today, unless it is a secret."""
        home = referral.home_municipality
        if home is None or is_protected(referral):
            return None
        county = county_of(home, timezone.localdate())
        return county.pk if county is not None else None


class ReturnForm(forms.Form):
    """Why the contact is given back, or why the offer is withdrawn.

    Who accepts it instead gives no reason; what was begun stays in the form.
    """

    reason = LongTextField(
        label=gettext_lazy("Why do you return it?"),
        help_text=gettext_lazy(
            "The county that handed it over reads this. Do not write about the person here."
        ),
        rows=3,
        error_messages={"required": gettext_lazy("Tell why the contact is returned.")},
    )

    def __init__(self, *args: Any, accepts: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not accepts
        self.helper = _helper("reason")


class WithdrawForm(ReturnForm):
    reason = LongTextField(
        label=gettext_lazy("Why do you take the offer back?"),
        rows=3,
        error_messages={"required": gettext_lazy("Tell why the offer is taken back.")},
    )


def _helper(*fields: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper
