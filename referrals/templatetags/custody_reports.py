"""The notice, on a case's pages, that a sender's report waits for the team."""

from typing import Any

from django import template

from cases.models import Case
from referrals.models import CustodyReport

register = template.Library()


@register.inclusion_tag("referrals/_waiting_reports.html")
def waiting_reports(case: Case) -> dict[str, Any]:
    """A notice that a sender tells something of custody that nobody has confirmed."""
    return {"case": case, "count": CustodyReport.objects.of_case(case).waiting().count()}
