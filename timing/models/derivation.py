"""What is to be derived anew in the background: after a changed rule, and each night."""

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class DerivationQuerySet(models.QuerySet["Derivation"]):
    """Questions about what is to be derived."""

    def waiting(self) -> Self:
        """Not done to the end; the first asked first."""
        return self.filter(done_at=None).order_by("pk")


class Derivation(models.Model):
    """All cases, or all contacts, whose dues are to be derived anew, and how far that is.

    Without kinds it is about all kinds, without a county about all counties. `night` is
    the day on which a nightly check was asked for: two clocks ask for it once.
    """

    of = models.CharField(max_length=20)
    kinds = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    county_id = models.BigIntegerField(null=True)
    night = models.DateField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    # The last key that is done, and how many dues differed, by kind.
    after = models.BigIntegerField(default=0)
    differed = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)

    objects = DerivationQuerySet.as_manager()

    class Meta:
        verbose_name = "derivation"
        constraints = [
            # Those of a changed rule have no night, and may be many.
            models.UniqueConstraint(fields=["of", "night"], name="one_check_a_night")
        ]

    def __str__(self) -> str:
        return f"{self.of} after {self.after}"

    def count(self, dues: Any) -> None:
        """Add dues that differed."""
        for due in dues:
            self.differed[due.kind] = self.differed.get(due.kind, 0) + 1
