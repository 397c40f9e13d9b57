"""Taking a known fact into a document, and noting that it was taken or declined."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import CaseRecord, OfferAnswer
from cases.offers import Offer, place_in
from records.refused import Refused


class OfferDoesNotFit(Refused):
    """The field has no room for the fact beside what stands in it."""

    words = _("There is no room for it in the field. Shorten the text there first.")


def note_answer(offer: Offer, *, document: CaseRecord, kind: str, is_taken: bool, by: User) -> bool:
    """Whether nobody had answered it before. The caller holds the case's lock."""
    _answer, is_first = OfferAnswer.objects.get_or_create(
        case_id=document.case_id,
        place=place_in(kind, offer.place),
        content=offer.content,
        defaults={"is_taken": is_taken, "answered_by": by},
    )
    return is_first


def text_with(offer: Offer, *, record: models.Model, name: str) -> str:
    """The text of the field with the fact in it. Raises OfferDoesNotFit."""
    field = record._meta.get_field(name)
    assert isinstance(field, models.CharField | models.TextField)
    text = offer.added_to(getattr(record, name), field)
    if field.max_length is not None and len(text) > field.max_length:
        raise OfferDoesNotFit(offer.place)
    return text
