"""Pages of assessments."""

from django.http import HttpResponse

from accounts.http import SignedInRequest
from assessments.models import Assessment
from cases.access import open_case_page, open_record_page


def assessment_list(request: SignedInRequest, case_pk: int) -> HttpResponse:
    open_case_page(request, case_pk)
    return HttpResponse()


def assessment_page(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    open_record_page(request, Assessment.objects, assessment_pk)
    return HttpResponse()


assessment_start = assessment_list
assessment_edit = assessment_finalise = assessment_correct = assessment_page
