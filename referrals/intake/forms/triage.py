"""The triage of a contact (headings 1009)."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Fieldset, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit, UnitRole, User
from cases.models import Client
from cases.register.search import Hit
from cases.vocabulary import Urgency
from inputs.fields import LongTextField, ShortTextField
from inputs.shown_when import ShownWhen
from referrals.exchange.corrections import is_protected
from referrals.intake.forms.attempts import ATTEMPTS, AttemptRows
from referrals.intake.forms.likely_words import client_words
from referrals.intake.forms.workers import WorkerOfUnit
from referrals.models import Referral
from referrals.sending.forms.page_form import ask_conditionally
from referrals.vocabulary import Decision, Dependants

NEW = "new"
NONE = "none"
SWITCHES = {
    "over_75": gettext_lazy("Over 75 years old"),
    "highest_care_allowance": gettext_lazy("Receives the highest care allowance"),
    "disabled_person": gettext_lazy("Disabled person under the Disability Services Act"),
    "special_support_child": gettext_lazy("Child in need of special support"),
}
# The page's context tells the limits, and what each decision does, where they are needed.
LIMITS = '{% include "referrals/_limits.html" with limits=limits only %}'
CONSEQUENCES = '{% include "referrals/_consequences.html" with form=form only %}'
# A county has more workers than anybody looks through.
SHOW_WORKERS = '{% include "referrals/_show_workers.html" only %}'
# The parts of the layout that are the same for each contact.
FINDINGS = [
    Fieldset(
        gettext_lazy("Children and others in the person’s care"),
        "dependants",
        ShownWhen(
            "dependants",
            (Dependants.NOT_KNOWN,),
            Field("dependants_not_known_because", css_class="w-half"),
        ),
        css_class="field-group",
    ),
    Fieldset(
        gettext_lazy("Measures"),
        "measures",
        "services_needed",
        "next_steps",
        css_class="field-group",
    ),
]
UNIT_AND_WORKER = ShownWhen(
    "decision",
    (Decision.OPEN,),
    Field("unit", css_class="w-half"),
    HTML(SHOW_WORKERS),
    Field("responsible", css_class="w-half"),
)


def _urgency(*asked_beside: ShownWhen) -> Fieldset:
    return Fieldset(
        gettext_lazy("Urgency"),
        HTML(LIMITS),
        "triggers",
        "urgency",
        "urgency_reason",
        *asked_beside,
        css_class="field-group",
    )


URGENCY, URGENCY_BY_THE_GATE = (
    _urgency(),
    _urgency(ShownWhen("urgency", (Urgency.NOT_URGENT,), "although_near")),
)


class TriageForm(AttemptRows):
    """What was found, how urgent it is, and what is done. Choices are the county's own."""

    urgency = forms.ChoiceField(
        label=gettext_lazy("How urgent is the need for help now?"),
        choices=Urgency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how urgent the need is.")},
    )
    urgency_reason = LongTextField(
        label=gettext_lazy("Reason for the urgency"),
        rows=3,
        error_messages={"required": gettext_lazy("Tell briefly why it is as urgent as that.")},
    )
    although_near = LongTextField(
        label=gettext_lazy("If not urgent: why, although the release is near?"),
        help_text=gettext_lazy("For example: the first days are arranged, and with whom."),
        rows=2,
        required=False,
    )
    triggers = forms.MultipleChoiceField(
        label=gettext_lazy("Does any of these apply to the person?"),
        choices=[*SWITCHES.items(), (NONE, gettext_lazy("None of these"))],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what applies, or “None of these”.")},
    )
    dependants = forms.ChoiceField(
        label=gettext_lazy(
            "Has the care of children and others who depend on the person been looked into?"
        ),
        help_text=gettext_lazy(
            "SHL 44 §: it must be, when somebody begins a sentence or remand. "
            "What concerns a child is recorded in the child’s own records."
        ),
        choices=Dependants.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy(
                "Choose whether it has been looked into. If you do not know yet, tell why."
            )
        },
    )
    dependants_not_known_because = ShortTextField(
        label=gettext_lazy("Why is it not known yet?"), required=False
    )
    measures = LongTextField(
        label=gettext_lazy("What has already been done?"),
        help_text=gettext_lazy("For example: called the sender, gave advice, nothing yet."),
        rows=3,
        error_messages={
            "required": gettext_lazy("Tell what has been done. Write “nothing yet” if so.")
        },
    )
    services_needed = LongTextField(
        label=gettext_lazy("Your view of the services that the person needs"),
        help_text=gettext_lazy("As far as you know now. The assessment looks at it in full."),
        rows=3,
        required=False,
    )
    next_steps = LongTextField(
        label=gettext_lazy("What was agreed to do next?"), rows=3, required=False
    )
    order_noted = forms.BooleanField(
        label=gettext_lazy(
            "I have noted the non-disclosure order: where the person lives or stays is told "
            "to nobody"
        ),
        error_messages={
            "required": gettext_lazy("Mark that you have noted the non-disclosure order.")
        },
    )
    decision = forms.ChoiceField(
        label=gettext_lazy("What is done with the contact?"),
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what is done with the contact."),
            "invalid_choice": gettext_lazy(
                "No client with an open case was found. Choose something else."
            ),
        },
    )
    client = forms.ChoiceField(
        label=gettext_lazy("Is the person one of these clients?"),
        help_text=gettext_lazy("A known client’s own details stay as they are."),
        widget=forms.RadioSelect,
        required=False,
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit of the case"),
        queryset=Unit.objects.none(),
        empty_label=gettext_lazy("Choose"),
        required=False,
    )
    responsible = WorkerOfUnit(
        label=gettext_lazy("Personal worker"),
        help_text=gettext_lazy(
            "Shown are the workers of your own units. For those of another, choose the unit "
            "and press “Show the unit’s workers”."
        ),
        empty_label=gettext_lazy("The unit’s supervisor names the worker"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        referral: Referral,
        likely: Iterable[Hit],
        by: User,
        gate_is_near: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if gate_is_near:
            ask_conditionally(self, "although_near")
        else:
            del self.fields["although_near"]
        if not is_protected(referral):
            del self.fields["order_noted"]
        self.likely = {str(hit.client.pk): hit for hit in likely}
        self._offer_decisions()
        self._offer_clients()
        self._offer_units(referral, by)
        self.add_attempts()
        ask_conditionally(self, "dependants_not_known_because", "client", "unit", "responsible")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = self._layout()

    def clean(self) -> dict[str, Any]:
        """Findings fit the law; the decision fits the person it is about."""
        super().clean()
        self._clean_triggers()
        self._clean_near_gate()
        self._clean_dependants()
        decision = self.cleaned_data.get("decision")
        if decision in (Decision.OPEN, Decision.JOIN):
            self._clean_client(Decision(decision))
        if decision == Decision.OPEN:
            self._clean_unit()
        self.clean_attempts(wanted=decision == Decision.NOT_REACHED)
        return self.cleaned_data

    def findings(self) -> dict[str, Any]:
        """The columns of the triage."""
        names = (
            "urgency",
            "urgency_reason",
            "dependants",
            "dependants_not_known_because",
            "measures",
            "services_needed",
            "next_steps",
            "decision",
        )
        on = self.cleaned_data["triggers"]
        values = {n: self.cleaned_data[n] for n in names} | {n: n in on for n in SWITCHES}
        if although_near := self.cleaned_data.get("although_near"):
            values["urgency_reason"] += "\n" + _("Although the release is near:") + " "
            values["urgency_reason"] += although_near
        return values | {"attempts": self.attempts()}

    def chosen(self) -> dict[str, Any]:
        """Client, unit and worker for the action; what the decision does not need is left."""
        values = self.cleaned_data
        hit = self.likely.get(values.get("client", ""))
        client: Client | None = hit.client if hit else None
        if values["decision"] == Decision.OPEN:
            return {
                "client": client,
                "unit": values["unit"],
                "responsible": values["responsible"],
            }
        return {"client": client}

    def _clean_triggers(self) -> None:
        chosen = self.cleaned_data.get("triggers", [])
        on = [name for name in SWITCHES if name in chosen]
        if on and NONE in chosen:
            self.add_error(
                "triggers", _("You chose “None of these” and something else. Remove one of them.")
            )
        elif on and self.cleaned_data.get("urgency") == Urgency.NOT_URGENT:
            self.add_error(
                "urgency",
                _(
                    "You marked “%(trigger)s”. Then the need is urgent or needs action at "
                    "once. Change the urgency, or remove the mark."
                )
                % {"trigger": SWITCHES[on[0]]},
            )

    def _clean_near_gate(self) -> None:
        """Whoever is out before long waits only for a reason."""
        name = "although_near"
        if name not in self.fields or name in self.errors:
            return
        if self.cleaned_data.get("urgency") != Urgency.NOT_URGENT:
            self.cleaned_data[name] = ""
        elif not self.cleaned_data.get(name):
            self.add_error(
                name, _("The release is near. Tell why the contact is not urgent although it is.")
            )

    def _clean_dependants(self) -> None:
        name = "dependants_not_known_because"
        if self.cleaned_data.get("dependants") != Dependants.NOT_KNOWN:
            self.cleaned_data[name] = ""
        elif not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(
                name, _("Tell briefly why this is not known. For example: asked on Monday.")
            )

    def _clean_client(self, decision: Decision) -> None:
        chosen = self.cleaned_data.get("client", "")
        if "client" in self.errors:
            return
        hit = self.likely.get(chosen)
        same_code = next((h for h in self.likely.values() if h.match.is_same_code), None)
        message = ""
        if decision == Decision.JOIN and not (hit and hit.has_open_case):
            message = _("Choose a client with an open case, or open a new case instead.")
        elif decision == Decision.OPEN and self._has_likely() and not chosen:
            message = _("Choose one of these clients, or “None of these: a new client”.")
        elif decision == Decision.OPEN and hit and hit.has_open_case:
            message = _("This client has an open case. Choose “Join to the client’s open case”.")
        elif decision == Decision.OPEN and same_code and hit is None:
            message = _("%(name)s has the same identity code. Choose that client.") % {
                "name": same_code.client.full_name
            }
        if message:
            self.add_error("client" if self.likely else "decision", message)

    def _clean_unit(self) -> None:
        unit, worker = self.cleaned_data.get("unit"), self.cleaned_data.get("responsible")
        if unit is None:
            if "unit" not in self.errors:
                self.add_error("unit", _("Choose the unit that takes the case."))
        elif worker is not None and (unit.pk, UnitRole.WORKER) not in worker.unit_roles:
            self.add_error(
                "responsible",
                _("%(worker)s does not work in %(unit)s. Choose another worker or unit.")
                % {"worker": worker, "unit": unit},
            )

    def _has_likely(self) -> bool:
        """A weak likeness alone demands no answer."""
        return any(not hit.is_weak for hit in self.likely.values())

    @property
    def offers_joining(self) -> bool:
        """Whether somebody who was found has an open case."""
        return any(hit.has_open_case for hit in self.likely.values())

    def _offer_decisions(self) -> None:
        """Nothing is joined where nobody who was found has an open case."""
        if not self.offers_joining:
            decision: Any = self.fields["decision"]
            decision.choices = [row for row in Decision.choices if row[0] != Decision.JOIN]

    def _offer_clients(self) -> None:
        if not self.likely:
            del self.fields["client"]
            return
        choices: Any = self.fields["client"]
        choices.choices = [
            *((pk, client_words(hit)) for pk, hit in self.likely.items()),
            (NEW, _("None of these: a new client")),
        ]

    def _offer_units(self, referral: Referral, by: User) -> None:
        assert referral.county is not None  # the database holds it of what is sent
        own = Unit.objects.filter(county=referral.county).order_by("name_fi")
        units: Any = self.fields["unit"]
        units.queryset, offered = own, list(own)
        # The same units, without asking for them twice.
        units.choices = [("", units.empty_label), *((unit.pk, str(unit)) for unit in offered)]
        if len(offered) == 1:
            units.initial = offered[0].pk
        nearest = {unit for unit, _role in by.unit_roles} | {units.initial}
        chosen = self["unit"].value()
        workers: Any = self.fields["responsible"]
        workers.offer(
            referral.county,
            shown=[u for u in offered if u.pk in nearest or str(u.pk) == chosen],
        )

    def _layout(self) -> Layout:
        client = []
        if self.likely:
            client.append(ShownWhen("decision", (Decision.OPEN, Decision.JOIN), "client"))
        decision = Fieldset(
            gettext_lazy("Decision"),
            HTML(CONSEQUENCES),
            "decision",
            ATTEMPTS,
            *client,
            UNIT_AND_WORKER,
            *(["order_noted"] if "order_noted" in self.fields else []),
            css_class="field-group",
        )
        urgency = URGENCY_BY_THE_GATE if "although_near" in self.fields else URGENCY
        return Layout(urgency, *FINDINGS, decision)
