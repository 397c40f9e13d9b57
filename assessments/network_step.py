"""How the assessment's network step was answered."""

from assessments.models import Assessment
from networks.models import NetworkWalkthrough


def walk_of(assessment: Assessment) -> NetworkWalkthrough | None:
    """A final document keeps the answer of its day."""
    walks = NetworkWalkthrough.objects.answering().filter(case=assessment.case_id)
    if assessment.finalised_at is not None:
        walks = walks.filter(written_at__lte=assessment.finalised_at)
    return walks.first()
