"""The continuity of services in one case: its gaps, needs and services."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from cases.access import open_case_page
from continuity.cards import overview_of
from continuity.lane_parts import NARROW, WIDE
from continuity.lanes import chart_of
from continuity.not_asked import not_asked
from networks.members.successions import open_successions


@require_GET
def continuity(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """What covers each need from the gate on, and what does not (Palvelujatkumo)."""
    case = open_case_page(request, case_pk)
    today = timezone.localdate()
    shown = overview_of(case, today)
    charts = [chart_of(shown.lanes, shown.gates, today, look) for look in (WIDE, NARROW)]
    context = {
        "case": case,
        "tab": "continuity",
        "shown": shown,
        "charts": charts if shown.lanes else [],
        "not_asked": not_asked(case, today),
        "leaving": open_successions(case),
        "may_write": case.may_write,
    }
    return render(request, "continuity/continuity.html", context)
