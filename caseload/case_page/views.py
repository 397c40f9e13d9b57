"""The overview of one case."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from cases.access import open_case_page


@require_GET
def case_page(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """The overview of a case (Yleiskuva)."""
    case = open_case_page(request, case_pk)
    return render(request, "caseload/case_page.html", {"case": case, "tab": "overview"})
