"""A lost phone: the second factor is taken away only after two people."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User

# Whoever is asked to confirm has this long; then it has to be asked for again.
OPEN_FOR = dt.timedelta(days=3)


class FactorResetQuerySet(models.QuerySet["FactorReset"]):
    def waiting(self, now: dt.datetime) -> Self:
        """Those that a second person may still confirm."""
        return self.filter(confirmed_at=None, ended_at=None, asked_at__gt=now - OPEN_FOR)


class FactorReset(models.Model):
    """One person knows the user and asks; another one confirms it."""

    class How(models.TextChoices):
        """How the first person made sure who it is."""

        MET = "met", _("I met them")
        CALLED_BACK = "called_back", _("I called them at a number that was known before")
        VIDEO = "video", _("I saw and heard them on video and know them")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="factor_resets")
    how = models.CharField(_("how you made sure"), max_length=20, choices=How)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = FactorResetQuerySet.as_manager()

    class Meta:
        verbose_name = _("reset of a second factor")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")),
                name="second_factor_reset_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(user=F("asked_by"))
                & (Q(confirmed_by=None) | ~Q(user=F("confirmed_by"))),
                name="nobody_resets_their_own_factor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.asked_at:%Y-%m-%d}"
