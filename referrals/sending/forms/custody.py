"""Custody and release, as far as the sender knows them."""

from typing import Any

from crispy_forms.layout import Field, Fieldset
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.custody import CustodyKind
from cases.forms.custody_part import CustodyPart
from inputs.not_known import NotKnown
from referrals.sending.forms.page_form import ReferralPart, ask_conditionally

# Somebody serving in freedom has no prison and no day of arrival to tell.
PRISON_ONLY = ("facility", "custody_started_on")
HELP = {
    "custody_kind": gettext_lazy("Changes what is asked and how fast, never the right to support."),
    "release_on": gettext_lazy("For example 26.2.2027. An estimate helps, too."),
    "release_certainty": gettext_lazy(
        "The date is never calculated here. Its certainty is always shown beside it."
    ),
}


class CustodyFields(ReferralPart, CustodyPart):
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_conditionally(self, "release_certainty")
        if self.sender.is_prison_staff:
            self.fields["facility"].initial = self.sender.organisation_id
        for name, words in HELP.items():
            self.fields[name].help_text = words

    def _clean_unknown(self, name: str) -> None:
        kind = self.cleaned_data.get("custody_kind") or ""
        free = bool(kind) and not CustodyKind(kind).is_in_prison
        if not (free and name in PRISON_ONLY and self.cleaned_data.get(name) is None):
            super()._clean_unknown(name)


class CustodyForm(CustodyFields):
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
