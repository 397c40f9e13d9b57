"""Closing a case and opening it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from assessments.models import Assessment
from caseload.closing.actions import close_case, reopen_case
from caseload.closing.forms import CloseCaseForm, ReopenCaseForm
from caseload.closing.services_left import services_left
from cases.access import open_case_page
from cases.models import CaseClosure, CaseHandover
from cases.permissions import CasePermission
from networks.models import Meeting, Minutes
from plans.models import Plan
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def case_close(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Close the case with a reason and what was agreed for afterwards."""
    case = open_case_page(request, case_pk, CasePermission.CLOSE)
    if not case.is_open and request.method == "GET":
        return redirect(case)
    services = services_left(case)
    form = CloseCaseForm(request.POST or None, services=services)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            close_case(closure=CaseClosure(case=case, **form.cleaned_data), by=request.user)
            messages.success(request, _("The case is closed."))
            return redirect(case)
    context = {
        "case": case,
        "tab": "closing",
        "form": form,
        "services": services,
        "draft_assessment": Assessment.objects.drafts().filter(case=case).first(),
        "draft_plan": Plan.objects.drafts().filter(case=case).first(),
        "draft_minutes": Minutes.objects.drafts().filter(case=case).first(),
        "meeting": Meeting.objects.planned().filter(case=case).first(),
        "plan": Plan.objects.in_force().filter(case=case).first(),
        "offered": CaseHandover.objects.waiting().filter(case=case).first(),
    }
    return attempt.render(request, "caseload/case_close.html", context)


@require_http_methods(["GET", "POST"])
@once
def case_reopen(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Open a closed case again."""
    case = open_case_page(request, case_pk, CasePermission.CLOSE)
    if case.is_open and request.method == "GET":
        return redirect(case)
    form = ReopenCaseForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            reopen_case(case=case, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The case is open again."))
            return redirect(case)
    context = {"case": case, "tab": "closing", "form": form}
    return attempt.render(request, "caseload/case_reopen.html", context)
