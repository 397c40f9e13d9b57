"""Who wrote what stands in the texts of a draft, and whose words were replaced by it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.recording import target_label
from cases.models.base import CaseRecord, CaseRecordQuerySet
from records.triggers import kept_but

LABEL = 60


class WrittenTextQuerySet(CaseRecordQuerySet):
    def of_document(self, document: models.Model) -> Self:
        """Of one assessment or plan with all its parts."""
        return self.filter(document=target_label(document))

    def replaced(self) -> Self:
        """Those that replaced words of somebody else, the newest first."""
        return self.exclude(former="").order_by("-pk")

    def of_part(self, part: models.Model, *, case_pk: int) -> Self:
        """Of one record, which may be a document or a part of one."""
        return self.filter(case=case_pk, part=target_label(part))

    def newest_of_places(self) -> Self:
        """The last writing of each place: it tells whose the words are that stand there."""
        return self.order_by("part", "field", "-pk").distinct("part", "field")

    def over_by(self, today: dt.date) -> Self:
        """Those that are kept no longer."""
        return self.filter(ends_on__lt=today)


class WrittenText(CaseRecord):
    """One writing in a text of a draft.

    `former` is what stood there, where these were the words of somebody else; it can be put
    back until the document is final, and is read until `ends_on`, which is set then.
    """

    # As the log names them: `assessments.assessment:7`, `assessments.lifeareaentry:71`.
    document = models.CharField(max_length=LABEL, editable=False)
    part = models.CharField(max_length=LABEL, editable=False)
    field = models.CharField(max_length=LABEL, editable=False)
    former = models.TextField(_("former text"), blank=True, editable=False)
    # Empty where it was written before writers were kept, or came from a former version.
    former_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    former_at = models.DateTimeField(null=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    written_at = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField(null=True, editable=False)

    objects = WrittenTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("replaced text")
        indexes = [
            models.Index(fields=["document", "part", "field"], name="written_text_of_place"),
            models.Index(fields=["ends_on"], name="written_text_ends"),
        ]
        # The day is ours: the database by itself counts in UTC, where it begins later.
        triggers = [
            kept_but(
                "written_text_kept",
                "ends_on",
                while_="OLD.ends_on IS NULL"
                " OR OLD.ends_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date",
            )
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.field}"

    @property
    def former_on(self) -> dt.date | None:
        """The day on which the former text was written, where that is known."""
        return timezone.localdate(self.former_at) if self.former_at else None
