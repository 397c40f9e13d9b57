"""That an expert by experience was offered to the client."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import CaseRecord, CaseRecordQuerySet
from records.imprint import Imprinted
from records.text_lengths import LONG_TEXT


class ExpertOffer(CaseRecord, Imprinted):
    """How an expert by experience was offered on a day, and what came of it.

    Written once; an answer that comes later is a new row.
    """

    class Answer(models.TextChoices):
        OFFERED = "offered", pgettext_lazy("expert", "Offered; the client is thinking it over")
        ACCEPTED = "accepted", pgettext_lazy("expert", "The client wants one")
        DECLINED = "declined", pgettext_lazy("expert", "The client does not want one")
        NONE_AVAILABLE = "none", pgettext_lazy("expert", "Nobody was available")

    answer = models.CharField(_("what came of it"), max_length=10, choices=Answer)
    on = models.DateField(_("date"), default=timezone.localdate)
    note = models.TextField(_("note"), max_length=LONG_TEXT, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    written_at = models.DateTimeField(auto_now_add=True)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer of an expert by experience")
        ordering = ["-on", "-pk"]
        triggers = [pgtrigger.Protect(name="expert_offer_kept", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_answer_display()}"
