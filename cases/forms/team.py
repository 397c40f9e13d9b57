"""Forms of the team, and of a supervisor's acts on a case that they do not see."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import UnitRole, User
from cases.actions.team import NeedsSuccessor
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


class WorkerChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A worker of the case's county, with the job title."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=User.objects.none(),
            empty_label=_("Choose"),
            error_messages={
                "required": _("Choose a worker."),
                "invalid_choice": _("This person cannot be chosen. Choose another."),
            },
            **options,
        )

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.title}" if obj.title else str(obj)


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

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        _offer_workers(self, case)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field("user", css_class="w-half"), "role")

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


class AssignForm(forms.Form):
    """Who becomes the personal worker of a case in a supervisor's list."""

    user = WorkerChoice(label=_("Personal worker"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_workers(self, case)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field("user", css_class="w-half"))


class PurposeForm(forms.Form):
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

    def stated(self) -> str:
        """The purpose as it is kept: the chosen one and the words."""
        chosen = Purpose(self.cleaned_data["purpose"])
        return f"{chosen.label}: {self.cleaned_data['words']}"


def _offer_workers(form: forms.Form, case: Case) -> None:
    """Only active workers of the case's county can be chosen."""
    field: Any = form.fields["user"]
    field.queryset = User.objects.filter(
        is_active=True,
        organisation=case.county_id,
        unit_memberships__role=UnitRole.WORKER,
        unit_memberships__unit__county=case.county_id,
    ).distinct()
