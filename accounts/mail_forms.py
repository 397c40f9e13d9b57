"""Forms about e-mail: the daily one, and what may not have left."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from notifications.models import Mail, MailChoice, MailQuerySet

# Half hours from six in the morning to six in the evening.
HOURS = [dt.time(minutes // 60, minutes % 60) for minutes in range(6 * 60, 18 * 60 + 1, 30)]


class MailChoiceForm(forms.Form):
    """The hour and the weekdays of one's own daily mail; no weekday is none."""

    at = forms.TypedChoiceField(
        label=_("Time"),
        coerce=dt.time.fromisoformat,
        error_messages={
            "required": _("Choose a time."),
            "invalid_choice": _("Choose a time from the list."),
        },
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If you choose no day, no daily mail comes."),
        error_messages={"invalid_choice": _("Choose days from Monday to Friday.")},
    )

    def __init__(self, *args: Any, choice: MailChoice, **kwargs: Any) -> None:
        initial = {"at": f"{choice.at:%H:%M}", "weekdays": choice.weekdays}
        super().__init__(*args, **kwargs | {"initial": initial})
        fields: dict[str, Any] = self.fields
        fields["at"].choices = [(f"{hour:%H:%M}", time_format(hour)) for hour in HOURS]
        fields["weekdays"].choices = [(day, capfirst(WEEKDAYS[day])) for day in range(5)]


class CareForm(forms.Form):
    """Which mails, and what becomes of them."""

    AGAIN, LOOKED_AT, ALL_LOOKED_AT = "again", "looked_at", "all_looked_at"

    act = forms.ChoiceField(
        choices=[(act, act) for act in (AGAIN, LOOKED_AT, ALL_LOOKED_AT)],
        error_messages={
            "required": _("Press one of the buttons."),
            "invalid_choice": _("Press one of the buttons."),
        },
    )
    mails = forms.ModelMultipleChoiceField(
        label=_("Mails"),
        queryset=Mail.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": _("One of these has been dealt with meanwhile. Choose again."),
            "invalid_pk_value": _("Choose mails from the list."),
            "invalid_list": _("Choose mails from the list."),
        },
    )

    def __init__(self, *args: Any, waiting: MailQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = waiting
        self.fields["mails"].queryset = waiting  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        wants_some = cleaned.get("act") in (self.AGAIN, self.LOOKED_AT)
        if wants_some and "mails" in cleaned and not cleaned["mails"]:
            self.add_error("mails", _("Choose at least one mail."))
        return cleaned

    def chosen(self) -> MailQuerySet:
        """Those that are still on the list."""
        if self.cleaned_data["act"] == self.ALL_LOOKED_AT:
            return self.waiting.all()
        return self.waiting.filter(pk__in=[mail.pk for mail in self.cleaned_data["mails"]])
