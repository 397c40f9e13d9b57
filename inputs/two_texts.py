"""Two have written in one form: each keeps what only they changed, and of the rest they choose.

A page carries a print of every value as its writer saw it. Where somebody has saved meanwhile,
the print tells who changed what. A place that both changed is shown with both texts and a choice;
one that somebody changes again while its writer chooses is shown once more.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from inputs.fields import LongTextField

# The hidden field that names a place with two texts, and what the choice in it is called.
ASKED = "two_texts"
CHOICE = "two_texts:"
THEIRS, MINE, BOTH = "theirs", "mine", "both"


class Place:
    """One field of a form that is open on a page, with the value that is stored now."""

    def __init__(self, form: forms.BaseForm, name: str, stored: Any, *, of: str = "") -> None:
        self.field, self.field_name, self.stored = form.fields[name], name, stored
        self.name = form.add_prefix(name)
        self.label = f"{of}: {self.field.label}" if of else str(self.field.label)

    @property
    def takes_both(self) -> bool:
        """A story can hold two texts; a line, a day or a choice cannot."""
        return isinstance(self.field, LongTextField)

    def is_missing_in(self, data: QueryDict) -> bool:
        """Whether the page has lost the field."""
        omitted: bool = self.field.widget.value_omitted_from_data(data, {}, self.name)
        return omitted

    def typed_in(self, data: QueryDict) -> Any:
        """The value as it would be saved, or as it was sent where it cannot be."""
        sent = self.field.widget.value_from_datadict(data, {}, self.name)
        try:
            return self.field.clean(sent)
        except ValidationError:
            return sent

    def put_into(self, data: QueryDict, value: Any) -> None:
        """As a page would send it."""
        shown = self.field.prepare_value(value)
        if isinstance(shown, list | tuple):
            data.setlist(self.name, [str(each) for each in shown])
        elif isinstance(self.field, forms.BooleanField):
            data.setlist(self.name, ["on"] if shown else [])
        else:
            data[self.name] = "" if shown is None else str(shown)

    def print_of(self, value: Any) -> str:
        """A short hash of a value; empty for an empty one."""
        return print_of(self.name, self.as_text(value))

    def as_text(self, value: Any) -> str:
        """A value to be compared: line ends, edges and the order of ticks made equal."""
        shown = self.field.prepare_value(value)
        if shown is None or shown is False:
            return ""
        if isinstance(shown, list | tuple):
            return "\n".join(sorted(str(each) for each in shown))
        return str(shown).replace("\r\n", "\n").replace("\r", "\n").strip()

    def in_words(self, value: Any) -> str:
        return in_words(self.field, value)


@dataclass
class TwoTexts:
    """A place that two have changed, as `components/both_texts.html` shows it."""

    name: str
    label: str
    theirs: str
    mine: str
    # Asked before, and not answered.
    is_unanswered: bool = False
    # Of the texts that may stay, value and words; none where the writer decides in the form.
    choices: Sequence[tuple[str, str]] = ()
    field_name: str = ""
    # Who wrote the saved one, and when, where it is known of the place itself.
    who: str = ""
    at: dt.datetime | None = None


class BroughtTogether:
    """What was sent, with what others have saved meanwhile; `data` is ready to be shown."""

    def __init__(self, sent: QueryDict, places: Iterable[Place], seen: Mapping[str, str]) -> None:
        self.data = sent.copy()
        self.seen = seen
        # The labels of what only others changed.
        self.taken_over: list[str] = []
        self.both: list[TwoTexts] = []
        self._asked = set(sent.getlist(ASKED))
        for place in places:
            self._bring_together(place)

    def _bring_together(self, place: Place) -> None:
        typed = place.typed_in(self.data)
        if place.as_text(typed) == place.as_text(place.stored):
            return
        is_as_seen = place.print_of(place.stored) == self.seen.get(place.name, "")
        if is_as_seen and place.name in self._asked:
            self._choose(place, typed)
        elif is_as_seen:
            return
        elif place.is_missing_in(self.data) or place.print_of(typed) == self.seen.get(
            place.name, ""
        ):
            place.put_into(self.data, place.stored)
            self.taken_over.append(place.label)
        else:
            self._ask(place, typed)

    def _choose(self, place: Place, typed: Any) -> None:
        choice = self.data.get(CHOICE + place.name)
        if choice == THEIRS:
            place.put_into(self.data, place.stored)
        elif choice == BOTH and place.takes_both:
            place.put_into(self.data, f"{place.stored}\n\n{typed}")
        elif choice != MINE:
            self._ask(place, typed, is_unanswered=True)

    def _ask(self, place: Place, typed: Any, *, is_unanswered: bool = False) -> None:
        self.both.append(
            TwoTexts(
                name=place.name,
                label=place.label,
                theirs=place.in_words(place.stored),
                mine=place.in_words(typed),
                is_unanswered=is_unanswered,
                choices=_choices(place),
                field_name=place.field_name,
            )
        )


def _choices(place: Place) -> list[tuple[str, str]]:
    one = [(THEIRS, _("Keep the saved one")), (MINE, _("Keep my own"))]
    return [*one, (BOTH, _("Keep both, the saved one first"))] if place.takes_both else one


def is_answer(sent: Mapping[str, Any]) -> bool:
    """Whether the page that was sent had asked which text stays."""
    return ASKED in sent


def print_of(name: str, text: str) -> str:
    """A short hash of a text under its name; empty for an empty text."""
    if not text:
        return ""
    return hashlib.sha256(f"{name}\0{text}".encode(errors="replace")).hexdigest()[:12]


def prints_of(places: Iterable[Place]) -> dict[str, str]:
    """A hash of each stored value that is not empty."""
    prints = ((place.name, place.print_of(place.stored)) for place in places)
    return {name: each for name, each in prints if each}


def read_prints(text: str) -> dict[str, str]:
    """The hashes that a page carried; of a page that came back damaged, none."""
    try:
        prints = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return prints if isinstance(prints, dict) else {}


def in_words(field: Any, value: Any) -> str:
    """A value as a reader is shown it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in (None, "", []):
        return "–"
    if isinstance(value, dt.date):
        return date_format(value)
    if isinstance(value, dt.time):
        return time_format(value)
    if isinstance(value, list):
        labels = dict(_flat(field.choices))
        return "\n".join(str(labels.get(each, each)) for each in value)
    if isinstance(field, forms.ChoiceField) and not isinstance(value, models.Model):
        return str(dict(_flat(field.choices)).get(value, value))
    return str(value)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices without their groups."""
    flat: list[tuple[Any, Any]] = []
    for key, label in choices:
        flat.extend(label if isinstance(label, (list, tuple)) else [(key, label)])
    return flat
