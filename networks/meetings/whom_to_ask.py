"""Whom a meeting can be asked to: the people of the case, with what the client wishes."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from cases.models import Case
from cases.people import known_people
from inputs.attendees import Person, numbers_in
from networks.models import NetworkMember

NOT_WANTED = NetworkMember.Wish.NOT


def wishes_of(people: Sequence[Person]) -> dict[str, str]:
    """What the client wishes of each member of the network, by key."""
    members = numbers_in([each.key for each in people], "member")
    found = NetworkMember.objects.filter(pk__in=members)
    return {f"member-{pk}": wish for pk, wish in found.values_list("pk", "client_wish")}


def whom_to_ask(case: Case, also: Collection[str] = ()) -> list[Person]:
    """Everybody; where the client has not said yes, the label says so."""
    people = known_people(case, also)
    wishes = wishes_of(people)
    return [_with_wish(each, wishes.get(each.key, "")) for each in people]


def _with_wish(person: Person, wish: str) -> Person:
    if not wish or wish == NetworkMember.Wish.MAY_TAKE_PART:
        return person
    label = f"{person.label} ({str(NetworkMember.Wish(wish).label).lower()})"
    return replace(person, label=label)
