"""Pages of the checklists."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page
from cases.permissions import CasePermission
from desistance.occasions import Occasion


@require_GET
def checklists(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """The factors on every occasion so far."""
    case = open_case_page(request, case_pk)
    return render(request, "desistance/checklists.html", {"case": case, "tab": "desistance"})


@require_http_methods(["GET", "POST"])
def checklist_fill(
    request: SignedInRequest, case_pk: int, occasion: Occasion
) -> HttpResponse:
    """Fill in the checklist of one occasion."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    return render(request, "desistance/checklist_fill.html", {"case": case, "tab": "desistance"})
