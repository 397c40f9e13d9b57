"""An open case that is handed over to another county, and what that county received."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from cases.models.base import CaseRecord, CaseRecordQuerySet
from records.imprint import Imprinted
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.triggers import decided_once


class HandoverPart(models.TextChoices):
    """What of a case may go along; the client’s basic details always do."""

    CUSTODY = "custody", _("Custody and release")
    NEEDS = "needs", _("Needs and their services")
    NETWORK = "network", _("Network")
    ASSESSMENT = "assessment", _("Service-need assessment in force")
    PLAN = "plan", _("Client plan in force")


class CaseHandoverQuerySet(CaseRecordQuerySet):
    def waiting(self) -> Self:
        return self.filter(outcome=CaseHandover.Outcome.WAITING)

    def offered_to(self, user: Any) -> Self:
        """What the intake of the other county reads until it has answered, the oldest first."""
        if user.county is None or not user.is_intake:
            return self.none()
        open_there = Q(case__status="open", to_county=user.county, is_on_paper=False)
        waiting = self.waiting().filter(open_there)
        return waiting.select_related("case__county").order_by("offered_at", "pk")


class CaseHandover(CaseRecord, Imprinted):
    """What goes along is chosen and kept as it was then (asian siirto toiselle alueelle).

    The case stays its county's own until the other one has accepted it, or has received the
    papers where it does not use Jatkumo. With an identity code in no column of it.
    """

    class Ground(models.TextChoices):
        """Why it may be told to the other county."""

        CONSENT = "consent", _("The client’s consent")
        LAW = "law", _("A provision of law")

    class Outcome(models.TextChoices):
        """What became of the offer."""

        WAITING = "waiting", pgettext_lazy("handover", "Waits for the other county")
        ACCEPTED = "accepted", pgettext_lazy("handover", "Accepted")
        RETURNED = "returned", pgettext_lazy("handover", "Returned")
        WITHDRAWN = "withdrawn", pgettext_lazy("handover", "Taken back")

    to_county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="+"
    )
    is_on_paper = models.BooleanField(_("on paper"), default=False)
    ground = models.CharField(_("ground"), max_length=10, choices=Ground)
    consent_on = models.DateField(_("the client consented on"), null=True)
    # How the consent was given, or the provision and why it applies.
    ground_words = models.TextField(_("how, or which provision"), max_length=LONG_TEXT)
    parts = ArrayField(models.CharField(max_length=20, choices=HandoverPart), default=list)
    # Sections of (label, text), as they stood when it was offered.
    document = models.JSONField(_("what goes along"))
    language = models.CharField(max_length=2)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    because = models.TextField(_("reason"), max_length=LONG_TEXT, blank=True)
    # On paper: who there received it, and when.
    received_by = models.CharField(_("who received it"), max_length=SHORT_TEXT, blank=True)
    received_on = models.DateField(_("received on"), null=True)

    objects = CaseHandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover of a case to another county")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(outcome="waiting"),
                name="one_waiting_handover_of_a_case",
            ),
            models.CheckConstraint(
                condition=Q(ground="consent", consent_on__isnull=False)
                | Q(ground="law", consent_on=None),
                name="handover_with_the_day_of_consent",
            ),
            models.CheckConstraint(
                condition=Q(outcome="waiting", decided_at=None, decided_by=None)
                | ~Q(outcome="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="handover_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["waiting", "accepted"]) | ~Q(because=""),
                name="handover_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(is_on_paper=True, outcome="accepted")
                | ~Q(received_by="") & Q(received_on__isnull=False),
                name="papers_are_received_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_county", "offered_at"],
                condition=Q(outcome="waiting"),
                name="handover_waiting",
            ),
        ]
        triggers = [
            decided_once(
                "handover_kept",
                "decided_at",
                "outcome",
                "decided_by_id",
                "because",
                "received_by",
                "received_on",
                "imprint",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"

    @property
    def is_waiting(self) -> bool:
        return self.outcome == self.Outcome.WAITING


class ReceivedHandover(CaseRecord, Imprinted):
    """What another county handed over, in the case that goes on here: a copy, and no link."""

    from_county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="+"
    )
    document = models.JSONField(_("what came along"))
    language = models.CharField(max_length=2)
    offered_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("what another county handed over")
        triggers = [
            pgtrigger.Protect(
                name="received_handover_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.received_at:%Y-%m-%d}"
