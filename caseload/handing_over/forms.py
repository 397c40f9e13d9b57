"""Forms of a case that is handed over to another county."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Organisation, Unit, User
from caseload.handing_over.contents import available_parts
from cases.models import Case, CaseHandover
from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.shown_when import ShownWhen
from referrals.intake.forms.workers import WorkerOfUnit

Ground = CaseHandover.Ground


class OfferCaseForm(forms.Form):
    """To which county, on what ground, and what goes along."""

    to_county = forms.ModelChoiceField(
        label=gettext_lazy("County"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose the county that the client moves to.")},
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("On what ground the county is told"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the ground.")},
    )
    consent_on = DayField(
        label=gettext_lazy("Day on which the client consented"), future=False, required=False
    )
    ground_words = LongTextField(
        label=gettext_lazy("How the client consented, or which provision allows it and why"),
        rows=3,
        error_messages={"required": gettext_lazy("Tell how, or by which provision and why.")},
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("What goes along"),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "The client’s basic details always go along. Choose no more than the work there needs."
        ),
    )
    words = LongTextField(
        label=gettext_lazy("What the other county needs to know"),
        help_text=gettext_lazy("In your own words, if something more is to be told."),
        required=False,
        rows=4,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties: Any = self.fields["to_county"]
        others = Organisation.objects.counties().exclude(pk=case.county_id)
        counties.queryset = others.order_by("name_fi")
        _asked_by_an_answer(self.fields["consent_on"])
        if case.client.protected_address:
            for name in ("ground_words", "words"):
                self.fields[name].help_text = _(
                    "The client has a non-disclosure order: write nothing that tells where the "
                    "client lives."
                )
        parts: Any = self.fields["parts"]
        parts.choices = [(part.value, part.label) for part in available_parts(case)]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("to_county", css_class="w-half"),
            Fieldset(
                _("Consent or law"),
                "ground",
                ShownWhen("ground", (Ground.CONSENT,), Field("consent_on", css_class="w-date")),
                "ground_words",
                css_class="field-group",
            ),
            "parts",
            "words",
        )

    def clean(self) -> dict[str, Any]:
        """A consent has its day; a provision has none."""
        super().clean()
        data = self.cleaned_data
        is_consent = data.get("ground") == Ground.CONSENT
        if is_consent and not data.get("consent_on") and "consent_on" not in self.errors:
            self.add_error("consent_on", _("Write on which day the client consented."))
        if data.get("ground") == Ground.LAW:
            data["consent_on"] = None
        return data


class EndOfferForm(forms.Form):
    """What became of one's own offer: on paper who received it and when, or why it is taken back.

    Which of the two is asked is told by the button.
    """

    received_by = ShortTextField(
        label=gettext_lazy("Who received the papers"),
        help_text=gettext_lazy("Name, task and unit."),
        required=False,
    )
    received_on = DayField(label=gettext_lazy("Received on"), future=False, required=False)
    because = LongTextField(
        label=gettext_lazy("Why the offer is taken back"), required=False, rows=3
    )

    def __init__(self, *args: Any, handover: CaseHandover, receives: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handover, self.receives = handover, receives and handover.is_on_paper
        if not handover.is_on_paper:
            del self.fields["received_by"], self.fields["received_on"]
        for field in self.fields.values():
            _asked_by_an_answer(field)

    def clean_received_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["received_on"]
        if day and day < timezone.localdate(self.handover.offered_at):
            raise forms.ValidationError(_("The papers were made later than that. Check the day."))
        return day

    def clean(self) -> dict[str, Any]:
        """What the pressed button needs."""
        super().clean()
        needed = (
            {
                "received_by": _("Write who received the papers."),
                "received_on": _("Write the day, for example 14.12.2026."),
            }
            if self.receives
            else {"because": _("Tell why the offer is taken back.")}
        )
        for name, words in needed.items():
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, words)
        return self.cleaned_data


class WorkerInUnit(WorkerOfUnit):
    """A worker with the unit under which they were chosen: `(worker, unit)`."""

    def key_of(self, worker: Any) -> str:
        return f"{worker.unit}-{worker.pk}"

    def to_python(self, value: Any) -> tuple[User, Unit] | None:
        """Only what stands in the list is chosen."""
        if value in self.empty_values:
            return None
        for worker in self.by_unit():
            if value == self.key_of(worker):
                return worker, self.units[worker.unit]
        raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")


class AnswerForm(forms.Form):
    """Who carries the case on here, or why it is returned; the button tells which."""

    worker = WorkerInUnit(
        label=gettext_lazy("Personal worker here"),
        empty_label=gettext_lazy("Choose"),
        required=False,
    )
    because = LongTextField(
        label=gettext_lazy("Why do you return it?"),
        help_text=pgettext_lazy(
            "handover",
            "The county that handed it over reads this. Do not write about the person here.",
        ),
        required=False,
        rows=3,
    )

    def __init__(
        self, *args: Any, county: Organisation, accepts: bool, may_accept: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.accepts = accepts and may_accept
        worker: Any = self.fields["worker"]
        for field in self.fields.values():
            _asked_by_an_answer(field)
        worker.offer(county, Unit.objects.filter(county=county).order_by("name_fi"))
        if not may_accept:
            self.only_return()

    def only_return(self) -> None:
        """Nobody is asked who carries it on."""
        del self.fields["worker"]

    def clean(self) -> dict[str, Any]:
        """What the pressed button needs."""
        super().clean()
        name, words = (
            ("worker", _("Choose who carries the case on here."))
            if self.accepts
            else ("because", _("Tell why the case is returned."))
        )
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)
        return self.cleaned_data


def _asked_by_an_answer(field: Any) -> None:
    """Another field or the pressed button decides: it does not say that it is optional."""
    field.conditional = True
