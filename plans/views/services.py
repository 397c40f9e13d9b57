"""The services of a draft."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from plans.actions.parts import add_service, edit_service, remove_service
from plans.forms.parts import ServiceForm
from plans.models import Plan, PlanService
from plans.views.access import attempt_to_write, open_plan
from plans.views.parts import PartPage, ask_to_remove, back_to_draft, show_part
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def service_add(request: SignedInRequest, plan_pk: int) -> HttpResponse:
    plan = open_plan(request, plan_pk)
    form = ServiceForm(request.POST or None, record=None, plan=plan)
    attempt = attempt_to_write(plan, form)
    if form.is_valid():
        service = PlanService(plan=plan)
        form.write_to(service)
        with attempt:
            add_service(service=service, by=request.user)
            return back_to_draft(request, plan, _("The service is saved."), service)
    page = PartPage(_("New service"), _("Save the service"))
    return show_part(request, plan, page, attempt)


@require_http_methods(["GET", "POST"])
def service_edit(request: SignedInRequest, plan_pk: int, service_pk: int) -> HttpResponse:
    plan = open_plan(request, plan_pk)
    service = _service(plan, service_pk)
    form = ServiceForm(request.POST or None, record=service, plan=plan)
    attempt = attempt_to_write(plan, form)
    if form.is_valid():
        form.write_to(service)
        seen = form.cleaned_data["version"]
        with attempt:
            edit_service(service=service, by=request.user, seen=seen)
            return back_to_draft(request, plan, _("The service is saved."), service)
    page = PartPage(_("Service"), _("Save the service"))
    return show_part(request, plan, page, attempt)


@require_http_methods(["GET", "POST"])
def service_remove(request: SignedInRequest, plan_pk: int, service_pk: int) -> HttpResponse:
    """Ask, and take the service out of the draft."""
    plan = open_plan(request, plan_pk)
    service = _service(plan, service_pk)
    return ask_to_remove(
        request,
        plan,
        PartPage(_("Remove the service?"), _("Remove the service")),
        [service.name],
        lambda: remove_service(service=service, by=request.user),
    )


def _service(plan: Plan, service_pk: int) -> PlanService:
    return get_object_or_404(plan.services.select_related("plan"), pk=service_pk)
