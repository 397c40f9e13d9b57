"""To whom a final assessment was delivered."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from cases.models import CaseRecord, CaseRecordQuerySet
from records.imprint import Imprinted
from records.text_lengths import SHORT_TEXT
from records.triggers import decided_once


class DeliveryQuerySet(CaseRecordQuerySet):
    def kept(self) -> Self:
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)


class AssessmentDelivery(CaseRecord, Imprinted):
    """Somebody got the assessment on a day.

    A row never changes. One that was written by mistake is taken back, and says why.
    `to_whom` is a copy: it stays when the network changes.
    """

    class Manner(models.TextChoices):
        HANDED_OVER = "handed_over", _("Handed over on paper")
        READ_TOGETHER = "read_together", _("Read together, and handed over")
        LETTER = "letter", _("By letter")
        SECURE_MESSAGE = "secure_message", _("By secure message")
        OTHER = "other", _("In another way")

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="deliveries", editable=False
    )
    to_whom = models.CharField(_("to whom"), max_length=SHORT_TEXT)
    delivered_on = models.DateField(_("delivered on"))
    manner = models.CharField(_("how it was delivered"), max_length=20, choices=Manner)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    taken_back_because = models.CharField(
        _("why it is taken back"), max_length=SHORT_TEXT, blank=True, editable=False
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery of the assessment")
        ordering = ["delivered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_because="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False)
                & ~Q(taken_back_because=""),
                name="delivery_is_taken_back_whole",
            )
        ]
        triggers = [
            decided_once(
                "delivery_kept",
                "taken_back_at",
                "taken_back_by_id",
                "taken_back_because",
                "imprint",
            )
        ]

    def __str__(self) -> str:
        return f"{self.delivered_on:%Y-%m-%d} {self.to_whom}"
