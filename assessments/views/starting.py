"""Beginning an assessment, and beginning the correction of one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from assessments.actions.starting import (
    DraftExists,
    NotInForce,
    correct_assessment,
    start_assessment,
)
from assessments.forms.main import CorrectForm, StartForm
from assessments.models import Assessment
from cases.access import open_case_page, open_record_page
from cases.actions.closed_case import CaseClosed
from cases.permissions import CasePermission
from cases.views.answers import closed_meanwhile, refuse
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def assessment_start(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Begin. Where a draft is there already, go on with it."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    initial = {"initiated_on": case.opened_on, "started_on": timezone.localdate()}
    form = StartForm(request.POST or None, initial=initial)
    status = 200
    if form.is_valid():
        try:
            draft = start_assessment(case=case, by=request.user, **form.cleaned_data)
        except DraftExists as exists:
            return go_on_with(request, exists.draft)
        except CaseClosed:
            status = closed_meanwhile(form)
        else:
            messages.success(request, _("The assessment has begun."))
            return redirect("assessments:assessment_edit", assessment_pk=draft.pk)
    context = {"case": case, "tab": "assessment", "form": form}
    return render(request, "assessments/start.html", context, status=status)


@require_http_methods(["GET", "POST"])
@once
def assessment_correct(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Begin a new version of a final assessment; the old one stays readable."""
    assessment = open_record_page(request, Assessment.objects, assessment_pk, CasePermission.WRITE)
    form = CorrectForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            draft = correct_assessment(
                assessment=assessment, reason=form.cleaned_data["reason"], by=request.user
            )
        except DraftExists as exists:
            return go_on_with(request, exists.draft)
        except CaseClosed:
            status = closed_meanwhile(form)
        except NotInForce:
            message = _("This version is not in force, so it cannot be corrected. Open the newest.")
            status = refuse(form, message)
        else:
            messages.success(request, _("The correction has begun. Change what was wrong."))
            return redirect("assessments:assessment_edit", assessment_pk=draft.pk)
    context = {
        "case": assessment.case,
        "tab": "assessment",
        "assessment": assessment,
        "form": form,
    }
    return render(request, "assessments/correct.html", context, status=status)


def go_on_with(request: SignedInRequest, draft: Assessment) -> HttpResponse:
    """The case has a draft: that is the one to write in."""
    messages.warning(request, _("The case already has a draft. Here it is."))
    return redirect("assessments:assessment_edit", assessment_pk=draft.pk)
