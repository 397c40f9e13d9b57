"""For each decision: which need it concerns, none, or not said yet."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from continuity.models import Need
from networks.models import MeetingDecision

LATER, NO_NEED = "", "none"


class DecidedForm(forms.Form):
    """Whatever is left as it is is asked again."""

    def __init__(
        self,
        *args: Any,
        decisions: Sequence[MeetingDecision],
        needs: Sequence[Need],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.decisions = decisions
        self.needs = {str(need.pk): need for need in needs}
        choices = [
            (LATER, _("Not chosen yet")),
            *((key, str(need)) for key, need in self.needs.items()),
            (NO_NEED, _("It concerns no need")),
        ]
        for decision in decisions:
            self.fields[self.name_of(decision)] = forms.ChoiceField(
                label=decision.text,
                help_text=_told_of(decision),
                choices=choices,
                required=False,
                error_messages={
                    "invalid_choice": gettext_lazy("Choose a need of this client, or none.")
                },
            )

    @staticmethod
    def name_of(decision: MeetingDecision) -> str:
        return f"decision_{decision.pk}"

    @property
    def rows(self) -> list[BoundField]:
        """The field of each decision, for the template."""
        return [self[self.name_of(each)] for each in self.decisions]

    def answers(self) -> list[tuple[MeetingDecision, Need | None]]:
        """Those that were answered; None for no need."""
        said = [(each, self.cleaned_data[self.name_of(each)]) for each in self.decisions]
        return [(each, self.needs.get(value)) for each, value in said if value != LATER]


def _told_of(decision: MeetingDecision) -> str:
    """Who sees to it, by when, and when it was decided."""
    by = date_format(decision.due_on) if decision.due_on else ""
    told = ", ".join(part for part in (decision.actor, by) if part)
    on = date_format(decision.minutes.on)
    # Help text is marked up, and the actor was typed.
    return format_html("{}. {}", told, _("Network meeting %(on)s") % {"on": on})
