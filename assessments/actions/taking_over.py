"""Taking what is known into a draft, or declining it."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.actions.parts import save_area
from assessments.actions.writing import refuse_final
from assessments.draft_parts import part_with
from assessments.known_from_contacts import KIND
from assessments.models import Assessment
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.answering_offers import note_answer, text_with
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.actions.written_texts import save_texts_over
from cases.models import Case
from cases.offers import Offer
from timing import moves


@transaction.atomic
def answer_offer(*, assessment: Assessment, offer: Offer, is_taken: bool, by: User) -> None:
    """Write the fact into its field below what stands there, or note that it is left out.

    What somebody else has answered meanwhile stays as it is. Raises OfferDoesNotFit.
    """
    case = Case.objects.lock(assessment.case_id)
    refuse_closed(case)
    refuse_final(assessment)
    assessment.read_anew()
    if not note_answer(offer, document=assessment, kind=KIND, is_taken=is_taken, by=by):
        return
    if is_taken:
        _write(assessment, offer, by)
    written(case, *moves.ASSESSMENT_DRAFT)
    details = {
        "taken" if is_taken else "left_out": offer.place.replace("-", "_"),
        "part": part_with(offer.place).key,
    }
    record(Action.ASSESSMENT_EDITED, by=by, case=case, target=assessment, details=details)


def _write(assessment: Assessment, offer: Offer, by: User) -> None:
    assessment.saved_by, assessment.saved_at = by, timezone.now()
    fields = ["saved_by", "saved_at"]
    if offer.place.startswith("area-"):
        _kind, area, name = offer.place.split("-")
        entry = assessment.areas.get(area=area)
        save_area(
            entry,
            {name: text_with(offer, record=entry, name=name)},
            assessment,
            by=by,
        )
    else:
        setattr(assessment, offer.place, text_with(offer, record=assessment, name=offer.place))
        fields.append(offer.place)
    save_texts_over(assessment, assessment.version, fields=fields, document=assessment, by=by)
