"""Recording that the network was gone through with the client."""

from django.db import transaction

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from networks.models import NetworkWalkthrough
from records.imprint import imprint_of
from timing import moves


@transaction.atomic
def record_walkthrough(*, walkthrough: NetworkWalkthrough, by: User) -> None:
    """Add an unsaved `walkthrough` to its case; the assessment's network step reads it."""
    case = Case.objects.lock(walkthrough.case_id)
    refuse_closed(case)
    walkthrough.written_by, walkthrough.imprint = by, imprint_of(written_by=by)
    walkthrough.save(force_insert=True)
    written(case, *moves.WALKTHROUGH)
    record(
        Action.NETWORK_WALKED_THROUGH,
        by=by,
        case=case,
        target=walkthrough,
        details={"outcome": str(walkthrough.outcome)},
    )
