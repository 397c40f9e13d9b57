"""What the client said of a life area, each time a row of its own."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import FINAL
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.triggers import frozen_with_parent

ASSESSMENT_OF_AREA = (
    "(SELECT area.id, assessment.status FROM assessments_lifeareaentry area "
    "JOIN assessments_assessment assessment ON assessment.id = area.assessment_id) AS parent"
)


class ClientWords(models.Model):
    """Only added to. Whoever typed a row wrong adds one that names it; both stay readable."""

    entry = models.ForeignKey(
        "assessments.LifeAreaEntry", on_delete=models.PROTECT, related_name="words", editable=False
    )
    words = models.TextField(_("in the client’s own words"), max_length=LONG_TEXT, editable=False)
    # Empty: before days were kept.
    said_on = models.DateField(_("said on"), null=True, editable=False)
    # Unknown of rows from before hearers were kept; the name is of that day.
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    heard_by_name = models.CharField(
        _("heard by"), max_length=SHORT_TEXT, blank=True, editable=False
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", editable=False
    )

    # Known where the rows of a life area are read together.
    is_replaced = False

    class Meta:
        verbose_name = _("words of the client")
        ordering = ["entry", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="client_words_kept", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            frozen_with_parent(
                "client_words_frozen",
                parent_table=ASSESSMENT_OF_AREA,
                parent_column="entry_id",
                statuses=(FINAL,),
            ),
        ]

    def __str__(self) -> str:
        day = f"{date_format(self.said_on)} " if self.said_on else ""
        return f"{day}”{Truncator(self.words).chars(60)}”"

    @property
    def heard(self) -> str:
        """When and by whom they were heard; nothing of rows from before hearers were kept."""
        if not self.heard_by_name or self.said_on is None:
            return ""
        return f"{date_format(self.said_on)}, {self.heard_by_name}"

    @property
    def of_whom_and_when(self) -> dict[str, Any]:
        """What a correction's draft copies of it."""
        names = ("words", "said_on", "heard_by_id", "heard_by_name")
        return {name: getattr(self, name) for name in names}
