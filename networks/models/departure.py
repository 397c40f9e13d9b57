"""That somebody of the directory leaves, as it was told to the teams concerned."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.models.directory_organisation import DirectoryOrganisation
from networks.models.directory_person import DirectoryPerson
from networks.models.directory_service import DirectoryService
from records.text_lengths import SHORT_TEXT
from records.triggers import kept_but


class DirectoryDepartureQuerySet(models.QuerySet["DirectoryDeparture"]):
    def of_entry(self, entry: Any) -> Self:
        """Those of an organisation, a service or a contact person, the last one first."""
        return self.filter(**keys_of(entry)).order_by("-pk")

    def present(self) -> Self:
        """Not taken back: of an entry one at most."""
        return self.filter(taken_back_at=None)


class DirectoryDeparture(models.Model):
    """An organisation, or one of its services or contact persons, leaves (lähtö hakemistosta).

    Told again with another day it is the same one; the members of networks that left with it
    point to it. One that was told by mistake is taken back and stays on record; told after that
    it is a new one.
    """

    organisation = models.ForeignKey(
        DirectoryOrganisation, on_delete=models.PROTECT, related_name="departures"
    )
    service = models.ForeignKey(
        DirectoryService, on_delete=models.PROTECT, related_name="+", null=True
    )
    person = models.ForeignKey(
        DirectoryPerson, on_delete=models.PROTECT, related_name="+", null=True
    )
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=SHORT_TEXT)
    told_at = models.DateTimeField(default=timezone.now)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # The entry's own last day before it was told, if it had one.
    held_until = models.DateField(null=True, editable=False)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    taken_back_because = models.CharField(
        max_length=SHORT_TEXT, blank=True, default="", db_default="", editable=False
    )

    objects = DirectoryDepartureQuerySet.as_manager()

    class Meta:
        verbose_name = _("departure from the directory")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "service", "person"],
                condition=Q(taken_back_at=None),
                nulls_distinct=False,
                name="departure_of_an_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(service=None) | Q(person=None), name="departure_of_one_entry"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_because="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False)
                & ~Q(taken_back_because=""),
                name="departure_taken_back_by_somebody_because",
            ),
        ]
        triggers = [
            kept_but("departure_taken_back_kept", while_="OLD.taken_back_at IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return str(self.entry)

    def get_absolute_url(self) -> str:
        """The page below that of whoever leaves."""
        if self.person_id:
            return reverse("networks:person_departure", args=[self.person_id])
        if self.service_id:
            return reverse("networks:service_departure", args=[self.service_id])
        return reverse("networks:organisation_departure", args=[self.organisation_id])

    @property
    def day_after_taking_back(self) -> dt.date | None:
        """The entry's last day if this is taken back: as before, or as it was changed since."""
        entry = self.entry
        if entry.valid_until != self.last_day:
            changed: dt.date | None = entry.valid_until
            return changed
        before = self.held_until
        return before if before and before >= entry.valid_from else None

    @property
    def entry(self) -> Any:
        """Who leaves."""
        return self.person or self.service or self.organisation


def keys_of(entry: Any) -> dict[str, Any]:
    """By which columns a departure is that of the entry."""
    return {
        "organisation": getattr(entry, "organisation", entry),
        "service": entry if isinstance(entry, DirectoryService) else None,
        "person": entry if isinstance(entry, DirectoryPerson) else None,
    }
