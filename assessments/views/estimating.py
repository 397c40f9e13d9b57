"""The client's own estimates: their lines, recording or declining them, and taking back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from assessments.actions.estimating import (
    decline_estimates,
    record_estimates,
    take_back_estimates,
)
from assessments.estimate_lines import lines_of, sets_of
from assessments.forms.estimating import EstimatesForm, TakeBackEstimatesForm
from assessments.instruments import IN_USE
from assessments.models import EstimateSet, Moment
from cases.access import open_case_page, open_record_page
from cases.permissions import CasePermission
from desistance.history import is_first_meeting, is_near_gate
from records.attempt import Attempt
from records.once import once


@require_GET
def own_estimates(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Each question as a line over the occasions, and the same as a table."""
    case = open_case_page(request, case_pk)
    sets = sets_of(case)
    context = {
        "case": case,
        "tab": "assessment",
        "drawn": lines_of(sets),
        "sets": sets,
        "moments": list(Moment),
        "may_write": case.may_write,
    }
    return render(request, "assessments/own_estimates.html", context)


@require_http_methods(["GET", "POST"])
@once
def estimates_record(request: SignedInRequest, case_pk: int, moment: Moment) -> HttpResponse:
    """Record what the client estimates on one occasion, or that they do not wish to."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    form = EstimatesForm(request.POST or None, case=case, by=request.user)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            said = form.cleaned_data
            told = {"told_on": said["told_on"], "heard_by": said["heard_by"]}
            if form.is_declined:
                decline_estimates(case=case, moment=moment, **told, by=request.user)
                messages.success(request, _("Recorded. Nothing more is asked now."))
            else:
                answers = form.answers()
                record_estimates(case=case, moment=moment, answers=answers, **told, by=request.user)
                messages.success(request, _("The estimates are recorded."))
            return redirect("assessments:own_estimates", case_pk=case.pk)
    today = timezone.localdate()
    told_before = EstimateSet.objects.filter(case=case).told().exists()
    context = {
        "case": case,
        "tab": "assessment",
        "moment": moment,
        "instrument": IN_USE,
        "form": form,
        "first_meeting": not told_before and is_first_meeting(case, today),
        "near_gate": is_near_gate(case, today),
    }
    return attempt.render(request, "assessments/estimates_record.html", context)


@require_http_methods(["GET", "POST"])
@once
def estimates_take_back(request: SignedInRequest, estimates_pk: int) -> HttpResponse:
    """Take back estimates that were written wrong."""
    estimates = open_record_page(request, EstimateSet.objects, estimates_pk, CasePermission.WRITE)
    form = TakeBackEstimatesForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            take_back_estimates(estimates=estimates, by=request.user, **form.cleaned_data)
            messages.success(request, _("The estimates are taken back."))
            return redirect("assessments:own_estimates", case_pk=estimates.case_id)
    context = {"case": estimates.case, "tab": "assessment", "estimates": estimates, "form": form}
    return attempt.render(request, "assessments/estimates_take_back.html", context)
