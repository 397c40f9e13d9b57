"""Records that move between named states by a table."""

from typing import Any, ClassVar

from django.db import models


class IllegalTransition(Exception):
    """The record cannot move to the asked state from the one it is in.

    A mistake in the program: an act that may come too late refuses in words of its own first.
    """


class HasStates(models.Model):
    """A record with a `status` and a `TRANSITIONS` table that rules it."""

    TRANSITIONS: ClassVar[dict[Any, set[Any]]] = {}
    status: Any

    class Meta:
        abstract = True

    def can_enter(self, status: str) -> bool:
        """Whether the table allows the step from the present state."""
        return status in self.TRANSITIONS[self.status]

    def enter(self, status: str) -> None:
        """Take the step, or raise IllegalTransition. Only actions call this."""
        if not self.can_enter(status):
            raise IllegalTransition(f"{self!r}: {self.status} -> {status}")
        self.status = status
