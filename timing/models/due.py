"""What is due: one row for each, derived from the records and never typed."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.base import ModelState
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.text_lengths import SHORT_TEXT
from timing.models.rule import TimeRule
from timing.vocabulary import Basis, DueKind, EndReason, Receiver


class DueQuerySet(models.QuerySet["Due"]):
    """Questions about what is due. Whose it may be is said by the cases or contacts given."""

    def present(self) -> Self:
        """Not done, not moved."""
        return self.filter(ended_at=None)

    def shown_on(self, today: dt.date) -> Self:
        """What is to be done by now or soon: from the first day of showing to the last."""
        awake = Q(rests_until=None) | Q(rests_until__lte=today)
        return self.begun_by(today).filter(awake)

    def begun_by(self, today: dt.date) -> Self:
        """As `shown_on`, also where somebody has put it off."""
        begun = Q(shown_from=None) | Q(shown_from__lte=today)
        lasting = Q(shown_to=None) | Q(shown_to__gte=today)
        return self.present().filter(begun, lasting)

    def late_on(self, today: dt.date) -> Self:
        """Past its day, also where somebody has put it off."""
        return self.begun_by(today).filter(day__lt=today)

    def to_be_told(self, today: dt.date) -> Self:
        """Of which somebody may have to be told on `today`."""
        return self.present().filter(tell_on__lte=today)

    def of_cases(self, cases: Any) -> Self:
        """Of a queryset or a list of cases or of their keys."""
        return self.filter(case_id__in=cases)

    def to_be_shown(self) -> "list[Due]":
        """With the columns in `Due.SHOWN` only, oldest first: a page reads hundreds.

        Django fills a model field by field, which took four fifths of the time to read
        them. A column that is left out is read when somebody asks for it, as after `only`.
        """
        names = ("id", *Due.SHOWN)
        found = []
        for row in self.order_by("pk").values_list(*names):
            due = Due.__new__(Due)
            due.__dict__.update(zip(names, row, strict=True))
            due._state = ModelState()
            due._state.db, due._state.adding = self.db, False
            found.append(due)
        return found

    def in_order(self) -> Self:
        """At once, then by day; what has no day comes last."""
        return self.order_by("-is_at_once", F("day").asc(nulls_last=True), "kind", "pk")


class Due(models.Model):
    """One thing that is due in a case or with a contact, and for which role.

    Derived by `timing.deriving` at the end of each act. It holds days only: whether it is
    late is a comparison with today, and who acts is asked when somebody is told. It is
    shown from `shown_from` to `shown_to`, so that a day that comes changes no row. Ids are
    values, as in notices: this room lies below the records.
    """

    kind = models.CharField(_("kind"), max_length=30, choices=DueKind)
    # What is to be done, by the key of `timing.acts`, and of what: its key and a word.
    act = models.CharField(max_length=40)
    object_id = models.BigIntegerField(default=0)
    detail = models.CharField(max_length=60, blank=True)
    case_id = models.BigIntegerField(null=True)
    referral_id = models.BigIntegerField(null=True)
    day = models.DateField(_("day"), null=True)
    is_at_once = models.BooleanField(default=False)
    shown_from = models.DateField(null=True)
    shown_to = models.DateField(null=True)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)
    rule = models.ForeignKey(TimeRule, on_delete=models.PROTECT, null=True, related_name="+")
    receiver = models.CharField(_("for whom"), max_length=20, choices=Receiver)
    derived_at = models.DateTimeField(default=timezone.now)
    # When somebody was told of it last, and when the sweep looks at it next.
    told_on = models.DateField(null=True)
    tell_on = models.DateField(null=True)
    # Not before this day, as somebody of the team has said and why.
    rests_until = models.DateField(null=True)
    rest_reason = models.CharField(
        _("why not before"), max_length=SHORT_TEXT, blank=True, db_default=""
    )
    rested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=10, choices=EndReason, blank=True)

    objects = DueQuerySet.as_manager()

    # What makes two of them the same; a difference in it ends one and begins another.
    SAME = ("kind", "case_id", "referral_id", "object_id")
    KEPT = ("act", "detail", "day", "is_at_once", "shown_from", "shown_to", "basis", "rule_id")

    # What pages read of it.
    SHOWN = (
        "kind",
        "act",
        "object_id",
        "detail",
        "case_id",
        "day",
        "is_at_once",
        "shown_from",
        "shown_to",
        "basis",
        "rests_until",
        "rest_reason",
    )

    class Meta:
        verbose_name = _("due")
        constraints = [
            models.UniqueConstraint(
                fields=["case_id", "referral_id", "kind", "object_id"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="due_once",
            ),
            models.CheckConstraint(
                condition=Q(case_id=None) ^ Q(referral_id=None),
                name="due_in_a_case_or_with_a_contact",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="")
                | Q(ended_at__isnull=False) & ~Q(end_reason=""),
                name="due_ends_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["day"], condition=Q(ended_at=None), name="due_present_by_day"),
            models.Index(fields=["case_id", "-ended_at"], name="due_ended_of_case"),
            models.Index(fields=["tell_on"], condition=Q(ended_at=None), name="due_to_be_told"),
            # Few of all: what is due with contacts.
            models.Index(
                fields=["kind", "referral_id"],
                condition=Q(ended_at=None, referral_id__isnull=False),
                name="due_present_of_referrals",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id or self.referral_id} {self.day}"

    @property
    def identity(self) -> tuple[Any, ...]:
        """What makes it the same due."""
        return tuple(getattr(self, name) for name in self.SAME)

    @property
    def content(self) -> tuple[Any, ...]:
        """What of it can change."""
        return tuple(getattr(self, name) for name in self.KEPT)

    @property
    def order(self) -> tuple[Any, ...]:
        """At once, then by day, then by kind; what has no day comes last."""
        never = dt.date.max
        return (not self.is_at_once, self.day or never, DueKind(self.kind).rank, self.object_id)

    def rests_on(self, today: dt.date) -> bool:
        """Whether somebody has said that it waits, and until a later day."""
        return self.rests_until is not None and self.rests_until > today

    def is_shown_on(self, today: dt.date) -> bool:
        """Whether it is to be done by now or soon."""
        begun = self.shown_from is None or self.shown_from <= today
        lasting = self.shown_to is None or self.shown_to >= today
        return begun and lasting and not self.rests_on(today)

    def is_late_on(self, today: dt.date) -> bool:
        """Past its day."""
        return self.day is not None and self.day < today

    def days_left(self, today: dt.date) -> int | None:
        """To its day; negative when it is past."""
        return (self.day - today).days if self.day else None
