"""Writing a draft, and finalising it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from assessments.actions.writing import edit_assessment, finalise_assessment, hold_draft
from assessments.forms.sheet import AssessmentSheet
from assessments.lead_time import lead_time
from assessments.models import Assessment
from assessments.readiness import advice_on, missing_from
from assessments.sections import sections_of
from cases.access import open_record_page
from cases.permissions import CasePermission
from cases.views.edit_attempt import Conflict, name_writers
from cases.views.replaced_texts import count_replaced
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
    hold_draft(assessment)
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
            _tell_saved(request, sheet)
            return redirect(_after_saving(request, assessment))
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


def _show(request: SignedInRequest, sheet: AssessmentSheet, attempt: Attempt) -> HttpResponse:
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
        "conflict": _conflict(sheet),
        "replaced": count_replaced(assessment),
    }
    return attempt.render(request, "assessments/edit.html", context)


def _conflict(sheet: AssessmentSheet) -> Conflict | None:
    """What `components/both_texts.html` takes, where two have changed one place."""
    if sheet.merge is None or not sheet.merge.both:
        return None
    for part, both in sheet.both_by_part():
        name_writers(both, part, case_pk=sheet.assessment.case_id)
    who, at = sheet.last_saved
    return {
        "who": who,
        "at": at,
        "fields": sheet.merge.both,
        "taken_over": sheet.merge.taken_over,
    }


def _tell_saved(request: SignedInRequest, sheet: AssessmentSheet) -> None:
    messages.success(request, _("The draft was saved."))
    for who in sheet.rows_that_stay:
        messages.warning(
            request,
            _("%(who)s was not removed: somebody wrote in the row meanwhile. Read it first.")
            % {"who": who},
        )


def _after_saving(request: SignedInRequest, assessment: Assessment) -> str:
    kwargs = {"assessment_pk": assessment.pk}
    if "finalise" in request.POST:
        return reverse("assessments:assessment_finalise", kwargs=kwargs)
    page = reverse("assessments:assessment_edit", kwargs=kwargs)
    return f"{page}?more#participants" if "more" in request.POST else page
