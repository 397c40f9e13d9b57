"""The notice, on the page of continuity, that something of needs waits for an answer."""

from typing import Any

from django import template
from django.utils import timezone

from caseload.proposals.gathering import asked_in
from cases.models import Case

register = template.Library()


@register.inclusion_tag("caseload/_waiting_proposals.html")
def waiting_proposals(case: Case) -> dict[str, Any]:
    """How much was proposed or is asked, and has no answer."""
    if not case.is_open:
        return {"case": case, "count": 0}
    asked = asked_in(case, timezone.localdate())
    return {"case": case, "count": len(asked.open) + len(asked.running)}
