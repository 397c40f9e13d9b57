"""Forms of a goal and a step."""

from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from desistance.factors import LEVELS, client_factors
from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.record_form import RecordForm
from inputs.two_texts import Place
from plans.forms.actors import actors_of, member_key
from plans.models import Goal, Step
from records.versions import VersionedModel

# The fields of a step that tell who does it: chosen, or in words.
WHO = ("who", "actor")


class GoalForm(RecordForm):
    """A goal in the client's words, and what it supports: in remand that is not asked."""

    written = ("words", "description", "scale", "factors")

    words = LongTextField(
        label=gettext_lazy("Goal in the client’s words"),
        help_text=gettext_lazy("As the client says it, for example: I want a door of my own."),
        rows=3,
        error_messages={"required": gettext_lazy("Write the goal in the client’s words.")},
    )
    description = LongTextField(label=gettext_lazy("More about the goal"), required=False, rows=3)
    scale = forms.TypedChoiceField(
        label=gettext_lazy("What the goal aims at"),
        choices=Goal.Scale.choices,
        coerce=int,
        initial=Goal.Scale.BETTER,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the goal aims at.")},
    )
    factors = forms.MultipleChoiceField(
        label=gettext_lazy("Which factors of desistance the goal supports"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    # The key of the offer with which the goal began.
    begun_with = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(
        self, *args: Any, record: Goal | None, in_remand: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, record=record, **kwargs)
        self.helper.layout = Layout("words", "description", "scale")
        if in_remand:
            del self.fields["factors"]
            return
        offered = client_factors()
        choices: Any = [
            (level.label, [(f.value, f.label) for f in offered if f.level is level])
            for level in LEVELS
        ]
        factors: Any = self.fields["factors"]
        factors.choices = choices
        self.helper.layout.append("factors")


class WhoPlace(Place):
    """Who does a step: the key of somebody who was chosen, and what was written instead."""

    def __init__(self, form: "StepForm", name: str, stored: tuple[str, str]) -> None:
        super().__init__(form, name, stored)
        self.actors = form.actors

    def typed_in(self, data: QueryDict) -> Any:
        """Both fields, as they were sent."""
        return tuple(data.get(name, "").strip() for name in WHO)

    def put_into(self, data: QueryDict, value: Any) -> None:
        """Both fields, so that nobody is chosen and written at once."""
        for name, each in zip(WHO, value, strict=True):
            data[name] = each

    def as_text(self, value: Any) -> str:
        """One of the two is empty."""
        return " ".join(value).strip()

    def in_words(self, value: Any) -> str:
        """The name, whichever way it was given."""
        key, written = value
        chosen = self.actors.with_key(key)
        return written or (chosen.name if chosen else key) or "–"


class StepForm(RecordForm):
    """What is done for a goal, who does it, and by when.

    Who does it is somebody of the case or words; a step keeps the name, and of the
    network also the member.
    """

    written = ("text", "actor", "due_on", "is_continuous")

    text = ShortTextField(
        label=gettext_lazy("What is done"),
        error_messages={"required": gettext_lazy("Write what is done.")},
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Who does it"),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy(
                "This person is not in the client’s team or network. Choose another, or "
                "write the name."
            )
        },
    )
    actor = ShortTextField(
        label=gettext_lazy("Who does it, in words"),
        help_text=gettext_lazy("For example: the client and the worker together."),
        required=False,
    )
    due_on = DayField(label=gettext_lazy("By when"), required=False)
    is_continuous = forms.BooleanField(
        label=gettext_lazy("Continuously, without a day"), required=False
    )

    def __init__(self, *args: Any, record: Step | None, case: Case, **kwargs: Any) -> None:
        self.actors = actors_of(case, kept=record.member_id if record else None)
        super().__init__(*args, record=record, **kwargs)
        for name in ("who", "actor", "due_on"):
            self.fields[name].conditional = True  # type: ignore[attr-defined]
        who: Any = self.fields["who"]
        who.choices = self.actors.choices()
        self.helper.layout = Layout(
            "text",
            Field("who", css_class="w-half"),
            Field("actor", css_class="w-half"),
            Field("due_on", css_class="w-date"),
            "is_continuous",
        )

    def clean(self) -> dict[str, Any]:
        """Somebody does it, and either by a day or all the time."""
        cleaned = super().clean() or self.cleaned_data
        self._clean_actor(cleaned)
        due, continuous = cleaned.get("due_on"), cleaned.get("is_continuous")
        if "due_on" not in self.errors and not due and not continuous:
            self.add_error("due_on", _("Write the day, or choose “Continuously”."))
        if due and continuous:
            self.add_error(
                "due_on", _("You wrote a day and chose “Continuously”. Remove one of them.")
            )
        return cleaned

    def _clean_actor(self, cleaned: dict[str, Any]) -> None:
        chosen = self.actors.with_key(cleaned.get("who", ""))
        cleaned["member"] = member_key(chosen)
        if {"who", "actor"} & self.errors.keys():
            return
        if chosen is None:
            if not cleaned.get("actor"):
                self.add_error("actor", _("Write who does it, or choose somebody above."))
        elif cleaned.get("actor"):
            self.add_error(
                "actor",
                _("You chose %(name)s and wrote somebody as well. Keep one of them.")
                % {"name": chosen.name},
            )
        else:
            cleaned["actor"] = chosen.name

    def shown_of(self, record: VersionedModel) -> dict[str, Any]:
        """Who does it is chosen where it is somebody of the case, and written where not."""
        assert isinstance(record, Step)
        agreed = self.actors.as_agreed(record.actor, record.member_id)
        return super().shown_of(record) | ({"who": agreed.key, "actor": ""} if agreed else {})

    def places(self, record: VersionedModel) -> list[Place]:
        """Who does it is one place, chosen or written."""
        shown = self.shown_of(record)
        doer = WhoPlace(self, "who", (shown.get("who", ""), shown["actor"]))
        return [*(each for each in super().places(record) if each.name not in WHO), doer]

    def write_to(self, record: models.Model) -> None:
        """With the member, if somebody of the network was chosen."""
        super().write_to(record)
        assert isinstance(record, Step)
        record.member_id = self.cleaned_data["member"]
