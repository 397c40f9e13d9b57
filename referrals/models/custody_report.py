"""What senders tell of custody beside a case."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from cases.custody import ReleaseCertainty
from cases.models import Case, CustodyFact, CustodySnapshot
from records.imprint import Imprinted
from records.text_lengths import SHORT_TEXT
from records.triggers import decided_once
from referrals.models.referral import Referral
from referrals.models.told_release import tell_referral_of_release
from referrals.vocabulary import ReportOutcome


class ReportQuerySet(models.QuerySet["CustodyReport"]):
    def waiting(self) -> Self:
        return self.filter(outcome=ReportOutcome.WAITING)

    def of_case(self, case: Case) -> Self:
        """Those of the contacts that were opened into, or joined to, a case; oldest first."""
        return self.filter(referral__triage__case=case).order_by("told_at", "pk")

    def of_referral(self, referral: Referral) -> Self:
        """Those about one contact, oldest first."""
        return self.filter(referral=referral).order_by("told_at", "pk")

    def for_listing(self) -> Self:
        return self.select_related(
            "referral", "facility", "told_by", "told_for", "decided_by", "fact"
        )


class CustodyReport(CustodySnapshot, Imprinted):
    """What a sender tells of custody beside a case: a proposal that the county confirms.

    Either a change that is reported after the sending, or what a contact told that was
    joined to an open case. The county sees it at once; confirming makes a custody fact
    of the case. What is empty holds as it was told before. Only the decision is ever
    written on it afterwards.
    """

    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, related_name="reports", editable=False
    )
    moved_on = models.DateField(_("moved on"), null=True, blank=True)
    # Empty: what was told before about the release holds.
    release_certainty = models.CharField(
        _("certainty"), max_length=20, choices=ReleaseCertainty, blank=True
    )
    note = models.CharField(_("more information"), max_length=SHORT_TEXT, blank=True)
    # Empty of a joined contact that came by the public form, or that a worker wrote down.
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    told_for = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    told_at = models.DateTimeField(default=timezone.now, editable=False)
    outcome = models.CharField(
        max_length=10, choices=ReportOutcome, default=ReportOutcome.WAITING, editable=False
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    declined_because = models.CharField(_("reason"), max_length=SHORT_TEXT, blank=True)
    fact = models.OneToOneField(
        CustodyFact, on_delete=models.PROTECT, null=True, related_name="report", editable=False
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of custody")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="waiting", decided_at=None, decided_by=None, fact=None)
                | Q(outcome="confirmed", decided_at__isnull=False, decided_by__isnull=False)
                | Q(outcome="declined", decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(declined_because=""),
                name="report_of_custody_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(facility__isnull=False)
                | Q(release_on__isnull=False)
                | ~Q(release_certainty=""),
                name="report_of_custody_tells_something",
            ),
        ]
        triggers = [
            decided_once(
                "report_kept",
                "decided_at",
                "outcome",
                "decided_by_id",
                "declined_because",
                "fact_id",
                "imprint",
            ),
            tell_referral_of_release("report_tells_release"),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} {self.outcome}"

    @property
    def is_of_the_referral(self) -> bool:
        """Whether it was told in the contact itself and not after the sending."""
        return self.told_at == self.referral.sent_at
