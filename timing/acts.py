"""What there is to do about something that is due, in words, and where it is done.

Each app registers the acts of its own dues; readers never word one themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from timing.models import Due

Words = Promise | str


@dataclass(frozen=True)
class Act:
    """One act: `title` begins with a verb, `where` is the address of its page.

    A waiting act is none yet: it says what is next when its day comes.
    """

    key: str
    title: Words
    why: Words
    button: Words
    where: Callable[[Due], str]
    after: Words = ""


_ACTS: dict[str, Act] = {}


def register(*acts: Act) -> None:
    """Make the acts known; each key once."""
    for act in acts:
        if act.key in _ACTS:
            raise ValueError(f"Two acts are called {act.key}.")
        _ACTS[act.key] = act


def act_of(due: Due) -> Act:
    """What is to be done about `due`."""
    return _ACTS[due.act]
