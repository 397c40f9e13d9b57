"""Notes of the client's journal (asiakaskertomus)."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseRecord, CaseRecordQuerySet
from cases.vocabulary import CommunicationChannel
from records.imprint import Imprinted
from records.text_lengths import LONG_TEXT, SHORT_TEXT

# So many entries stand on one page of a journal.
JOURNAL_PAGE = 20


class NoteQuerySet(CaseRecordQuerySet):
    def of_case(self, case: models.Model) -> Self:
        """The journal of one case, as it is read."""
        return self.filter(case=case).newest_first()

    def newest_first(self) -> Self:
        """As the journal stands; of one day the entry written last is first."""
        return self.order_by("-occurred_on", "-pk")

    def with_place(self) -> Self:
        """Each with `newer`: how many entries stand before it in the journal of its case."""
        same_day = Q(occurred_on=OuterRef("occurred_on"), pk__gt=OuterRef("pk"))
        before = Note.objects.filter(case=OuterRef("case")).filter(
            Q(occurred_on__gt=OuterRef("occurred_on")) | same_day
        )
        counted = before.order_by().values("case").annotate(count=Count("pk")).values("count")
        return self.annotate(newer=Coalesce(Subquery(counted), 0))

    def with_client(self) -> Self:
        """Entries of a contact that reached the client, as they stand after corrections.

        An attempt is none. Of entries from before the outcome was asked, each meeting or
        contact counts.
        """
        reached = self.filter(kind=Note.Kind.MEETING).exclude(outcome=Note.Outcome.TRIED)
        return reached.filter(corrected_by=None)

    def for_listing(self) -> Self:
        """Loads what an entry shows: its writer, what it corrects and what corrected it."""
        return self.select_related("written_by", "corrects", "corrected_by")


class Note(CaseRecord, Imprinted):
    """One entry of the journal (merkintä; headings 19005 for a meeting or a contact).

    A note is written once. A mistake is corrected by a new note that names the old
    one and says why (703/2023: nothing is overwritten).
    """

    class Kind(models.TextChoices):
        """Which national entry it is."""

        MEETING = "meeting", _("Meeting or contact")
        GUIDANCE = "guidance", _("Guidance and advice")
        OTHER = "other", _("Other entry")

    class Outcome(models.TextChoices):
        """How far a contact with the client came, and who made it."""

        MET = "met", _("The client was met")
        REACHED = "reached", _("The client was reached")
        CAME = "came", _("The client was in touch")
        TRIED = "tried", _("The client was not reached")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MEETING)
    occurred_on = models.DateField(_("date"), default=timezone.localdate)
    channel = models.CharField(_("how"), max_length=20, choices=CommunicationChannel, blank=True)
    # Empty: no contact with the client, or written before this was asked.
    outcome = models.CharField(
        _("how it came out"),
        max_length=10,
        choices=Outcome,
        blank=True,
        default="",
        db_default="",
    )
    participants = models.CharField(_("who took part"), max_length=SHORT_TEXT, blank=True)
    text = models.TextField(_("note"), max_length=LONG_TEXT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    written_at = models.DateTimeField(auto_now_add=True)
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="corrected_by",
    )
    correction_reason = models.CharField(
        _("reason for the correction"), max_length=SHORT_TEXT, blank=True
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        ordering = ["-occurred_on", "-pk"]
        indexes = [models.Index(fields=["case", "-occurred_on"], name="note_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(corrects=None, correction_reason="")
                | models.Q(corrects__isnull=False) & ~models.Q(correction_reason=""),
                name="a_correction_has_a_reason",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="note_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.occurred_on}"

    @property
    def is_corrected(self) -> bool:
        """Whether another note stands in the place of this one."""
        return hasattr(self, "corrected_by")
