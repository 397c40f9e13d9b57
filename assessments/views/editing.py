"""Writing a draft, and finalising it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from assessments.actions.writing import (
    MemberOfAnotherNetwork,
    NotReady,
    edit_assessment,
    finalise_assessment,
)
from assessments.forms.sheet import AssessmentSheet
from assessments.models import Assessment
from assessments.readiness import advice_on, missing_from
from assessments.refusals import final_message, network_message
from assessments.sections import sections_of
from assessments.timing import lead_time
from cases.access import open_record_page
from cases.actions.closed_case import CaseClosed
from cases.permissions import CasePermission
from cases.views.answers import CONFLICT, closed_words, refuse
from inputs.posted import posted_number
from records.once import once
from records.states import IllegalTransition
from records.versions import StaleVersion

REFUSALS = {
    CaseClosed: closed_words,
    IllegalTransition: final_message,
    MemberOfAnotherNetwork: network_message,
}
# The empty rows that "Add rows" gives.
MORE_ROWS = 4


@require_http_methods(["GET", "POST"])
@once
def assessment_edit(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Write the draft on one page. Nothing that was typed is lost, whoever saved first."""
    assessment = open_record_page(request, Assessment.objects, assessment_pk, CasePermission.WRITE)
    if request.method == "GET":
        if not assessment.is_draft:
            return redirect(assessment)
        rows = MORE_ROWS if "more" in request.GET else 1
        return _show(request, AssessmentSheet(assessment, new_rows=rows))
    sheet = AssessmentSheet(assessment, request.POST)
    if not sheet.is_valid():
        return _show(request, sheet)
    try:
        edit_assessment(
            assessment=assessment,
            seen=sheet.seen,
            by=request.user,
            values=sheet.values(),
            areas=sheet.area_values(),
            participants=sheet.participants(),
        )
    except StaleVersion:
        return _show_both(request, sheet)
    except tuple(REFUSALS) as refusal:
        status = refuse(sheet.main, REFUSALS[type(refusal)]())
        return _show(request, sheet, status=status)
    messages.success(request, _("The draft was saved."))
    return redirect(_after_saving(request, assessment))


@require_http_methods(["GET", "POST"])
@once
def assessment_finalise(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Show what is missing, or finish."""
    assessment = open_record_page(request, Assessment.objects, assessment_pk, CasePermission.WRITE)
    refused, status = "", 200
    if request.method == "POST":
        try:
            finalise_assessment(
                assessment=assessment,
                seen=posted_number(request, "version"),
                by=request.user,
            )
        except (NotReady, StaleVersion, IllegalTransition, CaseClosed) as refusal:
            refused, status = _why_not_final(refusal), CONFLICT
            assessment.refresh_from_db()
        else:
            messages.success(request, _("The assessment is final."))
            return redirect(assessment)
    elif not assessment.is_draft:
        return redirect(assessment)
    context = {
        "case": assessment.case,
        "tab": "assessment",
        "assessment": assessment,
        "missing": missing_from(assessment),
        "advice": advice_on(assessment),
        "refused": refused,
    }
    return render(request, "assessments/finalise.html", context, status=status)


def _show(
    request: SignedInRequest, sheet: AssessmentSheet, *, status: int = 200, **more: Any
) -> HttpResponse:
    assessment = sheet.assessment
    context = {
        "case": assessment.case,
        "tab": "assessment",
        "assessment": assessment,
        "sheet": sheet,
        "form": sheet.main,
        "open_area": request.GET.get("open", ""),
        "sections": sections_of(assessment),
        "lead": lead_time(assessment, timezone.localdate()),
        "merge": None,
        **more,
    }
    return render(request, "assessments/edit.html", context, status=status)


def _show_both(request: SignedInRequest, sheet: AssessmentSheet) -> HttpResponse:
    """Somebody saved first: what both changed stands side by side, the rest is merged."""
    current = Assessment.objects.select_related("saved_by").get(pk=sheet.assessment.pk)
    current.case = sheet.assessment.case
    merge = sheet.merged_with(current)
    return _show(request, merge.sheet, status=CONFLICT, merge=merge)


def _after_saving(request: SignedInRequest, assessment: Assessment) -> str:
    kwargs = {"assessment_pk": assessment.pk}
    if "finalise" in request.POST:
        return reverse("assessments:assessment_finalise", kwargs=kwargs)
    page = reverse("assessments:assessment_edit", kwargs=kwargs)
    return f"{page}?more#participants" if "more" in request.POST else page


def _why_not_final(refusal: Exception) -> str:
    if isinstance(refusal, CaseClosed):
        return closed_words()
    if isinstance(refusal, StaleVersion):
        return _("Somebody has saved the draft meanwhile. Read it once more before finalising.")
    if isinstance(refusal, IllegalTransition):
        return _("The assessment is already final.")
    return _("Something is still missing. The assessment was not finalised.")
