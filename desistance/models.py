"""Checklists: what was said of the factors on one occasion of a case."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import CaseRecord
from cases.models.base import CaseRecordQuerySet
from desistance.factors import Factor, client_factors
from desistance.occasions import ClientStanding, Occasion
from records.text_lengths import LONG_TEXT
from records.versions import VersionedModel


class ChecklistQuerySet(CaseRecordQuerySet):
    def of_occasion(self, occasion: Occasion) -> Self:
        """Of one occasion, the newest round first."""
        return self.filter(occasion=occasion).order_by("-round")


class Checklist(CaseRecord, VersionedModel):
    """The fourteen factors as they were talked over on one occasion (tarkistuslista).

    Not a test: nothing here is counted. An occasion that comes again, as the review of
    a plan does, begins a new round, so that the former answers stay as they were.
    The client may read all of it.
    """

    occasion = models.CharField(_("occasion"), max_length=20, choices=Occasion)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    filled_at = models.DateTimeField(_("filled in"), default=timezone.now, editable=False)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = _("checklist")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "occasion", "round"],
                name="one_checklist_per_occasion_and_round",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.occasion} {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("desistance:checklist_page", kwargs={"checklist_pk": self.pk})

    @property
    def heading(self) -> str:
        """The occasion, with its round where it is not the first."""
        occasion = self.get_occasion_display()
        return occasion if self.round == 1 else f"{occasion} {self.round}"

    def by_factor(self) -> dict[str, "ChecklistEntry"]:
        """Each entry by the key of its factor."""
        return {entry.factor: entry for entry in self.entries.all()}


class ChecklistEntry(models.Model):
    """One factor on one occasion.

    A factor of the client takes a standing, a note and what comes next; a factor of the
    way of working, the service system or the organisation takes words only, because it
    is no property of the client.
    """

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="entries")
    factor = models.CharField(_("factor"), max_length=60, choices=Factor)
    standing = models.CharField(
        _("how it is now"), max_length=20, choices=ClientStanding, blank=True
    )
    note = models.TextField(_("note"), max_length=LONG_TEXT, blank=True)
    next_step = models.TextField(_("what next"), max_length=LONG_TEXT, blank=True)

    class Meta:
        verbose_name = _("checklist entry")
        constraints = [
            models.UniqueConstraint(fields=["checklist", "factor"], name="one_entry_per_factor"),
            models.CheckConstraint(
                condition=Q(standing="")
                | Q(factor__in=[factor.value for factor in client_factors()]),
                name="only_a_factor_of_the_client_has_a_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.checklist_id} {self.factor}"
