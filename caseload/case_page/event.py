"""One line of the timeline."""

import datetime as dt
from typing import NamedTuple

# Of each kind of event only so many are shown.
NEWEST = 10


class Event(NamedTuple):
    """What stands in one line; `state` is ahead, late or today, and nothing of what was."""

    on: dt.date
    title: str
    when: str = ""
    icon: str = ""
    url: str = ""
    text: str = ""
    meta: str = ""
    state: str = ""
    gate: bool = False
