"""The texts of a draft."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.record_form import RecordForm
from plans.models import Plan


class PlanForm(RecordForm):
    """Everything of a draft but its goals and services. A draft may have holes."""

    written = Plan.WRITTEN
    participants = ShortTextField(
        label=gettext_lazy("Who make the plan together"),
        help_text=gettext_lazy("Names and roles, the client first."),
        required=False,
    )
    situation_client = LongTextField(
        label=gettext_lazy("Where things stand, in the client’s own words"),
        required=False,
        rows=5,
    )
    situation_worker = LongTextField(
        label=gettext_lazy("Where things stand, as the worker sees it"),
        required=False,
        rows=4,
    )
    strengths = LongTextField(label=gettext_lazy("Strengths and resources"), required=False, rows=3)
    client_estimate = LongTextField(
        label=gettext_lazy("What support the client says they need"),
        required=False,
        rows=4,
    )
    professional_estimate = LongTextField(
        label=gettext_lazy("What support the worker finds necessary"),
        required=False,
        rows=4,
    )
    client_proposal = LongTextField(
        label=gettext_lazy("How the client would like services to be arranged"),
        required=False,
        rows=3,
    )
    meeting_rhythm = ShortTextField(
        label=gettext_lazy("How often client and personal worker meet"),
        help_text=gettext_lazy("For example: every second week."),
        required=False,
    )
    expected_length = ShortTextField(
        label=gettext_lazy("How long the work is thought to go on"),
        help_text=gettext_lazy("For example: a year from the release."),
        required=False,
    )
    differing_client = LongTextField(
        label=gettext_lazy("The client sees differently"),
        help_text=gettext_lazy("What the client does not agree with, and why."),
        required=False,
        rows=3,
    )
    differing_worker = LongTextField(
        label=gettext_lazy("The worker sees differently"), required=False, rows=3
    )
    rights_explained = forms.BooleanField(
        label=gettext_lazy("Rights and obligations have been explained to the client"),
        required=False,
    )
    rights_how = ShortTextField(
        label=gettext_lazy("How they were explained"),
        help_text=gettext_lazy("For example: talked over, brochure given."),
        required=False,
    )
    review_on = DayField(
        label=gettext_lazy("Review date"),
        help_text=gettext_lazy(
            "When client and worker look at the plan together. The plan is agreed "
            "only with a review date."
        ),
        required=False,
    )

    def __init__(self, *args: Any, record: Plan, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        # "(optional)" is said nowhere: all of it is wanted, and nothing demanded yet.
        for field in self.fields.values():
            field.conditional = True  # type: ignore[attr-defined]
        self.helper.layout = Layout(
            Fieldset(
                _("Situation"),
                "participants",
                "situation_client",
                "situation_worker",
                "strengths",
                css_class="field-group",
            ),
            Fieldset(
                _("Need for support"),
                "client_estimate",
                "professional_estimate",
                "client_proposal",
                css_class="field-group",
            ),
            Fieldset(
                _("How we work"),
                "meeting_rhythm",
                "expected_length",
                Field("review_on", css_class="w-date"),
                "rights_explained",
                "rights_how",
                css_class="field-group",
            ),
            Fieldset(
                _("Differing views"),
                "differing_client",
                "differing_worker",
                css_class="field-group",
            ),
        )

    def clean_review_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["review_on"]
        if day is not None and day <= timezone.localdate():
            raise ValidationError(
                _("The review date %(day)s is not ahead. Write a day after today.")
                % {"day": date_format(day)}
            )
        return day
