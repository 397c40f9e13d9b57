"""How far a service is: the fields, which of them belong to which state, and their days."""

import datetime as dt
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, LayoutObject
from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from continuity.actions.services import refusal_over
from continuity.models import ServiceState, State, StateEnd
from inputs.fields import DayField, ShortTextField
from inputs.record_form import RecordForm
from inputs.shown_when import ShownWhen

NOT_CERTAIN = (State.PLANNED, State.APPLIED, State.QUEUED)
CERTAIN = (State.GRANTED, State.RUNNING)
# Of each field the states that it is told of; the others are told of all.
BELONGS: dict[str, tuple[State, ...]] = {
    "starts_on": (*CERTAIN, State.ENDED),
    "from_gate": (*CERTAIN, State.ENDED),
    "first_appointment_on": CERTAIN,
    "ends_on": (*CERTAIN, State.ENDED),
    "until_gate": CERTAIN,
    "expected_on": NOT_CERTAIN,
    "queue_place": (State.QUEUED,),
    "valid_until": (State.APPLIED, State.QUEUED, State.GRANTED),
    "ended_because": (State.ENDED,),
}
TOLD = ("holds_from", "told_by", "told_on")


class StateFields(RecordForm):
    """Fields of a state. `present` is the one that holds now and is shown first."""

    state_fields: ClassVar[tuple[str, ...]] = ("state", *BELONGS, *TOLD)

    state = forms.ChoiceField(
        label=gettext_lazy("How far it is"),
        choices=[("", pgettext_lazy("state", "Choose")), *State.choices],
        error_messages={"required": gettext_lazy("Choose how far the service is.")},
    )
    starts_on = DayField(label=pgettext_lazy("service", "Starts"), required=False)
    from_gate = forms.BooleanField(
        label=gettext_lazy("From the gate on, whichever day that is"), required=False
    )
    first_appointment_on = DayField(label=gettext_lazy("First appointment"), required=False)
    ends_on = DayField(label=pgettext_lazy("service", "Ends"), required=False)
    until_gate = forms.BooleanField(
        label=gettext_lazy("Until the gate, whichever day that is"), required=False
    )
    expected_on = DayField(
        label=gettext_lazy("Hoped for"),
        help_text=gettext_lazy("A hoped day is shown, and covers nothing."),
        required=False,
    )
    queue_place = ShortTextField(label=gettext_lazy("Place in the queue"), required=False)
    valid_until = DayField(
        label=gettext_lazy("Valid until"),
        help_text=gettext_lazy("The day on which the application or the grant lapses."),
        required=False,
    )
    ended_because = forms.ChoiceField(
        label=gettext_lazy("Why it ended"),
        choices=[("", pgettext_lazy("state", "Choose")), *StateEnd.choices],
        required=False,
    )
    holds_from = DayField(label=gettext_lazy("Since which day it is so"), future=False)
    told_by = ShortTextField(
        label=gettext_lazy("Who told it"),
        help_text=gettext_lazy("For example: the housing office, by phone."),
        required=False,
    )
    told_on = DayField(label=gettext_lazy("Told on"), future=False)

    def __init__(
        self,
        *args: Any,
        record: Any = None,
        present: ServiceState | None = None,
        **kwargs: Any,
    ) -> None:
        today = timezone.localdate()
        initial = kwargs.pop("initial", {}) | {"holds_from": today, "told_on": today}
        if present is not None:
            initial |= {name: getattr(present, name) for name in ("state", *BELONGS)}
        super().__init__(*args, record=record, initial=initial, **kwargs)
        self.present = present

    def clean(self) -> dict[str, Any]:
        """Only what belongs to the state, in an order in which days can be."""
        cleaned = super().clean() or self.cleaned_data
        if self.has_state():
            state = State(cleaned["state"])
            self._leave_out_strangers(state)
            self._clean_ends_of_days()
            self._clean_order()
            self._clean_by_state(state)
        return cleaned

    def has_state(self) -> bool:
        """Whether a state was told that can be looked at."""
        return bool(self.cleaned_data.get("state"))

    def told_state(self) -> ServiceState:
        """The state as it was told, unsaved."""
        return ServiceState(**{name: self.cleaned_data[name] for name in self.state_fields})

    def _leave_out_strangers(self, state: State) -> None:
        """What was shown of the former state is not told again; what was typed is not dropped."""
        for name, states in BELONGS.items():
            if state in states or name in self.errors:
                continue
            value = self.cleaned_data[name]
            if value and value != self.initial.get(name):
                self.add_error(
                    name,
                    _("This does not belong to a service that is “%(state)s”. Remove it.")
                    % {"state": state.label},
                )
            else:
                self.cleaned_data[name] = self.fields[name].clean(None)

    def _clean_ends_of_days(self) -> None:
        told = self.cleaned_data
        both = _("You wrote a day and chose the gate. Keep one of them.")
        if told.get("starts_on") and told.get("from_gate"):
            self.add_error("starts_on", both)
        if told.get("ends_on") and told.get("until_gate"):
            self.add_error("ends_on", both)
        if told.get("from_gate") and told.get("until_gate"):
            self.add_error(
                "until_gate", _("It cannot both begin and end at the gate. Choose one of them.")
            )

    def _clean_order(self) -> None:
        self._hold_after(
            "ends_on",
            "starts_on",
            _("It ends %(late)s, before it starts %(early)s. Check the year."),
        )
        self._hold_after(
            "ends_on",
            "first_appointment_on",
            _("It ends %(late)s, before the first appointment %(early)s. Check the days."),
        )
        self._hold_after(
            "expected_on",
            "holds_from",
            _("The hoped day %(late)s has passed. Write a new one, or leave it empty."),
        )
        self._hold_after(
            "valid_until",
            "holds_from",
            _("It was valid only until %(late)s, before %(early)s. Check the days."),
        )

    def _hold_after(self, late: str, early: str, words: str) -> None:
        last: dt.date | None = self.cleaned_data.get(late)
        first: dt.date | None = self.cleaned_data.get(early)
        if last and first and last < first:
            self.add_error(late, words % {"late": date_format(last), "early": date_format(first)})

    def _clean_by_state(self, state: State) -> None:
        told = self.cleaned_data
        starts, since = told.get("starts_on"), told.get("holds_from")
        if state is State.RUNNING and starts and since and starts > since:
            self.add_error(
                "starts_on",
                _("It starts %(day)s, so it is not running yet. Choose “Granted”.")
                % {"day": date_format(starts)},
            )
        if (
            state is State.ENDED
            and not told.get("ended_because")
            and not self.errors.get("ended_because")
        ):
            self.add_error("ended_because", _("Choose why it ended."))


class StateForm(StateFields):
    """How far a service is now, told over what the editor saw of it."""

    written = StateFields.state_fields

    seen = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=2**62, required=False
    )

    def __init__(self, *args: Any, present: ServiceState | None, **kwargs: Any) -> None:
        seen = {"seen": present.pk if present else 0}
        super().__init__(*args, present=present, initial=seen, **kwargs)
        self.helper.layout = Layout(*state_layout())

    def clean(self) -> dict[str, Any]:
        """Nothing follows an end, and nothing holds before what holds now."""
        cleaned = super().clean()
        present, since, told = self.present, cleaned.get("holds_from"), cleaned.get("told_on")
        # Over a state that the editor has not seen the act is refused, with both shown.
        if present is None or cleaned.get("seen") != present.pk:
            return cleaned
        # A day that is missing is asked for by its own field.
        state = ServiceState(holds_from=since or dt.date.max, told_on=told or dt.date.max)
        if refused := refusal_over(present, state):
            self.add_error(refused.field, str(refused.words))
        return cleaned

    def take_seen(self, current: ServiceState | None) -> None:
        """Stand on the state as it is now: the next save is made knowing both."""
        data: Any = self.data
        self.data = data.copy()
        self.data["seen"] = str(current.pk if current else 0)  # type: ignore[index]


class TakeBackForm(forms.Form):
    """Who says that a state was told wrongly."""

    told_by = ShortTextField(
        label=gettext_lazy("Who says that it was told wrongly"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field("told_by", css_class="w-half"))


def state_layout() -> list[LayoutObject]:
    """The fields in the order in which one tells them, each shown where its state asks for it."""
    return [
        Field("state", css_class="w-half"),
        _part("starts_on", "from_gate"),
        _part("first_appointment_on"),
        _part("ends_on"),
        _part("until_gate"),
        _part("expected_on"),
        _part("queue_place", css_class="w-half"),
        _part("valid_until"),
        _part("ended_because", css_class="w-half"),
        Field("holds_from", css_class="w-date"),
        Field("told_by", css_class="w-half"),
        Field("told_on", css_class="w-date"),
    ]


def _part(*names: str, css_class: str = "w-date") -> ShownWhen:
    days, ticks = names[:1], names[1:]
    fields = [*(Field(name, css_class=css_class) for name in days), *ticks]
    return ShownWhen("state", BELONGS[names[0]], *fields)
