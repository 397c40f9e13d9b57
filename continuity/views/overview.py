"""The continuity of services in one case: its gaps, needs and services."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from cases.access import open_case_page
from continuity.shown import shown_gaps


@require_GET
def continuity(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """What covers each need from the gate on, and what does not (Palvelujatkumo)."""
    case = open_case_page(request, case_pk)
    today = timezone.localdate()
    context = {"case": case, "tab": "continuity", "gaps": shown_gaps(case, today)}
    return render(request, "continuity/continuity.html", context)
