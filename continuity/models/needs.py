"""What a client needs at the gate, and what was asked and is not needed."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.custody import GateKind
from cases.models import CaseRecord, CaseRecordQuerySet
from continuity.need_kinds import NeedKind
from records.imprint import Imprinted
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.versions import VersionedModel


class NeedQuerySet(CaseRecordQuerySet):
    """Questions about needs."""

    def present(self) -> Self:
        """Not ended."""
        return self.filter(ended_on=None)


class Need(CaseRecord, VersionedModel):
    """One need of the client, in the client's words; it exists before there is a plan.

    Without a gate it is judged at the next one. The offence is never a need, and nothing is
    promised here for an authority.
    """

    class End(models.TextChoices):
        """Why it is a need no longer."""

        GOAL_REACHED = "goal_reached", _("The goal was reached")
        NOT_NEEDED = "not_needed", _("No longer needed")
        DECLINED = "declined", _("The client declined")
        REPLACED = "replaced", _("Replaced by another need")

    GATES = (GateKind.FREEDOM, GateKind.RELEASE)

    kind = models.CharField(_("need"), max_length=30, choices=NeedKind)
    words = models.TextField(_("in the client’s words"), max_length=LONG_TEXT, blank=True)
    gate = models.CharField(
        _("at which gate"),
        max_length=10,
        choices=[(gate.value, gate.label) for gate in GATES],
        blank=True,
    )
    # Whose words they are, where another than the client told of the need first.
    source = models.CharField(_("source"), max_length=SHORT_TEXT, blank=True)
    noted_on = models.DateField(_("noted on"), default=timezone.localdate)
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    ended_on = models.DateField(_("ended"), null=True, editable=False)
    end_reason = models.CharField(
        _("why it ended"), max_length=20, choices=End, blank=True, editable=False
    )
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(ended_on=None) & ~Q(kind=NeedKind.OTHER),
                name="one_present_need_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="")
                | Q(ended_on__isnull=False) & ~Q(end_reason=""),
                name="need_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(end_reason="replaced", replaced_by__isnull=False)
                | ~Q(end_reason="replaced") & Q(replaced_by=None),
                name="need_replaced_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(kind=NeedKind.OTHER) | ~Q(words=""), name="other_need_is_told"
            ),
        ]

    def __str__(self) -> str:
        """Its kind, or of another need the first line of what was told."""
        if self.kind == NeedKind.OTHER:
            return self.words.partition("\n")[0].strip()
        return str(NeedKind(self.kind).label)


class NoNeed(CaseRecord, Imprinted):
    """Asked, and not needed: of which kind, why, on which day and who heard it. Only added."""

    kind = models.CharField(_("need"), max_length=30, choices=NeedKind)
    because = models.CharField(_("because"), max_length=SHORT_TEXT)
    answered_on = models.DateField(_("answered on"), default=timezone.localdate)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("no need")
        ordering = ["-answered_on", "-pk"]
        triggers = [
            pgtrigger.Protect(name="no_need_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.because}"
