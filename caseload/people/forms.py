"""Forms of a supervisor's people."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.forms.worker_choice import WorkerChoice, Workers
from cases.models import Case
from inputs.fields import DayField


class AbsenceForm(forms.Form):
    """From which day to which, and who stands in."""

    first_on = DayField(label=_("First day away"))
    last_on = DayField(label=_("Last day away"))
    substitute = WorkerChoice(
        label=_("Substitute"),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("The substitute can open and write in the cases for that time."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["substitute"]
        choice.offer(_colleagues(person))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("first_on", css_class="w-date"),
            Field("last_on", css_class="w-date"),
            Field("substitute", css_class="w-half"),
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first_on"), values.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day is before the first."))
        elif last and last < timezone.localdate():
            self.add_error("last_on", _("These days are over. An absence is told ahead."))
        return values


class QualificationsForm(forms.Form):
    """Two facts of a worker, which come apart in life."""

    is_office_holder = forms.BooleanField(
        label=_("In a public-office relationship"),
        required=False,
        help_text=_("Decisions on social care are made in it (SHL 46 §)."),
    )
    is_social_worker = forms.BooleanField(
        label=_("Licensed social worker"),
        required=False,
        help_text=_("A right to practise the profession (817/2015), whatever the job title says."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("is_office_holder", "is_social_worker")


class CloseAccountForm(forms.Form):
    """To whom the open cases go: all to one, or each as chosen."""

    all_to = WorkerChoice(
        label=_("All cases to"),
        required=False,
        empty_label=_("Nobody"),
        help_text=_(
            "A case goes to the unit of its worker. One that nobody is chosen for stays without "
            "a personal worker, and is due at once."
        ),
    )

    def __init__(self, *args: Any, person: User, cases: Sequence[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases
        workers = _colleagues(person)
        if cases:
            choice: Any = self.fields["all_to"]
            choice.offer(workers)
        else:
            del self.fields["all_to"]
        for case in cases if len(cases) > 1 else ():
            each = WorkerChoice(
                label=_about(case), required=False, empty_label=_("As chosen for all")
            )
            each.offer(workers)
            self.fields[_name(case.pk)] = each
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput, initial=self.stands, required=False
        )
        self.helper = FormHelper()
        self.helper.form_tag = False
        shown = [Field(name, css_class="w-half") for name in self.fields if name != "seen"]
        self.helper.layout = Layout(*shown, "seen")

    @property
    def stands(self) -> str:
        """The cases that the page shows: whoever sends it has seen these, and no others."""
        return ",".join(str(case.pk) for case in self.cases)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("seen") != self.stands:
            data: Any = self.data
            data = data.copy()
            data["seen"] = self.stands
            self.data = data
            raise forms.ValidationError(
                _("The worker’s cases changed just now. Look through them and send again.")
            )
        return values

    def to(self) -> dict[int, User]:
        """Who gets which case, by its key; those that are not there go to nobody."""
        for_all = self.cleaned_data.get("all_to")
        chosen = {case.pk: self.cleaned_data.get(_name(case.pk)) or for_all for case in self.cases}
        return {key: user for key, user in chosen.items() if user is not None}


def _colleagues(person: User) -> Workers:
    held = person.unit_memberships.select_related("unit").order_by("unit").first()
    assert person.organisation_id is not None  # the door lets people of a county through
    unit = held.unit if held else None
    return Workers(person.organisation_id, unit, timezone.localdate(), but=[person.pk])


def _name(case_pk: int) -> str:
    return f"case_{case_pk}"


def _about(case: Case) -> str:
    """By its number, never its client: phase and week of release help to choose."""
    parts = [gettext("Case %(number)s") % {"number": case.number}, case.phase_label]
    if case.gate_on is not None:
        week = date_format(case.gate_on, "WEEK_FORMAT")
        parts.append(gettext("week of release %(week)s") % {"week": week})
    return ", ".join(parts)
