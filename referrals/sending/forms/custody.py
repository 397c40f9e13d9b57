"""Custody and release, as far as the sender knows them."""

from typing import Any

from crispy_forms.layout import Field, Fieldset
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.custody import CustodyKind
from cases.forms.custody_part import CustodyPart
from inputs.not_known import NotKnown, reason_name, unknown_name
from inputs.shown_when import ShownWhen
from referrals.sending.forms.page_form import ReferralPart, ask_conditionally

# Somebody serving in freedom has no prison and no day of arrival to tell.
PRISON_ONLY = ("facility", "custody_started_on")
HELP = {
    "custody_kind": gettext_lazy("Changes what is asked and how fast, never the right to support."),
    "release_on": gettext_lazy(
        "For example 26.2.2027, or the month alone. An estimate helps, too."
    ),
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

    def clean(self) -> dict[str, Any] | None:
        """Whoever serves in freedom is in no prison, whatever was filled in beforehand."""
        super().clean()
        if self._is_free():
            self.cleaned_data["facility"] = None
            for name in ("facility", unknown_name("facility"), reason_name("facility")):
                self.errors.pop(name, None)
            self.cleaned_data[reason_name("facility")] = ""
        return self.cleaned_data

    def _clean_unknown(self, name: str) -> None:
        if not (self._is_free() and name in PRISON_ONLY and self.cleaned_data.get(name) is None):
            super()._clean_unknown(name)

    def _is_free(self) -> bool:
        kind = self.cleaned_data.get("custody_kind") or ""
        return bool(kind) and not CustodyKind(kind).is_in_prison


class CustodyForm(CustodyFields):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draw(
            Fieldset(
                _("Custody and release"),
                NotKnown("custody_kind", css_class="w-half"),
                in_prison_only(NotKnown("facility", css_class="w-half")),
                NotKnown("custody_started_on", css_class="w-date"),
                NotKnown("release_on", css_class="w-date"),
                "release_certainty",
                Field("release_kind", css_class="w-half"),
                css_class="field-group",
            ),
        )


def in_prison_only(*parts: Any) -> ShownWhen:
    """What is not asked of whoever serves in freedom; asked while the kind is open."""
    kinds = ("", *(kind.value for kind in CustodyKind if kind.is_in_prison))
    return ShownWhen("custody_kind", kinds, *parts)
