"""Spans of time as dated rows: laws, targets and how agreed days are told."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from timing.calendar import WorkingDayRule
from timing.vocabulary import Anchor, Basis, DueKind, Span, Trigger


class TimeRule(models.Model):
    """How a kind gets its day, from `valid_from` on, nationally or in one county.

    The rule that was in force on the anchor's day applies. Without a count it is due at
    once. Days are told of `told_before` it, again `told_again` days after it, and to the
    supervisor `escalated` days after it; `shown_before` is when it becomes a task.
    """

    kind = models.CharField(_("kind"), max_length=30, choices=DueKind)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)
    # The law with its paragraph, as it is cited: "SHL 36 §".
    law = models.CharField(_("law"), max_length=40, blank=True)
    anchor = models.CharField(_("counted from"), max_length=20, choices=Anchor)
    count = models.PositiveSmallIntegerField(_("how many"), null=True, blank=True)
    span = models.CharField(_("of what"), max_length=15, choices=Span, default=Span.DAYS)
    is_before = models.BooleanField(_("before"), default=False)
    valid_from = models.DateField(_("valid from"))
    county = models.ForeignKey(
        Organisation,
        verbose_name=_("county"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # Empty: for all. A value of `cases.custody.Track`.
    track = models.CharField(_("track"), max_length=40, blank=True)
    trigger = models.CharField(_("only for"), max_length=20, choices=Trigger, blank=True)
    # A value of `continuity.need_kinds.NeedKind`: then the rule says how long cover must hold
    # without a break from the gate on (`is_cover`), or by when something must have begun.
    need = models.CharField(_("need"), max_length=30, blank=True, db_default="")
    is_cover = models.BooleanField(_("without a break until then"), default=False, db_default=False)
    shown_before = models.PositiveSmallIntegerField(_("a task so many days before"), default=14)
    told_before = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("told so many days before"),
        default=list,
        blank=True,
    )
    told_again = models.PositiveSmallIntegerField(
        _("told again so many days after"), null=True, blank=True
    )
    escalated = models.PositiveSmallIntegerField(
        _("told to the supervisor so many days after"), null=True, blank=True
    )
    # A county's: from its day on the national rule applies again. The rest is a copy of that.
    is_national_again = models.BooleanField(
        _("the national one again"), default=False, db_default=False
    )
    # Counts the savings of a county's own rule that is changed before its day or on it.
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        verbose_name = _("rule of time")
        ordering = ["kind", "track", "trigger", "need", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "county", "track", "trigger", "need", "valid_from"],
                nulls_distinct=False,
                name="one_rule_a_day_and_need",
            ),
            models.CheckConstraint(
                condition=~Q(basis=Basis.LAW) | Q(county=None) & ~Q(law=""),
                name="law_is_national_and_cited",
            ),
            models.CheckConstraint(
                condition=Q(anchor=Anchor.NONE, count=None)
                | ~Q(anchor=Anchor.NONE) & Q(count__isnull=False),
                name="rule_counts_from_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from:%Y-%m-%d}"


class WorkingDays(models.Model):
    """How a county counts working days, from a day on.

    The Social Welfare Act does not say whether Saturday is one. A limit of law takes the
    earlier answer of the two where a county has not chosen.
    """

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="+"
    )
    rule = models.CharField(_("working days"), max_length=10, choices=WorkingDayRule)
    valid_from = models.DateField(_("valid from"), default=dt.date.today)

    class Meta:
        verbose_name = _("count of working days")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "valid_from"], name="one_count_of_working_days_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.county_id} {self.rule}"
