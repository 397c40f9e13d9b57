"""The page of all cases of a user."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from caseload.case_list.filters import BY_STATE, CaseSet
from caseload.case_list.listings import CASES
from listings.pages import page_of
from listings.table import Table


@require_GET
@page_of(CASES)
def case_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """Names for those who may open the case; number, worker, phase and week for the rest."""
    shown = CaseSet(table.asked.value(BY_STATE))
    return render(request, "caseload/case_list.html", {"table": table, "shown": shown})
