"""What every row of the directory has: its days, and who saved it last."""

import datetime as dt
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.versions import VersionedModel


def reads_directory(user: Any) -> bool:
    """Whoever works in a unit of a county, and its administrator."""
    return user.county is not None and bool(user.unit_roles or user.is_administrator)


class DirectoryQuerySet(models.QuerySet[Any]):
    # The way from a row to its county.
    county_path = "organisation__county"

    def of_county(self, county: Any) -> Self:
        return self.filter(**{self.county_path: county})

    def listable_to(self, user: Any) -> Self:
        """Those of the county that the user works for, in whatever role."""
        return self.of_county(user.county) if reads_directory(user) else self.none()

    def in_force(self, on: dt.date | None = None) -> Self:
        """Those that hold on a day, today unless said."""
        day = on or timezone.localdate()
        until = Q(valid_until=None) | Q(valid_until__gte=day)
        return self.filter(until, valid_from__lte=day)


def stays_in(name: str, parent: str) -> pgtrigger.Trigger:
    """Refuse to move a row to another county or organisation: the key `parent` is kept."""
    return pgtrigger.Protect(
        name=name,
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(**{f"old__{parent}__df": pgtrigger.F(f"new__{parent}")}),
    )


class DirectoryEntry(VersionedModel):
    """Holds from a day on and, where it is known to end, until the end of another.

    Nothing is removed when an organisation, a service or a contact person leaves: its last
    day is written, and what has named it goes on naming it.
    """

    valid_from = models.DateField(_("valid from"), default=timezone.localdate)
    valid_until = models.DateField(_("last day"), null=True, blank=True)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
            )
        ]

    @property
    def has_ended(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    @property
    def is_to_come(self) -> bool:
        return self.valid_from > timezone.localdate()
