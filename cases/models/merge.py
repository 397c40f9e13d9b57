"""Two records of the same person made one."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.client import Client
from records.text_lengths import SHORT_TEXT
from records.triggers import decided_once


class ClientMerge(models.Model):
    """That `merged` was found to be the same person as `kept`, by whom and why.

    `moved_cases` are the numbers (pk) of the cases that moved, so that it can be undone.
    """

    kept = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=SHORT_TEXT)
    moved_cases = models.JSONField(default=list, editable=False)
    # What else the kept record got: contact details by pk, and names of empty fields.
    moved_details = models.JSONField(default=list, db_default=[], editable=False)
    taken = models.JSONField(default=list, db_default=[], editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    merged_at = models.DateTimeField(default=timezone.now, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_because = models.CharField(_("why it was undone"), max_length=SHORT_TEXT, blank=True)

    class Meta:
        verbose_name = _("merge of clients")
        constraints = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=models.Q(undone_at=None),
                name="a_client_is_merged_into_one",
            )
        ]
        triggers = [decided_once("merge_kept", "undone_at", "undone_by_id", "undone_because")]

    def __str__(self) -> str:
        return f"{self.merged_id} -> {self.kept_id}"
