"""Who took part: people whom the case knows are ticked, anybody else is written."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.attendees import KEY, Attendees, Known, Newcomer, Person
from inputs.fields import TOO_LONG, ShortTextField
from inputs.newcomer import NewcomerPart
from records.text_lengths import SHORT_TEXT


class PeopleField(forms.MultipleChoiceField):
    """Keys of people; who left the case while the page was open can still be named."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        """A key, or a name: a page of the former version sends names."""
        return len(value) <= SHORT_TEXT and "\x00" not in value


class TookPart(NewcomerPart):
    """Part of a form: `participants` is one line with the ticked names before the written ones.

    `kept` stands in the record already, also who has left since; where only a line was kept,
    it is taken apart again.
    """

    people = PeopleField(label=gettext_lazy("Who took part"), required=False)
    participants = ShortTextField(
        label=gettext_lazy("Somebody else"),
        required=False,
        help_text=gettext_lazy("Name and role, for example: Kati Savela, special adviser."),
    )

    def __init__(
        self, *args: Any, known: Known, kept: Attendees | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._ask = known
        self._kept = [each.key for each in kept.came] if kept else []
        self.attendees = Attendees()
        people: Any = self.fields["people"]
        people.choices = lambda: [(each.key, each.label) for each in self.known]
        if kept is not None:
            self.initial["people"], self.initial["participants"] = self._kept, kept.in_words
        elif line := self.initial.get("participants"):
            self.initial["people"], self.initial["participants"] = self._taken_apart(line)

    @cached_property
    def known(self) -> Sequence[Person]:
        """Asked for only where the form is shown or read."""
        sent = self["people"].data if self.is_bound else None
        return self._ask({*self._kept, *(sent or [])})

    def clean(self) -> dict[str, Any]:
        """One line of both, each name once."""
        super().clean()
        values = self.cleaned_data
        came, written = self._chosen(values.pop("people", []))
        newcomer = self.taken_newcomer()
        self._refuse_known(newcomer)
        names = [self._name_in_line(each) for each in came]
        names += [newcomer.name] if newcomer else []
        had = {*names, *(each.name for each in came)}
        written += values.get("participants", "").split(", ")
        others = [name for name in dict.fromkeys(written) if name and name not in had]
        self.attendees = Attendees(came, ", ".join(others), newcomer)
        line = ", ".join([*names, *others])
        if len(line) > SHORT_TEXT:
            shown = {"show_value": len(line), "limit_value": SHORT_TEXT}
            self.add_error("participants", forms.ValidationError(TOO_LONG, params=shown))
        values["participants"] = line
        return values

    def _chosen(self, sent: Sequence[str]) -> tuple[list[Person], list[str]]:
        """Who was ticked, and names of nobody whom the case knows."""
        by_key = {each.key: each for each in self.known} if sent else {}
        came: dict[str, Person] = {}
        names: list[str] = []
        for value in sent:
            person = by_key.get(value) or self._only_one_named(value)
            if person:
                came[person.key] = person
            elif KEY.fullmatch(value):
                self.add_error("people", _("Somebody who was ticked is not of this case."))
            else:
                names.append(value)
        return list(came.values()), names

    def _refuse_known(self, newcomer: Newcomer | None) -> None:
        if newcomer and any(each.name == newcomer.name for each in self.known):
            self.add_error("new_name", _("The case knows them already: tick them above."))

    def _only_one_named(self, name: str) -> Person | None:
        named = [each for each in self.known if each.name == name]
        return named[0] if len(named) == 1 else None

    def _name_in_line(self, person: Person) -> str:
        """As two of one name are told apart in a line of text."""
        named = Counter(each.name for each in self.known)
        return person.name if named[person.name] == 1 else person.label

    def _taken_apart(self, line: str) -> tuple[list[str], str]:
        """The keys of those whom a line names, and the rest of it: a name may have a comma."""
        by_name = {self._name_in_line(each): each.key for each in self.known}
        keys, rest = [], []
        parts = line.split(", ")
        while parts:
            for size in range(len(parts), 0, -1):
                if key := by_name.get(", ".join(parts[:size])):
                    keys.append(key)
                    del parts[:size]
                    break
            else:
                rest.append(parts.pop(0))
        return keys, ", ".join(rest)
