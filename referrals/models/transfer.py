"""A contact handed over from one county to another."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from records.imprint import Imprinted
from records.text_lengths import LONG_TEXT
from records.triggers import decided_once
from referrals.models.referral import Referral
from referrals.vocabulary import TransferOutcome

COUNTIES, LANGUAGES = ("from_county", "to_county"), ("fi", "sv", "en")


class TransferQuerySet(models.QuerySet["Transfer"]):
    def listable_to(self, user: Any) -> Self:
        """For intake: what their county handed over or is offered."""
        if user.county is None or not user.is_intake:
            return self.none()
        return self.filter(Q(from_county=user.county) | Q(to_county=user.county))

    def waiting(self) -> Self:
        return self.filter(outcome=TransferOutcome.WAITING)

    def moved_from(self, county: Organisation) -> Self:
        """The trace that a county keeps of what another one took over, the latest first."""
        moved = self.filter(from_county=county, outcome=TransferOutcome.ACCEPTED)
        return moved.in_rows().order_by("-decided_at", "-pk")

    def offered_to(self, county: Organisation) -> Self:
        """What other counties hand over to this one, the oldest first."""
        return self.waiting().filter(to_county=county).in_rows().order_by("asked_at", "pk")

    def offered_by(self, county: Organisation) -> Self:
        """What waits for another county's answer, the oldest first."""
        return self.waiting().filter(from_county=county).in_rows().order_by("asked_at", "pk")

    def last_known_to(self, user: Any) -> Self:
        """The decided transfers that the intake of either county knows of, the latest first."""
        if not user.is_authenticated or not user.is_intake:
            return self.none()
        of_county = Q(from_county=user.county) | Q(to_county=user.county)
        decided = self.filter(of_county).exclude(outcome=TransferOutcome.WAITING)
        return decided.for_listing().order_by("-decided_at", "-pk")

    def for_listing(self) -> Self:
        return self.select_related("referral", "from_county", "to_county", "asked_by", "decided_by")

    def in_rows(self) -> Self:
        """No more than a row shows: whole contacts are wide."""
        return self.select_related("referral", "from_county", "to_county", "asked_by").only(
            "reason",
            "asked_at",
            "decided_at",
            "referral__reference",
            "referral__first_names",
            "referral__last_name",
            *(f"{county}__name_{language}" for county in COUNTIES for language in LANGUAGES),
            "imprint",
            "asked_by__first_name",
            "asked_by__last_name",
            "asked_by__title",
        )


class Transfer(Imprinted):
    """One county hands a contact over to another, which accepts or returns it.

    The contact stays with `from_county` until it is accepted, so that somebody always
    answers for it. The row is the trace that remains on both sides.
    """

    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, related_name="transfers", editable=False
    )
    from_county = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", editable=False
    )
    to_county = models.ForeignKey(
        Organisation,
        verbose_name=_("county"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField(_("reason"), max_length=LONG_TEXT)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    outcome = models.CharField(
        max_length=10, choices=TransferOutcome, default=TransferOutcome.WAITING, editable=False
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    returned_because = models.TextField(_("reason"), max_length=LONG_TEXT, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(outcome="waiting"),
                name="one_waiting_transfer_of_a_contact",
            ),
            models.CheckConstraint(
                condition=~Q(from_county=F("to_county")), name="transfer_to_another_county"
            ),
            models.CheckConstraint(
                condition=Q(outcome="waiting", decided_at=None, decided_by=None)
                | Q(outcome="accepted", decided_at__isnull=False, decided_by__isnull=False)
                | Q(outcome="returned", decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(returned_because=""),
                name="transfer_is_decided_by_somebody",
            ),
        ]
        triggers = [
            decided_once(
                "transfer_kept",
                "decided_at",
                "outcome",
                "decided_by_id",
                "returned_because",
                "imprint",
            )
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} {self.outcome}"
