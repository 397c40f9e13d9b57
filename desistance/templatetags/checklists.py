"""The link to a checklist from the occasion to which it belongs."""

from typing import Any

from django import template

from desistance.models import Checklist, ChecklistEntry
from desistance.occasions import Occasion
from desistance.rounds import is_over, round_to_fill

register = template.Library()


@register.simple_tag
def checklist_state(case: Any, occasion: str) -> dict[str, object]:
    """`newest` checklist of an occasion, or None, and whether it `is_over` (a new round comes)."""
    wanted = Occasion(occasion)
    newest: Checklist | None = Checklist.objects.filter(case=case).of_occasion(wanted).first()
    if newest is None:
        return {"newest": None, "is_over": False}
    begins = round_to_fill(wanted, newest) > newest.round
    return {"newest": newest, "is_over": begins and is_over(newest)}


@register.filter
def entry_of(entries: dict[str, ChecklistEntry], factor: str) -> ChecklistEntry | None:
    return entries.get(factor)
