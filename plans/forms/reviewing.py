"""How a plan has gone, goal by goal."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import DayField, LongTextField
from inputs.newcomer import NEWCOMER
from inputs.took_part import TookPart
from plans.models import Goal, GoalOutcome, Plan, Review

GOES_ON, NEW_VERSION = "goes_on", "new_version"


class ReviewPlanForm(TookPart):
    """A review: an outcome and words for each goal, the client's view, the next date."""

    reviewed_on = DayField(label=gettext_lazy("Reviewed on"), future=False)
    client_view = LongTextField(
        label=gettext_lazy("The client’s view"),
        help_text=gettext_lazy("In the client’s own words."),
        rows=4,
        required=False,
    )
    services_outcome = LongTextField(
        label=gettext_lazy("How the services have worked"), rows=4, required=False
    )
    then = forms.ChoiceField(
        label=gettext_lazy("How we go on"),
        choices=[
            (GOES_ON, gettext_lazy("The same plan goes on")),
            (NEW_VERSION, gettext_lazy("A new version is made; this one is in force until then")),
        ],
        initial=GOES_ON,
        widget=forms.RadioSelect,
    )
    next_review_on = DayField(label=gettext_lazy("Next review"))

    def __init__(self, *args: Any, plan: Plan, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.goals = plan, list(goals)
        self.fields["reviewed_on"].initial = timezone.localdate
        for name in ("reviewed_on", "next_review_on"):
            self.fields[name].widget.attrs["class"] = "w-date"
        for goal in self.goals:
            self.fields[f"outcome_{goal.pk}"] = forms.ChoiceField(
                label=_("How it went"),
                choices=GoalOutcome.Outcome,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose how goal %(number)s went.")
                    % {"number": self.number_of(goal)}
                },
            )
            self.fields[f"words_{goal.pk}"] = LongTextField(
                label=_("In words"), required=False, rows=2
            )
        # As on the page, so that the list of errors leads down it.
        of_goals = [name for name in self.fields if name.startswith(("outcome_", "words_"))]
        self.order_fields(["reviewed_on", "people", "participants", *NEWCOMER, *of_goals])
        self.helper = FormHelper()
        self.helper.form_tag = False

    def number_of(self, goal: Goal) -> int:
        return self.goals.index(goal) + 1

    @property
    def goal_fields(self) -> list[tuple[Goal, BoundField, BoundField]]:
        """Each goal with its two fields, for the template."""
        return [(goal, self[f"outcome_{goal.pk}"], self[f"words_{goal.pk}"]) for goal in self.goals]

    def clean_reviewed_on(self) -> dt.date:
        on: dt.date = self.cleaned_data["reviewed_on"]
        agreed = self.plan.agreed_on
        if agreed and on < agreed:
            raise ValidationError(
                _("The plan was agreed on %(day)s. Write that day or a later one.")
                % {"day": date_format(agreed)}
            )
        return on

    def clean_next_review_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["next_review_on"]
        if day <= timezone.localdate():
            raise ValidationError(
                _("The review date %(day)s is not ahead. Write a day after today.")
                % {"day": date_format(day)}
            )
        return day

    def review(self) -> Review:
        names = ("reviewed_on", "participants", "client_view", "services_outcome")
        return Review(
            plan=self.plan,
            next_review_on=self.cleaned_data["next_review_on"],
            leads_to_new_version=self.cleaned_data["then"] == NEW_VERSION,
            **{name: self.cleaned_data[name] for name in names},
        )

    def outcomes(self) -> list[GoalOutcome]:
        return [
            GoalOutcome(
                goal=goal,
                outcome=self.cleaned_data[f"outcome_{goal.pk}"],
                words=self.cleaned_data[f"words_{goal.pk}"],
            )
            for goal in self.goals
        ]
