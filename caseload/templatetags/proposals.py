"""The notice, on a case's pages, that something of needs waits for an answer."""

from typing import Any

from django import template
from django.utils import timezone

from caseload.proposals.open_questions import asked_in
from cases.custody import Track
from cases.models import Case

register = template.Library()


@register.inclusion_tag("caseload/_waiting_proposals.html")
def waiting_proposals(case: Case) -> dict[str, Any]:
    """How much was proposed or is asked, and has no answer."""
    if not case.is_open:
        return {"case": case, "count": 0}
    asked = asked_in(case, timezone.localdate())
    return {"case": case, "count": len(asked.open) + len(asked.running)}


@register.inclusion_tag("caseload/_first_days.html")
def first_days(case: Case) -> dict[str, Any]:
    """Where the first contact of a short track asks for what the first days need."""
    return {"case": case, "asks": case.is_open and Track(case.track).is_short}
