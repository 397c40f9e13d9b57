"""Closing a case and opening it again."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page
from cases.permissions import CasePermission


@require_http_methods(["GET", "POST"])
def case_close(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Close the case with a reason."""
    case = open_case_page(request, case_pk, CasePermission.CLOSE)
    return render(request, "caseload/case_close.html", {"case": case, "tab": "overview"})


@require_http_methods(["GET", "POST"])
def case_reopen(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Open a closed case again."""
    case = open_case_page(request, case_pk, CasePermission.CLOSE)
    return render(request, "caseload/case_reopen.html", {"case": case, "tab": "overview"})
