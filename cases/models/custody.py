"""What is known of the client's custody: facts that are added, never overwritten."""

import datetime as dt
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.custody import CustodyKind, FactSource, ReleaseCertainty, ReleaseKind, ReturnKind
from cases.models.base import CaseRecord, CaseRecordQuerySet
from cases.models.custody_snapshot import CustodySnapshot
from records.imprint import Imprinted
from records.text_lengths import SHORT_TEXT


class CustodyFactQuerySet(CaseRecordQuerySet):
    """Questions about what is known of custody."""

    def of_case(self, case: models.Model) -> Self:
        """The facts of one case, newest first."""
        return self.filter(case=case).order_by("-pk")

    def before(self, fact: "CustodyFact") -> Self:
        """The facts of the same case that `fact` took the place of, newest first."""
        return self.filter(case=fact.case_id, pk__lt=fact.pk).order_by("-pk")

    def for_listing(self) -> Self:
        """Loads what a row shows."""
        return self.select_related("facility", "recorded_by")


class CustodyFact(CaseRecord, CustodySnapshot, Imprinted):
    """Facility, kind and dates of custody as somebody told them on a day.

    The newest is what is believed now; the older ones stay. Custody is itself secret, so
    nothing of this leaves the case's team. A release date is decided by an authority and
    never computed here; it always has a certainty and a source.
    """

    # These two columns have the names that they had before there were snapshots.
    custody_kind = models.CharField(
        _("kind of custody"), max_length=40, choices=CustodyKind, blank=True, db_column="kind"
    )
    custody_started_on = models.DateField(
        _("custody began"), null=True, blank=True, db_column="started_on"
    )
    source = models.CharField(_("source"), max_length=20, choices=FactSource)
    source_detail = models.CharField(_("who told"), max_length=SHORT_TEXT, blank=True)
    # That the person was let out, on which day: told by `source`, never computed.
    released_on = models.DateField(_("released"), null=True, blank=True)
    # Whoever goes to supervised probationary freedom first has a second gate after it.
    conditional_release_on = models.DateField(_("conditional release"), null=True, blank=True)
    conditional_release_certainty = models.CharField(
        _("certainty of the conditional release"),
        max_length=20,
        choices=ReleaseCertainty,
        blank=True,
        db_default="",
    )
    # Told only where the fact brings back inside somebody who was out.
    return_kind = models.CharField(
        _("what brought the client back"),
        max_length=20,
        choices=ReturnKind,
        blank=True,
        default="",
        db_default="",
    )
    # Empty: on the day on which it was recorded.
    told_on = models.DateField(_("told on"), null=True, blank=True)
    not_known_because = models.CharField(_("not known because"), max_length=SHORT_TEXT, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = CustodyFactQuerySet.as_manager()

    class Meta:
        verbose_name = _("custody fact")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(release_on=None)
                | models.Q(custody_started_on=None)
                | models.Q(release_on__gte=models.F("custody_started_on")),
                name="release_not_before_custody",
            ),
            models.CheckConstraint(
                condition=models.Q(released_on=None)
                | models.Q(custody_started_on=None)
                | models.Q(released_on__gte=models.F("custody_started_on")),
                name="released_not_before_custody",
            ),
            models.CheckConstraint(
                condition=models.Q(release_on__isnull=False, release_certainty__gt="")
                & ~models.Q(release_certainty="unknown")
                | models.Q(release_on=None, release_certainty="unknown"),
                name="release_date_has_a_certainty",
            ),
            models.CheckConstraint(
                condition=models.Q(conditional_release_on=None, conditional_release_certainty="")
                | models.Q(
                    conditional_release_on__isnull=False,
                    conditional_release_certainty__gt="",
                    release_kind=ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM,
                ),
                name="second_gate_after_probationary_freedom",
            ),
            models.CheckConstraint(
                condition=models.Q(conditional_release_on=None)
                | models.Q(release_on=None)
                | models.Q(conditional_release_on__gte=models.F("release_on")),
                name="second_gate_not_before_the_first",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="custody_fact_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.recorded_at:%Y-%m-%d}"

    @property
    def told_day(self) -> dt.date:
        """When it was told: the day given, or that of recording."""
        return self.told_on or timezone.localdate(self.recorded_at)

    @property
    def told_day_apart(self) -> dt.date | None:
        """The day on which it was told, unless the words of the source have it already."""
        return None if date_format(self.told_day) in self.source_detail else self.told_day

    @property
    def moves_release(self) -> bool:
        """Whether a day of a gate that was known before has changed, or is not known any more."""
        former: CustodyFact | None = CustodyFact.objects.before(self).first()
        if former is None:
            return False
        days = (
            (former.release_on, self.release_on),
            (former.conditional_release_on, self.conditional_release_on),
        )
        return any(known is not None and known != now for known, now in days)
