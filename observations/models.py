"""Observations, and the statements that were made because of them."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Unit
from continuity.need_kinds import Domain
from observations.vocabulary import ObservationKind
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.triggers import decided_once

LONGEST = 400


class Observation(models.Model):
    """Something that was met in the service system. It knows no client, case, writer or time.

    Its key is random and its place in the table is drawn anew with each writing
    (`observations.actions`), so that neither tells when it was written (decision 50).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    county = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    # The first day of it.
    month = models.DateField(_("month"))
    kind = models.CharField(_("what was met"), max_length=20, choices=ObservationKind)
    area = models.CharField(_("area of service"), max_length=20, choices=Domain)
    text = models.CharField(_("in a few words"), max_length=LONGEST, blank=True)

    class Meta:
        verbose_name = _("observation")
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="observation_of_a_month")
        ]
        indexes = [models.Index(fields=["county", "month"], name="observation_of_month")]
        # Rows are taken out and put back in another order, so only changes are refused.
        triggers = [pgtrigger.Protect(name="observation_kept", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.kind} {self.area}"


class StatementQuerySet(models.QuerySet["Statement"]):
    def of_county(self, county: Organisation) -> "StatementQuerySet":
        """Newest first."""
        return self.filter(county=county).order_by("-made_on", "-pk")


class Statement(models.Model):
    """What was done about observations: to whom it was said, and what they answered.

    Only the answer may be added; neither changes any more.
    """

    county = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    receiver = models.CharField(_("to whom"), max_length=SHORT_TEXT)
    made_on = models.DateField(_("on"), default=timezone.localdate)
    text = models.TextField(_("what was said"), max_length=LONG_TEXT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    answer = models.TextField(_("answer"), max_length=LONG_TEXT, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer_written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="", answer_written_by=None)
                | Q(answered_on__isnull=False, answer_written_by__isnull=False) & ~Q(answer=""),
                name="statement_answered_as_a_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=models.F("made_on")),
                name="statement_answered_after_it",
            ),
        ]
        triggers = [decided_once("statement_kept", "answered_on", "answer", "answer_written_by_id")]

    def __str__(self) -> str:
        return f"{self.receiver} {self.made_on}"
