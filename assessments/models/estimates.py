"""What the client estimated on one occasion, on a scale from 0 to 10."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import CaseRecord, CaseRecordQuerySet
from records.imprint import Imprinted
from records.text_lengths import SHORT_TEXT
from records.triggers import decided_once, frozen_with_parent

# For the triggers: the value of `EstimateSet.Status.KEPT`.
KEPT = "kept"


class Moment(models.TextChoices):
    """When they are told."""

    ASSESSMENT = "assessment", pgettext_lazy("occasion", "Assessment")
    BEFORE_RELEASE = "before_release", pgettext_lazy("occasion", "Before the release")
    AFTER_RELEASE = "after_release", pgettext_lazy("occasion", "After the release")
    REVIEW = "review", pgettext_lazy("occasion", "Review")
    CLOSURE = "closure", pgettext_lazy("occasion", "Closure")
    OTHER = "other", pgettext_lazy("occasion", "Another time")


class EstimateSetQuerySet(CaseRecordQuerySet):
    def not_taken_back(self) -> Self:
        return self.filter(taken_back_at=None)

    def told(self) -> Self:
        """Those with answers, as they were told, the oldest first."""
        return self.not_taken_back().filter(is_declined=False).order_by("told_on", "pk")

    def of_moment(self, moment: Moment) -> Self:
        """Told or declined on one occasion, the newest first."""
        return self.not_taken_back().filter(moment=moment).order_by("-told_on", "-pk")


class EstimateSet(CaseRecord, Imprinted):
    """The client's own estimates of one occasion, or that the client did not want to give any.

    Kept from the moment it is recorded: nothing is changed or added. One that was written
    wrong is taken back, and says why. Nothing in it is counted together.
    """

    class Status(models.TextChoices):
        """Being recorded lasts no longer than the act that records it."""

        RECORDING = "recording"
        KEPT = KEPT

    status = models.CharField(
        _("state"), max_length=10, choices=Status, default=Status.RECORDING, editable=False
    )
    instrument = models.CharField(_("instrument"), max_length=20, editable=False)
    instrument_version = models.PositiveSmallIntegerField(
        _("version of the instrument"), editable=False
    )
    moment = models.CharField(_("occasion"), max_length=20, choices=Moment, editable=False)
    told_on = models.DateField(_("told on"))
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("heard by"),
    )
    is_declined = models.BooleanField(
        _("the client did not wish to estimate"), default=False, editable=False
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    taken_back_because = models.CharField(
        _("why it is taken back"), max_length=SHORT_TEXT, blank=True, editable=False
    )

    objects = EstimateSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("the client’s own estimates")
        ordering = ["told_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_because="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False)
                & ~Q(taken_back_because=""),
                name="estimates_are_taken_back_whole",
            )
        ]
        triggers = [
            decided_once(
                "estimates_kept",
                "taken_back_at",
                "taken_back_by_id",
                "taken_back_because",
                "imprint",
                while_=f"OLD.status = '{KEPT}'",
            )
        ]

    def __str__(self) -> str:
        return f"{self.told_on:%Y-%m-%d} {self.moment}"

    def by_question(self) -> dict[str, int]:
        """Each estimate by the key of its question; what was not answered is not there."""
        return {each.question: each.value for each in self.estimates.all()}


class Estimate(models.Model):
    """The client's answer to one question of the instrument."""

    estimate_set = models.ForeignKey(
        EstimateSet, on_delete=models.PROTECT, related_name="estimates", editable=False
    )
    question = models.CharField(_("question"), max_length=20, editable=False)
    value = models.PositiveSmallIntegerField(_("estimate"), editable=False)

    class Meta:
        verbose_name = _("the client’s own estimate")
        constraints = [
            models.UniqueConstraint(
                fields=["estimate_set", "question"], name="one_estimate_per_question"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=10), name="estimate_from_0_to_10"
            ),
        ]
        triggers: list[Any] = [
            frozen_with_parent(
                "estimate_kept",
                parent_table="assessments_estimateset",
                parent_column="estimate_set_id",
                statuses=(KEPT,),
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.value}"
