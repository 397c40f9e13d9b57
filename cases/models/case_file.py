"""Files of a case: papers that the client brought, decisions, letters."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseRecord, CaseRecordQuerySet
from records.imprint import Imprinted
from records.text_lengths import SHORT_TEXT
from records.triggers import decided_once


class CaseFileQuerySet(CaseRecordQuerySet):
    def of_case(self, case: models.Model) -> Self:
        """The files of one case, the newest first; those that were taken back, too."""
        return self.filter(case=case).order_by("-added_at", "-pk")

    def kept(self) -> Self:
        """Those whose content is there."""
        return self.filter(taken_back_at=None)


class CaseFile(CaseRecord, Imprinted):
    """A file that a worker attached to the case; kept as it came, and never changed.

    One that belongs elsewhere is taken back: its content, its name and what it was are gone,
    and the row says why.

    The content lies under `stored_as`, which is random; `name` is only shown. `media_type`
    is what the content was found to be, whatever its name said.
    """

    what = models.CharField(_("what it is"), max_length=SHORT_TEXT)
    name = models.CharField(_("name"), max_length=SHORT_TEXT)
    media_type = models.CharField(max_length=50, editable=False)
    size = models.PositiveIntegerField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    stored_as = models.CharField(max_length=64, unique=True, editable=False)
    # Whether a virus scanner had looked at it when it came.
    scanned = models.BooleanField(default=False, db_default=False, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    added_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        db_index=False,  # the index has a name, so that it could be made without a lock
    )
    taken_back_because = models.CharField(
        _("why it is taken back"),
        max_length=SHORT_TEXT,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )

    objects = CaseFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        indexes = [
            models.Index(fields=["case", "-added_at"], name="case_file_of_case"),
            models.Index(fields=["taken_back_by"], name="case_file_taken_back_by"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_because="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False, what="", name="")
                & ~Q(taken_back_because=""),
                name="case_file_is_taken_back_whole",
            )
        ]
        triggers = [
            decided_once(
                "case_file_kept",
                "taken_back_at",
                "taken_back_by_id",
                "taken_back_because",
                "what",
                "name",
                "imprint",
            )
        ]

    def __str__(self) -> str:
        return self.name
