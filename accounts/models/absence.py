"""When somebody is away, and who stands in."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Questions about absences; `day` is given, never asked for here."""

    def on(self, day: dt.date) -> Self:
        """In force on `day`."""
        return self.not_over(day).filter(first_on__lte=day)

    def not_over(self, day: dt.date) -> Self:
        """In force on `day` or later."""
        back = Q(ended_on=None) | Q(ended_on__gt=day) & Q(ended_on__gt=F("first_on"))
        return self.filter(back, last_on__gte=day)

    def overlapping(self, first: dt.date, last: dt.date) -> Self:
        """With a day in the span, both ends included."""
        return self.not_over(first).filter(first_on__lte=last)


class Absence(models.Model):
    """A worker's absence from its first to its last day, both included.

    Why somebody is away is nobody's business here, so it is not asked. `ended_on` is the
    day on which they came back earlier than told.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    substitute = models.ForeignKey(
        User,
        verbose_name=_("substitute"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutions",
    )
    ended_on = models.DateField(_("back since"), null=True, editable=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(substitute=None) | ~Q(substitute=F("user")),
                name="nobody_stands_in_for_themselves",
            ),
        ]
        indexes = [models.Index(fields=["user", "last_on"], name="absence_of_user")]
        ordering = ["first_on", "pk"]

    def __str__(self) -> str:
        return f"{self.user}, {self.first_on}–{self.last_on}"
