"""The worker's day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest


@require_GET
def my_work(request: SignedInRequest) -> HttpResponse:
    """What to do next, case by case."""
    return render(request, "caseload/my_work.html")
