"""Who does something: somebody of the client, the team and the network, or words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from cases.people import known_people
from inputs.attendees import CLIENT, Person, numbers_in
from inputs.fields import ShortTextField
from inputs.record_form import RecordForm
from inputs.two_texts import Place
from records.text_lengths import SHORT_TEXT
from records.versions import VersionedModel

# The fields that tell who does it: chosen, or in words.
WHO = ("who", "actor")


@dataclass(frozen=True)
class Actors:
    """Everybody who can be chosen, in the order of the list."""

    people: Sequence[Person]

    def choices(self) -> list[tuple[str, object]]:
        """For a select: the client alone, then the team and the network, if there are any."""
        choices: list[tuple[str, object]] = [("", _("Choose, or write below"))]
        for heading, people in groupby(self.people, key=lambda each: each.group):
            offered = [(each.key, each.label) for each in people]
            choices += [(heading, offered)] if heading else offered
        return choices

    def with_key(self, key: str) -> Person | None:
        """The one who was chosen."""
        return next((each for each in self.people if each.key == key), None)

    def as_agreed(self, name: str, member_id: int | None) -> Person | None:
        """The one whom a record names; None where it says something else in words."""
        found = (each for each in self.people if each.name == name)
        return next((each for each in found if member_key(each) == member_id), None)


def actors_of(case: Case, *, kept: int | None = None) -> Actors:
    """Those of `case`; `kept` is a network member whom the record names already."""
    people = known_people(case, {f"member-{kept}"} if kept else ())
    return Actors([_by_first_name(each, case) for each in people])


def member_key(person: Person | None) -> int | None:
    """Which member of the network somebody is."""
    return next(iter(numbers_in([person.key], "member")), None) if person else None


def _by_first_name(person: Person, case: Case) -> Person:
    """What is agreed speaks of the client by first name."""
    first = case.client.first_names.split() if person.key == CLIENT else []
    return replace(person, name=(first[0] if first else person.name)[:SHORT_TEXT])


class WhoPlace(Place):
    """Who does it: the key of somebody who was chosen, and what was written instead."""

    def __init__(self, form: "WhoDoes", name: str, stored: tuple[str, str]) -> None:
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


class WhoDoes(forms.Form):
    """Part of a form: `actor` is the name of whoever was chosen or written, `member` the key."""

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

    def __init__(self, *args: Any, actors: Actors, **kwargs: Any) -> None:
        self.actors = actors
        self.nobody_named = _("Write who does it, or choose somebody above.")
        super().__init__(*args, **kwargs)
        for name in WHO:
            self.fields[name].conditional = True  # type: ignore[attr-defined]
        who: Any = self.fields["who"]
        who.choices = actors.choices()

    def clean(self) -> dict[str, Any]:
        """Somebody does it, chosen or written."""
        cleaned = super().clean() or self.cleaned_data
        chosen = self.actors.with_key(cleaned.get("who", ""))
        cleaned["member"] = member_key(chosen)
        if {"who", "actor"} & self.errors.keys():
            return cleaned
        if chosen is None:
            if not cleaned.get("actor"):
                self.add_error("actor", self.nobody_named)
        elif cleaned.get("actor"):
            self.add_error(
                "actor",
                _("You chose %(name)s and wrote somebody as well. Keep one of them.")
                % {"name": chosen.name},
            )
        else:
            cleaned["actor"] = chosen.name
        return cleaned


class WhoDoesRecordForm(WhoDoes, RecordForm):
    """A form over a record that keeps the name as `actor`, and of the network also `member`."""

    def __init__(self, *args: Any, record: Any, case: Case, **kwargs: Any) -> None:
        kept = record.member_id if record else None
        super().__init__(*args, record=record, actors=actors_of(case, kept=kept), **kwargs)

    def shown_of(self, record: VersionedModel) -> dict[str, Any]:
        """Who does it is chosen where it is somebody of the case, and written where not."""
        kept: Any = record
        agreed = self.actors.as_agreed(kept.actor, kept.member_id)
        return super().shown_of(record) | ({"who": agreed.key, "actor": ""} if agreed else {})

    def places(self, record: VersionedModel) -> list[Place]:
        """Who does it is one place, chosen or written."""
        shown = self.shown_of(record)
        doer = WhoPlace(self, "who", (shown.get("who", ""), shown["actor"]))
        return [*(each for each in super().places(record) if each.name not in WHO), doer]

    def write_to(self, record: models.Model) -> None:
        """With the member, if somebody of the network was chosen."""
        super().write_to(record)
        record.member_id = self.cleaned_data["member"]  # type: ignore[attr-defined]
