"""The assessments of a case, and one of them as a document."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from assessments.comparing import in_force_on
from assessments.forms.as_of import AsOfForm
from assessments.lead_time import lead_time
from assessments.models import Assessment, AssessmentDelivery, AssessmentParticipant
from assessments.network_step import walk_of
from assessments.readiness import advice_on, advice_on_final, missing_from
from cases.access import open_case_page, open_record_page
from cases.views.replaced_texts import count_replaced
from records.imprint import read_signers


@require_GET
def assessment_list(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Every version, the draft first, with what the draft still lacks."""
    case = open_case_page(request, case_pk)
    assessments = list(Assessment.objects.filter(case=case).for_listing())
    draft = next((each for each in assessments if each.is_draft), None)
    final = [each for each in assessments if not each.is_draft]
    as_of = AsOfForm(request.GET if "paiva" in request.GET else None)
    asked = as_of.cleaned_data["paiva"] if as_of.is_valid() else None
    context = {
        "case": case,
        "tab": "assessment",
        "draft": draft,
        "final": final,
        "as_of": as_of,
        "asked": asked,
        "found": in_force_on(asked, final) if asked else None,
        "missing": missing_from(draft) if draft else [],
        "lead": lead_time(draft, timezone.localdate()) if draft else None,
        "may_write": case.may_write,
    }
    return render(request, "assessments/list.html", context)


@require_GET
def assessment_page(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """The whole assessment to read, on screen and on paper."""
    assessment = open_record_page(request, Assessment.objects, assessment_pk)
    case = assessment.case
    participants = list(assessment.participants.all())
    replacement = Assessment.objects.filter(corrects=assessment).first()
    context = {
        "case": case,
        "tab": "assessment",
        "assessment": assessment,
        "areas": list(assessment.areas.prefetch_related("words")),
        "parts": [
            (part.label, [each for each in participants if each.part == part])
            for part in AssessmentParticipant.Part
        ],
        "participants": participants,
        "walk": walk_of(assessment),
        "replacement": replacement,
        "advice": advice_on(assessment, by=request.user)
        if assessment.is_draft
        else advice_on_final(assessment),
        "lead": lead_time(assessment, timezone.localdate()) if assessment.is_draft else None,
        "may_write": case.may_write,
        "replaced": count_replaced(assessment),
        "deliveries": [] if assessment.is_draft else deliveries_of(assessment),
    }
    return render(request, "assessments/page.html", context)


def deliveries_of(assessment: Assessment) -> list[AssessmentDelivery]:
    """Those that were taken back, too."""
    rows = list(assessment.deliveries.all())
    read_signers(rows, "written_by")
    return rows
