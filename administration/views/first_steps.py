"""The administrator's first page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from administration.first_steps import first_steps as steps_of
from administration.own_county import administered_county


@require_GET
def first_steps(request: SignedInRequest) -> HttpResponse:
    """Unit, intake, supervisor, workers, first contact: what is done and what is missing."""
    county = administered_county(request)
    steps = steps_of(county)
    context = {
        "county": county,
        "steps": steps,
        "next": next((step for step in steps if not step.is_done), None),
        "done": sum(step.is_done for step in steps),
    }
    return render(request, "administration/first_steps.html", context)
