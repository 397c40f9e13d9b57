"""Who of the intake is reading a waiting contact, so that two do not read the same."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from referrals.models.referral import Referral


class ReadingQuerySet(models.QuerySet["Reading"]):
    def of_today(self) -> Self:
        """A claim ends with the day: nobody keeps a contact by forgetting it."""
        return self.filter(since__date=timezone.localdate())

    def with_names(self) -> Self:
        """Loads who reads, and of them no more than the name."""
        names = ("by__first_name", "by__last_name", "by__email")
        return self.select_related("by").only("referral", "since", *names)


class Reading(models.Model):
    """That somebody said “I am reading this”. It hinders nobody, and goes with the decision."""

    referral = models.OneToOneField(
        Referral, on_delete=models.CASCADE, related_name="reading", editable=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False
    )
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of a contact")

    def __str__(self) -> str:
        return f"{self.referral_id}"
