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

from accounts.forms.qualifications import QualificationFields
from accounts.models import User
from cases.forms.worker_choice import WorkerChoice, Workers
from cases.models import Case
from inputs.fields import DayField, ShortTextField
from inputs.not_known import Folded

# More cases than this are given one by one behind a line: mostly all go to one.
CASES_SHOWN = 12


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


class QualificationsForm(QualificationFields):
    """Two facts of a worker, which come apart in life."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("is_office_holder", "is_social_worker")


class AccountCloseForm(forms.Form):
    """To whom the open cases of somebody go: all to one, or each as chosen; and why."""

    all_to = WorkerChoice(
        label=_("All cases to"),
        required=False,
        empty_label=_("To nobody yet"),
        help_text=_(
            "A case goes to the unit of its worker. One that nobody is chosen for keeps its "
            "personal worker by name, and is due for you at once."
        ),
    )
    reason = ShortTextField(
        label=_("Why"),
        required=False,
        help_text=_("For example: leaves the service. The new worker and the team read it."),
    )

    def __init__(self, *args: Any, person: User, cases: Sequence[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases
        workers = self._offered(person)
        single = [_name(case.pk) for case in cases] if len(cases) > 1 else []
        names = ["all_to", "reason", *single] if cases else []
        for case in cases:
            each = WorkerChoice(
                label=_about(case), required=False, empty_label=_("As chosen for all")
            )
            each.offer(workers)
            self.fields[_name(case.pk)] = each
        if cases:
            choice: Any = self.fields["all_to"]
            choice.offer(workers)
        for name in set(self.fields) - set(names):
            del self.fields[name]
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput, initial=self.stands, required=False
        )
        self.helper = FormHelper()
        self.helper.form_tag = False
        shown: list[Any] = [Field(name, css_class="w-half") for name in names[:2]]
        each_apart = [Field(name, css_class="w-half") for name in single]
        if len(cases) > CASES_SHOWN:
            words = gettext("Choose for each case (%(count)s)") % {"count": len(cases)}
            each_apart = [Folded(words, *each_apart)]
        shown += each_apart
        self.helper.layout = Layout(*shown, "seen")

    def _offered(self, person: User) -> Workers:
        return _colleagues(person)

    @property
    def stands(self) -> str:
        """The cases that the page shows: whoever sends it has seen these, and no others."""
        return ",".join(str(case.pk) for case in self.cases)

    def clean(self) -> dict[str, Any]:
        """Nothing of what has changed meanwhile; and a reason where something is handed over."""
        values = super().clean() or {}
        if values.get("seen") != self.stands:
            data: Any = self.data
            data = data.copy()
            data["seen"] = self.stands
            self.data = data
            raise forms.ValidationError(
                _("The worker’s cases changed just now. Look through them and send again.")
            )
        if self._chosen(values) and not values.get("reason"):
            self.add_error("reason", _("Tell briefly why the worker changes."))
        return values

    def to(self) -> dict[int, User]:
        """Who gets which case, by its key; those that are not there stay for now."""
        return self._chosen(self.cleaned_data)

    def _chosen(self, values: dict[str, Any]) -> dict[int, User]:
        for_all = values.get("all_to")
        chosen = {case.pk: values.get(_name(case.pk)) or for_all for case in self.cases}
        return {key: user for key, user in chosen.items() if user is not None}


class CasesHandOverForm(AccountCloseForm):
    """The same for somebody who stays or has left: nothing is closed, so somebody is chosen.

    Of somebody who works in another unit by now the cases may go along.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = gettext(
            "Tell briefly why the worker changes."
        )

    def _offered(self, person: User) -> Workers:
        return _colleagues(person, with_them=True)

    def clean(self) -> dict[str, Any]:
        """At least one case goes to somebody."""
        values = super().clean()
        if "all_to" not in self.errors and not self._chosen(values):
            self.add_error("all_to", _("Choose a worker for all cases, or for some of them."))
        return values


def _colleagues(person: User, *, with_them: bool = False) -> Workers:
    held = person.unit_memberships.select_related("unit").order_by("unit").first()
    assert person.organisation_id is not None  # the door lets people of a county through
    unit = held.unit if held else None
    but = [] if with_them else [person.pk]
    return Workers(person.organisation_id, unit, timezone.localdate(), but=but)


def _name(case_pk: int) -> str:
    return f"case_{case_pk}"


def _about(case: Case) -> str:
    """By its number, never its client: phase and week of release help to choose."""
    parts = [gettext("Case %(number)s") % {"number": case.number}, case.phase_label]
    if case.gate_on is not None:
        week = date_format(case.gate_on, "WEEK_FORMAT")
        parts.append(gettext("week of release %(week)s") % {"week": week})
    return ", ".join(parts)
