"""What became of known facts that were offered beside a field."""

import pgtrigger
from django.conf import settings
from django.db import models

from cases.models.base import CaseRecord, CaseRecordQuerySet


class OfferAnswer(CaseRecord):
    """A known fact was taken into a field or declined, and is not offered there again.

    The fact itself is not kept here a second time: `content` is a print of it.
    """

    # Of a document the kind and the field: `assessment:dependants`, `plan:strengths`.
    place = models.CharField(max_length=60, editable=False)
    content = models.CharField(max_length=20, editable=False)
    is_taken = models.BooleanField(editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    answered_at = models.DateTimeField(auto_now_add=True)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "place", "content"], name="offer_answered_once")
        ]
        triggers = [
            pgtrigger.Protect(
                name="offer_answer_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.place}"
