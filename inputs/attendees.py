"""Who took part in something: people of the case by key, others in words."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Newcomer:
    """Somebody new, of whom it was ticked that they join the client's network."""

    name: str
    role: str
    organisation: str
    kind: str


@dataclass(frozen=True)
class Attendees:
    """Those who were ticked, the rest in words, and who joins the network with it."""

    came: Sequence[Person] = ()
    in_words: str = ""
    newcomer: Newcomer | None = None


NOBODY_NAMED = Attendees()

# Those of a case, and of former ones those with the given keys.
Known = Callable[[Collection[str]], Sequence[Person]]


def numbers_in(keys: Iterable[str], kind: str) -> list[int]:
    """The numbers in the keys of one kind: `user` or `member`."""
    found = (KEY.fullmatch(key) for key in keys)
    return [int(match[2]) for match in found if match and match[1] == kind]
