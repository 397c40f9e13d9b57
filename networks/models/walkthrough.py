"""That the network was gone through with the client."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import CaseRecord, CaseRecordQuerySet
from records.imprint import Imprinted
from records.text_lengths import LONG_TEXT


class WalkthroughQuerySet(CaseRecordQuerySet):
    def answering(self) -> Self:
        """Those after which the assessment's network step is answered."""
        return self.exclude(outcome=NetworkWalkthrough.Outcome.LATER)


class NetworkWalkthrough(CaseRecord, Imprinted):
    """The network was talked through with the client on a day, and what came of it.

    Written once; what changes is a new day. It is the client who decides who is asked.
    """

    class Outcome(models.TextChoices):
        GATHERED = "gathered", _("The network has been gone through with the client")
        NOT_WANTED = "not_wanted", _("The client does not want a network")
        LATER = "later", _("The client wants to come back to it later")

    outcome = models.CharField(_("what came of it"), max_length=12, choices=Outcome)
    on = models.DateField(_("date"), default=timezone.localdate)
    note = models.TextField(_("note"), max_length=LONG_TEXT, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    written_at = models.DateTimeField(auto_now_add=True)

    objects = WalkthroughQuerySet.as_manager()

    class Meta:
        verbose_name = _("going through the network")
        ordering = ["-on", "-pk"]
        triggers = [pgtrigger.Protect(name="walkthrough_kept", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_outcome_display()}"
