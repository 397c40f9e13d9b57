"""Forms of the team, and of a supervisor's acts on a case that they do not see."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.team import NeedsSuccessor
from cases.forms.purpose import StatedPurpose
from cases.forms.worker_choice import WorkerChoice, Workers
from cases.models import Case
from cases.permissions import CaseRole
from inputs.fields import ShortTextField


class Purpose(models.TextChoices):
    """Why somebody who leads the unit may have to look into a case (703/2023 9 §)."""

    COMPLAINT = "complaint", _("Clearing up a complaint or a reminder")
    SHARING_WORK = "sharing_work", _("Sharing out the work")
    SUBSTITUTE = "substitute", _("Standing in for the worker")
    QUALITY = "quality", _("Following the quality of the work")
    OTHER = "other", _("Other purpose")


class AddWorkerForm(forms.Form):
    """Who joins the team, and as what."""

    user = WorkerChoice(label=_("Worker"))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(r.value, r.label) for r in (CaseRole.MEMBER, CaseRole.RESPONSIBLE)],
        widget=forms.RadioSelect,
        initial=CaseRole.MEMBER,
        help_text=_(
            "A new personal worker takes the place of the present one, who stays in the team."
        ),
    )
    reason = ShortTextField(
        label=_("Why"),
        required=False,
        help_text=_("Needed where the personal worker changes. The team reads it."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        choice: Any = self.fields["user"]
        choice.offer(Workers(case.county_id, case.unit, timezone.localdate()))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field("user", css_class="w-half"), "role", "reason")

    def clean(self) -> dict[str, Any]:
        """Why is asked where one personal worker comes in the place of another."""
        values = super().clean() or {}
        succeeds = values.get("role") == CaseRole.RESPONSIBLE and self.case.responsible_id
        if succeeds and not values.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Tell briefly why the worker changes."))
        return values

    def clean_role(self) -> CaseRole:
        """The personal worker becomes a member by naming another."""
        role = CaseRole(self.cleaned_data["role"])
        user = self.cleaned_data.get("user")
        if role == CaseRole.MEMBER and user is not None and user.pk == self.case.responsible_id:
            self.add_error("user", NeedsSuccessor.words)
        return role


class RemoveWorkerForm(forms.Form):
    reason = ShortTextField(
        label=_("Why"),
        help_text=_("For example: moved to other duties."),
        error_messages={"required": _("Tell briefly why.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class PurposeForm(StatedPurpose):
    """For what purpose a case is opened; the words are shown to the client on request."""

    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=Purpose,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a purpose.")},
    )
    words = ShortTextField(
        label=_("In your own words"),
        help_text=_("What you need to see, and why."),
        error_messages={"required": _("Tell briefly what you need to see, and why.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
