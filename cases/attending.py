"""What becomes of who took part in a note: the network, which lies above, keeps it in rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypedDict

from accounts.models import User
from cases.models import Case, Note
from cases.people import known_people
from inputs.attendees import Attendees, Known, Newcomer, Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Kinds = Sequence[tuple[str, StrOrPromise]]


@dataclass(frozen=True)
class Keeper:
    """The network's answers: its kinds of members, and its acts within another's transaction."""

    kinds: "Kinds"
    join: Callable[[Case, Newcomer, User], Person]
    keep: Callable[[Note, Attendees], None]
    kept_of: Callable[[Note], Attendees | None]


class Asked(TypedDict):
    """What a form takes that asks who took part."""

    known: Known
    kinds: "Kinds"


_KEEPERS: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Called once, when the network is loaded (`networks/apps.py`)."""
    _KEEPERS[:] = [keeper]


def asked_in(case: Case) -> Asked:
    """Whom the form of a record of `case` offers."""
    return {"known": partial(known_people, case), "kinds": _KEEPERS[0].kinds}


def kept_of(note: Note) -> Attendees | None:
    """None of a note from before there were rows: its line is all that is known."""
    return _KEEPERS[0].kept_of(note)


def keep_attendees(note: Note, attendees: Attendees, by: User) -> None:
    """Write the rows of a saved note; the caller holds the case's lock."""
    _KEEPERS[0].keep(note, joined(note.case, attendees, by))


def joined(case: Case, attendees: Attendees, by: User) -> Attendees:
    """Somebody new is then among those who came."""
    if attendees.newcomer is None:
        return attendees
    person = _KEEPERS[0].join(case, attendees.newcomer, by)
    return Attendees([*attendees.came, person], attendees.in_words)
