"""What helps for a while, until a need is covered for good."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models import CaseRecord, CaseRecordQuerySet
from continuity.models.needs import Need
from records.text_lengths import SHORT_TEXT
from records.versions import VersionedModel


class Interim(CaseRecord, VersionedModel):
    """An interim solution for a need: it covers while it lasts, and is named as temporary.

    Without a first day it helps from the gate on; it lasts for so many nights, ends on a day,
    or is said to go on until further notice. Nights that are counted from the gate move with it.
    """

    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, related_name="interims", editable=False
    )
    what = models.CharField(_("what helps meanwhile"), max_length=SHORT_TEXT)
    by_whom = models.CharField(_("who sees to it"), max_length=SHORT_TEXT, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    nights = models.PositiveSmallIntegerField(_("for how many nights"), null=True, blank=True)
    until_further_notice = models.BooleanField(_("until further notice"), default=False)
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("interim solution")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=False, nights=None, until_further_notice=False)
                | Q(ends_on=None, nights__gte=1, until_further_notice=False)
                | Q(ends_on=None, nights=None, until_further_notice=True),
                name="interim_ends_lasts_or_goes_on",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="interim_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="interim_is_told"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def last_on(self) -> dt.date | None:
        """The last day on which it helps, where it has one whenever the gate is."""
        if self.starts_on is not None and self.nights:
            return self.starts_on + dt.timedelta(days=self.nights - 1)
        return self.ends_on
