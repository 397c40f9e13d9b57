"""Noting that a known fact was taken into a document or declined."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import CaseRecord, OfferAnswer
from cases.offers import Offer, place_in
from records.refused import Refused


class OfferDoesNotFit(Refused):
    """The field has no room for the fact beside what stands in it."""

    words = _("There is no room for it in the field. Shorten the text there first.")


def note_answer(offer: Offer, *, document: CaseRecord, kind: str, is_taken: bool, by: User) -> None:
    """The caller holds the case's lock."""
    OfferAnswer.objects.get_or_create(
        case_id=document.case_id,
        place=place_in(kind, offer.place),
        content=offer.content,
        defaults={"is_taken": is_taken, "answered_by": by},
    )
