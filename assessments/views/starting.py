"""Beginning an assessment, and beginning the correction of one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from assessments.actions.starting import DraftExists, correct_assessment, start_assessment
from assessments.forms.main import CorrectForm, StartForm, SupplementForm
from assessments.models import Assessment
from cases.access import open_case_page, open_record_page
from cases.permissions import CasePermission
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def assessment_start(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Begin a draft, or go on with the one that is there."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    initial = {"initiated_on": case.opened_on, "started_on": timezone.localdate()}
    form = StartForm(request.POST or None, initial=initial)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            draft = start_assessment(case=case, by=request.user, **form.cleaned_data)
            messages.success(request, _("The assessment has begun."))
            return redirect("assessments:assessment_map", assessment_pk=draft.pk)
    if isinstance(attempt.refused, DraftExists):
        return _go_on_with(request, attempt.refused)
    context = {"case": case, "tab": "assessment", "form": form}
    return attempt.render(request, "assessments/start.html", context)


@require_http_methods(["GET", "POST"])
@once
def assessment_correct(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Begin a new version of a final assessment in which something was wrong."""
    started = _("The correction has begun. Change what was wrong.")
    return _new_version(request, assessment_pk, CorrectForm, started)


@require_http_methods(["GET", "POST"])
@once
def assessment_supplement(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Begin a new version of a final assessment because something new was told."""
    started = _("The supplement has begun. Write what is new.")
    return _new_version(request, assessment_pk, SupplementForm, started, is_supplement=True)


def _new_version(
    request: SignedInRequest,
    assessment_pk: int,
    form_class: type[CorrectForm | SupplementForm],
    started: str,
    *,
    is_supplement: bool = False,
) -> HttpResponse:
    """A draft with the same content; the old version stays readable."""
    assessment = open_record_page(request, Assessment.objects, assessment_pk, CasePermission.WRITE)
    form = form_class(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with attempt:
            draft = correct_assessment(
                assessment=assessment, reason=reason, by=request.user, is_supplement=is_supplement
            )
            messages.success(request, started)
            return redirect("assessments:assessment_map", assessment_pk=draft.pk)
    if isinstance(attempt.refused, DraftExists):
        return _go_on_with(request, attempt.refused)
    context = {
        "case": assessment.case,
        "tab": "assessment",
        "assessment": assessment,
        "form": form,
        "is_supplement": is_supplement,
    }
    return attempt.render(request, "assessments/correct.html", context)


def _go_on_with(request: SignedInRequest, exists: DraftExists) -> HttpResponse:
    """Lead to the draft that the case has already."""
    messages.warning(request, str(exists.words))
    return redirect("assessments:assessment_map", assessment_pk=exists.draft.pk)
