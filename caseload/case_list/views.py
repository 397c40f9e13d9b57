"""The list of cases that a user may open."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from cases.models import Case


@require_GET
def case_list(request: SignedInRequest) -> HttpResponse:
    """The cases that the user may open."""
    cases = Case.objects.visible_to(request.user).for_listing()
    return render(request, "caseload/case_list.html", {"cases": cases})
