"""Telling a state over another one: what two have told at once is shown side by side."""

from typing import Any

from cases.views.edit_attempt import Conflict
from continuity.actions.services import StateMovedOn
from continuity.forms.how_far import StateForm
from records.attempt import Attempt
from records.refused import Refused


class StateAttempt(Attempt):
    """Where somebody told another state first, `conflict` holds both."""

    def __init__(self, form: StateForm) -> None:
        super().__init__(form)
        self.state_form = form
        self.conflict: Conflict | None = None

    def tell(self, refused: Refused) -> None:
        """Say why in the form; for another state show both, and stand on that one."""
        if not isinstance(refused, StateMovedOn):
            super().tell(refused)
            return
        self.state_form.take_seen(refused.current)
        if refused.current is None:
            super().tell(refused)
            return
        current: Any = refused.current
        self.conflict = {
            "who": str(current.recorded_by),
            "at": current.recorded_at,
            "fields": self.state_form.differences_from(current),
            "taken_over": (),
        }
