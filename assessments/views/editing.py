"""Writing a draft, and finalising it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from assessments.actions.writing import edit_assessment, finalise_assessment
from assessments.forms.sheet import AssessmentSheet
from assessments.lead_time import lead_time
from assessments.models import Assessment
from assessments.readiness import advice_on, missing_from
from assessments.sections import sections_of
from cases.access import open_record_page
from cases.permissions import CasePermission
from inputs.posted import posted_number
from records.attempt import Attempt
from records.once import once
from records.versions import StaleVersion

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
        sheet = AssessmentSheet(assessment, new_rows=rows)
        return _show(request, sheet, Attempt())
    sheet = AssessmentSheet(assessment, request.POST)
    attempt = Attempt(sheet.main, apart=(StaleVersion,))
    if sheet.is_valid():
        with attempt:
            edit_assessment(
                assessment=assessment,
                seen=sheet.seen,
                by=request.user,
                values=sheet.values(),
                areas=sheet.area_values(),
                participants=sheet.participants(),
            )
            messages.success(request, _("The draft was saved."))
            return redirect(_after_saving(request, assessment))
    if isinstance(attempt.refused, StaleVersion):
        return _show_both(request, sheet, attempt)
    return _show(request, sheet, attempt)


@require_http_methods(["GET", "POST"])
@once
def assessment_finalise(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Show what is missing, or finish."""
    assessment = open_record_page(request, Assessment.objects, assessment_pk, CasePermission.WRITE)
    if request.method == "GET" and not assessment.is_draft:
        return redirect(assessment)
    attempt = Attempt()
    if request.method == "POST":
        seen = posted_number(request, "version")
        with attempt:
            finalise_assessment(assessment=assessment, seen=seen, by=request.user)
            messages.success(request, _("The assessment is final."))
            return redirect(assessment)
        assessment.read_anew()
    context = {
        "case": assessment.case,
        "tab": "assessment",
        "assessment": assessment,
        "missing": missing_from(assessment),
        "advice": advice_on(assessment, by=request.user),
        "refused": attempt.words,
    }
    return attempt.render(request, "assessments/finalise.html", context)


def _show(
    request: SignedInRequest, sheet: AssessmentSheet, attempt: Attempt, **more: Any
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
    return attempt.render(request, "assessments/edit.html", context)


def _show_both(request: SignedInRequest, sheet: AssessmentSheet, attempt: Attempt) -> HttpResponse:
    """Somebody saved first: what both changed stands side by side, the rest is merged."""
    current = Assessment.objects.select_related("saved_by").get(pk=sheet.assessment.pk)
    current.case = sheet.assessment.case
    merge = sheet.merged_with(current)
    return _show(request, merge.sheet, attempt, merge=merge)


def _after_saving(request: SignedInRequest, assessment: Assessment) -> str:
    kwargs = {"assessment_pk": assessment.pk}
    if "finalise" in request.POST:
        return reverse("assessments:assessment_finalise", kwargs=kwargs)
    page = reverse("assessments:assessment_edit", kwargs=kwargs)
    return f"{page}?more#participants" if "more" in request.POST else page
