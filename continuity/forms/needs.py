"""Forms of a need, of its end, and of what is not needed."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.gates import gates_of
from cases.models import Case
from cases.vocabulary import Place
from continuity.forms.how_far import StateFields, state_layout
from continuity.models import Need, NoNeed, Service, ServiceState
from continuity.need_kinds import NeedKind
from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.record_form import RecordForm

CHOOSE = ("", pgettext_lazy("need", "Choose"))
CHOOSE_NEED = gettext_lazy("Choose what the client needs.")


def _words() -> LongTextField:
    return LongTextField(
        label=gettext_lazy("In the client’s own words"),
        help_text=gettext_lazy("What the client needs, as they say it. Not what they did."),
        rows=3,
        required=False,
    )


def _gate() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("At which gate"),
        choices=[("", gettext_lazy("The next one")), *((g.value, g.label) for g in Need.GATES)],
        required=False,
    )


def _asks_which_gate(case: Case) -> bool:
    return len([gate for gate in gates_of(case) if gate.is_ahead]) > 1


def _demand_words(form: forms.Form, kind: str) -> None:
    if kind == NeedKind.OTHER and not form.cleaned_data.get("words") and "words" not in form.errors:
        form.add_error("words", _("Write what the need is, since no kind fits."))


class NeedForm(StateFields):
    """A new need, and with it the first service for it, if there is one already."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Need"),
        choices=[CHOOSE, *NeedKind.choices],
        error_messages={"required": CHOOSE_NEED},
    )
    words = _words()
    gate = _gate()
    service_name = ShortTextField(
        label=gettext_lazy("Service"),
        help_text=gettext_lazy("For example: supported housing. Empty if there is none yet."),
        required=False,
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Where"),
        choices=Place,
        initial=Place.OUTSIDE,
        required=False,
    )

    def __init__(self, *args: Any, case: Case, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, initial={"kind": kind, "place": Place.OUTSIDE}, **kwargs)
        self.case = case
        for name in ("service_name", "state", "place"):
            self.fields[name].required = False
            self.fields[name].conditional = name != "service_name"  # type: ignore[attr-defined]
        if not _asks_which_gate(case):
            del self.fields["gate"]
        self.helper.layout = Layout(
            Field("kind", css_class="w-half"),
            *(name for name in ("words", "gate") if name in self.fields),
            Fieldset(
                _("The first service, if there is one"),
                Field("service_name", css_class="w-half"),
                *state_layout(),
                Field("place", css_class="w-half"),
                css_class="field-group",
            ),
        )

    def has_state(self) -> bool:
        return super().has_state() and bool(self.cleaned_data.get("service_name"))

    def clean(self) -> dict[str, Any]:
        """A service has a name and a state, or there is none."""
        cleaned = super().clean()
        _demand_words(self, cleaned.get("kind", ""))
        name, state = cleaned.get("service_name"), cleaned.get("state")
        if name and not state and "state" not in self.errors:
            self.add_error("state", _("Choose how far the service is."))
        told = [n for n in self.changed_data if n in self.state_fields and n != "state"]
        if not name and (state or told) and "service_name" not in self.errors:
            self.add_error("service_name", _("Write which service it is."))
        return cleaned

    def need(self) -> Need:
        """The need, unsaved."""
        told = self.cleaned_data
        gate = told.get("gate", "")
        return Need(case=self.case, kind=told["kind"], words=told["words"], gate=gate)

    def first_service(self) -> tuple[Service | None, ServiceState | None]:
        """Its service with the state, unsaved; nothing where none was told."""
        told = self.cleaned_data
        if not told["service_name"]:
            return None, None
        place = told["place"] or Place.OUTSIDE
        return Service(name=told["service_name"], place=place), self.told_state()


class NeedEditForm(RecordForm):
    """What the need is in the client's words, and at which gate it matters."""

    written = ("words", "gate")

    words = _words()
    gate = _gate()

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, record=need, **kwargs)
        self.need = need
        if not need.gate and not _asks_which_gate(need.case):
            del self.fields["gate"]
        self.helper.layout = Layout(*(name for name in self.written if name in self.fields))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _demand_words(self, self.need.kind)
        return cleaned


class NeedEndForm(forms.Form):
    """Why it is a need no longer, and which other need took its place."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why it is no longer a need"),
        choices=Need.End,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why it is no longer a need.")},
    )
    replaced_by = forms.ModelChoiceField(
        label=gettext_lazy("Which need took its place"),
        queryset=Need.objects.none(),
        empty_label=pgettext_lazy("need", "None"),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Choose a need of this client that goes on.")
        },
    )
    on = DayField(label=gettext_lazy("Since which day"), future=False)

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate()}
        super().__init__(*args, **kwargs)
        self.need = need
        others: Any = self.fields["replaced_by"]
        others.queryset = Need.objects.present().filter(case=need.case).exclude(pk=need.pk)
        others.conditional = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "reason", Field("replaced_by", css_class="w-half"), Field("on", css_class="w-date")
        )

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on < self.need.noted_on:
            raise forms.ValidationError(
                _("The need was noted on %(day)s. Write that day or a later one."),
                params={"day": date_format(self.need.noted_on)},
            )
        return on

    def clean(self) -> dict[str, Any]:
        """Another need takes its place only if it was replaced."""
        cleaned = super().clean() or self.cleaned_data
        other, replaced = cleaned.get("replaced_by"), cleaned.get("reason") == Need.End.REPLACED
        if "replaced_by" in self.errors or "reason" in self.errors:
            return cleaned
        if replaced and other is None:
            self.add_error("replaced_by", _("Choose which need took its place."))
        elif other is not None and not replaced:
            self.add_error(
                "replaced_by",
                _("You chose a need in its place. Choose “Replaced by another need”, or none."),
            )
        return cleaned


class NoNeedForm(forms.Form):
    """That something was asked about and is not needed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is not needed"),
        choices=[CHOOSE, *NeedKind.choices],
        error_messages={"required": gettext_lazy("Choose what is not needed.")},
    )
    because = ShortTextField(
        label=gettext_lazy("Because"),
        help_text=gettext_lazy("For example: has a flat of their own."),
        error_messages={"required": gettext_lazy("Tell briefly why it is not needed.")},
    )
    answered_on = DayField(label=gettext_lazy("Asked on"), future=False)

    def __init__(self, *args: Any, case: Case, kind: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {"answered_on": timezone.localdate(), "kind": kind}
        super().__init__(*args, **kwargs)
        self.case = case
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("kind", css_class="w-half"), "because", Field("answered_on", css_class="w-date")
        )

    def answer(self) -> NoNeed:
        """The answer, unsaved."""
        return NoNeed(case=self.case, **self.cleaned_data)
