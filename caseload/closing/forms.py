"""Forms of closing and reopening."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseload.closing.services_left import ServiceLeft
from cases.models import CaseClosure
from inputs.fields import DayField, LongTextField

# The page's context names the services, before what is asked of them.
SERVICES_LEFT = '{% include "caseload/_services_left.html" with services=services only %}'
Reason = CaseClosure.Reason
# Each reason stands in one of these three.
WITH_THE_CLIENT = (
    Reason.NO_LONGER_NEEDED,
    Reason.CLIENT_WISH,
    Reason.MOVED,
    Reason.OTHER_SERVICE,
)
# Whoever has died or cannot be reached assesses nothing: then the text tells what was done.
WITHOUT_THE_CLIENT = (Reason.DIED, Reason.NOT_REACHED)
# What a mistaken decision did is undone where the decision is (caseload.undoing).
NOT_CHOSEN = (Reason.OPENED_BY_MISTAKE,)
REASONS = [(each.value, each.label) for each in Reason if each not in NOT_CHOSEN]


class CloseCaseForm(forms.Form):
    """Why the case is closed, how its services end, and what was agreed for afterwards.

    `services` are those that have not ended; without any nothing is asked.
    """

    reason = forms.ChoiceField(
        label=gettext_lazy("Why the case is closed"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why the case is closed.")},
    )
    services_assessed = forms.BooleanField(
        label=gettext_lazy("I have assessed the ending of each service with the client"),
        help_text=gettext_lazy("Leave this out if the client has died or cannot be reached."),
        error_messages={
            "required": gettext_lazy(
                "Assess the ending of each service with the client, and then mark it here."
            )
        },
    )
    services_ending = LongTextField(
        label=gettext_lazy("What was agreed on the services"),
        help_text=gettext_lazy(
            "Service by service: when it ends, or who carries it on. "
            "If the client could not take part, tell why."
        ),
        rows=4,
        error_messages={
            "required": gettext_lazy("Tell briefly what was agreed on the ending of each service.")
        },
    )
    client_view = LongTextField(
        label=gettext_lazy("The client’s view"),
        help_text=gettext_lazy("In the client’s own words. Tell if the client sees it otherwise."),
        required=False,
        rows=3,
    )
    remains_open = LongTextField(
        label=gettext_lazy("What remains open"),
        help_text=gettext_lazy("And who carries it on."),
        required=False,
        rows=3,
    )
    signs_for_contact = LongTextField(
        label=gettext_lazy("Signs agreed for a new contact"),
        help_text=gettext_lazy("What tells that support is needed again, and whom to call then."),
        required=False,
        rows=3,
    )
    follow_up_on = DayField(
        label=gettext_lazy("Follow-up contact"),
        help_text=gettext_lazy("The team is told on that day. For example 14.12.2026."),
        required=False,
    )

    def __init__(self, *args: Any, services: Sequence[ServiceLeft] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = ["services_assessed", "services_ending"]
        if not services:
            for name in asked:
                del self.fields[name]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "reason",
            *([HTML(SERVICES_LEFT), *asked] if services else []),
            "client_view",
            "remains_open",
            "signs_for_contact",
            Field("follow_up_on", css_class="w-date"),
        )

    def clean(self) -> dict[str, Any]:
        """Assessing the services is demanded unless the client has died or cannot be reached."""
        super().clean()
        name = "services_assessed"
        if name in self.errors and self.cleaned_data.get("reason") in WITHOUT_THE_CLIENT:
            del self.errors[name]
            self.cleaned_data[name] = False
        return self.cleaned_data

    def clean_follow_up_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["follow_up_on"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(
                _("The follow-up contact is after today. Check the day."), code="not_ahead"
            )
        return day


class ReopenCaseForm(forms.Form):
    reason = LongTextField(
        label=gettext_lazy("Why the case is opened again"),
        help_text=gettext_lazy("Two or three sentences. They are kept in the usage log."),
        max_length=500,
        rows=3,
        error_messages={"required": gettext_lazy("Tell why the case is opened again.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
