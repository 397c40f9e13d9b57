"""Who may be chosen to do a step: the client, the team and the network of the case."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _

from cases.models import Case
from cases.people import known_people
from inputs.attendees import CLIENT, Person, numbers_in
from records.text_lengths import SHORT_TEXT


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
        """The one whom a step names; None where it says something else in words."""
        found = (each for each in self.people if each.name == name)
        return next((each for each in found if member_key(each) == member_id), None)


def actors_of(case: Case, *, kept: int | None = None) -> Actors:
    """Those of `case`; `kept` is a network member whom the step names already."""
    people = known_people(case, {f"member-{kept}"} if kept else ())
    return Actors([_as_in_a_plan(each, case) for each in people])


def member_key(person: Person | None) -> int | None:
    """Which member of the network somebody is."""
    return next(iter(numbers_in([person.key], "member")), None) if person else None


def _as_in_a_plan(person: Person, case: Case) -> Person:
    """A plan speaks of the client by first name."""
    first = case.client.first_names.split() if person.key == CLIENT else []
    return replace(person, name=(first[0] if first else person.name)[:SHORT_TEXT])
