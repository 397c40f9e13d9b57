"""What helps for a while, until a need is covered for good."""

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

    Without a first day it helps from the gate on; it ends on a day or is said to go on until
    further notice.
    """

    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, related_name="interims", editable=False
    )
    what = models.CharField(_("what helps meanwhile"), max_length=SHORT_TEXT)
    by_whom = models.CharField(_("who sees to it"), max_length=SHORT_TEXT, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
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
                condition=Q(ends_on=None) ^ Q(until_further_notice=False),
                name="interim_ends_or_goes_on",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="interim_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="interim_is_told"),
        ]

    def __str__(self) -> str:
        return self.what
