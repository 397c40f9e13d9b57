"""What changed from the version before."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from assessments.comparing import changes_between
from assessments.models import Assessment
from cases.access import open_record_page


@require_GET
def assessment_changes(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """A correction or a supplement beside the version that it replaces, place by place."""
    assessment = open_record_page(request, Assessment.objects, assessment_pk)
    before = get_object_or_404(Assessment, pk=assessment.corrects_id)
    context = {
        "case": assessment.case,
        "tab": "assessment",
        "assessment": assessment,
        "before": before,
        "changes": changes_between(before, assessment),
    }
    return render(request, "assessments/changes.html", context)
