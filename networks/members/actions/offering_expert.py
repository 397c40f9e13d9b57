"""Recording that an expert by experience was offered."""

from django.db import transaction

from accounts.models import User
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from networks.models import ExpertOffer
from records.imprint import imprint_of


@transaction.atomic
def record_expert_offer(*, offer: ExpertOffer, by: User) -> None:
    """Add an unsaved `offer` to its case; the earlier ones stay."""
    case = Case.objects.lock(offer.case_id)
    refuse_closed(case)
    offer.written_by, offer.imprint = by, imprint_of(written_by=by)
    offer.save(force_insert=True)
    written(case)
    record(
        Action.EXPERT_OFFERED,
        by=by,
        case=case,
        target=offer,
        details={"answer": str(offer.answer)},
    )
