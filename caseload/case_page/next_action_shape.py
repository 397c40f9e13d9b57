"""The parts of a next action: what to do, why, until when, and one button."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class NextAction:
    """What to do (its title begins with a verb), why, until when, one button, what follows.

    `waits` says that nothing is to be done before `due_on`: such a one is not a task.
    """

    key: str
    title: str
    why: str = ""
    url: str = ""
    button: str = ""
    after: str = ""
    due_kind: str = ""
    due_on: dt.date | None = None
    waits: bool = False

    def days_left(self, today: dt.date) -> int | None:
        """Days to the due date; negative when it is past."""
        return (self.due_on - today).days if self.due_on else None

    def late(self, today: dt.date) -> str:
        """How late it is, in words."""
        left = self.days_left(today)
        if left is None or left >= 0:
            return ""
        return ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}

    def left(self, today: dt.date) -> str:
        """How long there is, in words."""
        left = self.days_left(today)
        if left is None or left < 0:
            return ""
        if left == 0:
            return _("today")
        return ngettext("in %(days)s day", "in %(days)s days", left) % {"days": left}
