"""The texts that were replaced in an assessment."""

from functools import partial

from django import forms
from django.db import models
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from assessments.actions.assessment_texts import parts_of, put_text_back
from assessments.forms.area import LifeAreaForm
from assessments.forms.main import AllFields
from assessments.forms.participant import ParticipantForm
from assessments.models import Assessment, AssessmentParticipant, LifeAreaEntry
from cases.access import open_record_page, right_to
from cases.views.replaced_texts import put_back_or_show
from records.once import once

LABELS: dict[str, type[forms.Form]] = {
    Assessment._meta.label_lower: AllFields,
    LifeAreaEntry._meta.label_lower: LifeAreaForm,
    AssessmentParticipant._meta.label_lower: ParticipantForm,
}


@require_http_methods(["GET", "POST"])
@once
def assessment_replaced_texts(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Read them, and put one back while the assessment is a draft."""
    assessment: Assessment = open_record_page(
        request, Assessment.objects, assessment_pk, right_to(request)
    )
    put_back = partial(put_text_back, assessment=assessment)
    return put_back_or_show(request, assessment, put_back, _names, LABELS, tab="assessment")


def _names(assessment: Assessment) -> dict[models.Model, str]:
    """The parts of the assessment as its pages call them; it itself needs no name."""
    return {each: "" if each == assessment else str(each) for each in parts_of(assessment)}
