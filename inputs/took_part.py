"""Who took part: people whom the case knows are ticked, anybody else is written."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inputs.fields import TOO_LONG, ShortTextField
from records.text_lengths import SHORT_TEXT

CLIENT = "client"
KEY = re.compile(r"client|(user|member)-([0-9]{1,18})")


@dataclass(frozen=True)
class Person:
    """Somebody of a case: `key` tells them from another of the same name.

    `name` goes into a record, `label` into a list, under the heading `group`.
    """

    key: str
    name: str
    label: str
    group: str = ""


# Those of a case, and of former ones those with the given keys.
Known = Callable[[Collection[str]], Sequence[Person]]


def numbers_in(keys: Iterable[str], kind: str) -> list[int]:
    """The numbers in the keys of one kind: `user` or `member`."""
    found = (KEY.fullmatch(key) for key in keys)
    return [int(match[2]) for match in found if match and match[1] == kind]


class PeopleField(forms.MultipleChoiceField):
    """Keys of people; who left the case while the page was open can still be named."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        """A key, or a name: a page of the former version sends names."""
        return len(value) <= SHORT_TEXT and "\x00" not in value


class TookPart(forms.Form):
    """Part of a form: `participants` is one line with the ticked names before the written ones.

    A line that is given as initial value is taken apart again. `kept` are the keys that stand
    in the record already, also of whoever has left since.
    """

    people = PeopleField(label=gettext_lazy("Who took part"), required=False)
    participants = ShortTextField(
        label=gettext_lazy("Somebody else"),
        required=False,
        help_text=gettext_lazy("Name and role, for example: Kati Savela, special adviser."),
    )

    def __init__(
        self, *args: Any, known: Known, kept: Collection[str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._ask, self._kept = known, kept or ()
        self.came: list[Person] = []
        self.somebody_else = ""
        people: Any = self.fields["people"]
        people.choices = lambda: [(each.key, each.label) for each in self.known]
        if kept is not None:
            self.initial["people"] = list(kept)
        elif line := self.initial.get("participants"):
            self.initial["people"], self.initial["participants"] = self._taken_apart(line)

    @cached_property
    def known(self) -> Sequence[Person]:
        """Asked for only where the form is shown or read."""
        sent = self.data.getlist(self.add_prefix("people")) if self.is_bound else []
        return self._ask({*self._kept, *sent})

    def clean(self) -> dict[str, Any]:
        """One line of both, each name once."""
        super().clean()
        values = self.cleaned_data
        self.came, written = self._chosen(values.pop("people", []))
        names = [self._name_in_line(each) for each in self.came]
        had = {*names, *(each.name for each in self.came)}
        written += values.get("participants", "").split(", ")
        others = [name for name in dict.fromkeys(written) if name and name not in had]
        self.somebody_else = ", ".join(others)
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
