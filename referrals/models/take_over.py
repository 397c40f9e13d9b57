"""A contact taken over by somebody else on the sender's side."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from referrals.models.referral import Referral


class TakeOverQuerySet(models.QuerySet["TakeOver"]):
    def taken_over_elsewhere_from(self, user: User) -> Self:
        """What another organisation took over from `user`: the trace that remains to them."""
        gone = self.filter(former=user, former_organisation=user.organisation)
        return gone.exclude(taken_for=user.organisation).order_by("-taken_at", "-pk")


class TakeOver(models.Model):
    """Somebody took over a contact on the sender's side; the newest one holds it."""

    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, related_name="takeovers", editable=False
    )
    former = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    former_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", editable=False
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    taken_for = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", editable=False
    )
    taken_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TakeOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("take-over")
        triggers = [
            pgtrigger.Protect(name="takeover_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} {self.taken_by_id}"
