"""The usage log of a case (703/2023 10 §)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.access import open_case_page

PAGE = 50


@require_GET
def log(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show who has opened, written or been refused; reading the log is logged, too."""
    case = open_case_page(request, case_pk, reading=Action.LOG_READ)
    events = AuditEvent.objects.of_case_and_client(case.pk, case.client_id)
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/log.html", {"case": case, "tab": "log", "page": page})
