"""Checklists: what was said of the factors on one occasion of a case."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import CaseRecord
from cases.models.base import CaseRecordQuerySet
from desistance.factors import OUR_TASKS, PARTS, PROBATION, Factor, client_factors
from desistance.occasions import ClientStanding, Occasion, TaskState
from records.imprint import Imprinted
from records.states import HasStates
from records.text_lengths import LONG_TEXT
from records.triggers import frozen_when, frozen_with_parent
from records.versions import VersionedModel

# For the triggers: the value of `Checklist.Status.CLOSED`.
CLOSED = "closed"


class ChecklistQuerySet(CaseRecordQuerySet):
    def of_occasion(self, occasion: Occasion) -> Self:
        """Of one occasion, the newest round first."""
        return self.filter(occasion=occasion).order_by("-round")

    def open(self) -> Self:
        """Still written in."""
        return self.filter(status=Checklist.Status.OPEN)


class Checklist(CaseRecord, VersionedModel, HasStates, Imprinted):
    """One round: the fourteen factors as they were talked over on one occasion and day.

    Not a test: nothing here is counted. An open round is written in; a closed one never
    changes, and what changes later is a new round. The client may read all of it, and may
    decline: then the round is closed without an answer, and no reason is asked.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = CLOSED, _("Closed")

    TRANSITIONS: ClassVar[dict[Any, set[Any]]] = {
        Status.OPEN: {Status.CLOSED},
        Status.CLOSED: set(),
    }

    occasion = models.CharField(_("occasion"), max_length=20, choices=Occasion)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    status = models.CharField(
        _("state"),
        max_length=10,
        choices=Status,
        default=Status.OPEN,
        db_default=Status.OPEN,
        editable=False,
    )
    # Empty: on the day of `filled_at`, from before the day was asked.
    talked_on = models.DateField(_("talked over on"), null=True, editable=False)
    filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    filled_at = models.DateTimeField(_("filled in"), default=timezone.now, editable=False)
    is_declined = models.BooleanField(
        _("the client did not wish to talk of them"),
        default=False,
        db_default=False,
        editable=False,
    )
    # Both empty in a round that counted as closed when rounds began to be closed.
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        db_index=False,  # the index has a name, so that it could be made without a lock
    )

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = _("checklist")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "occasion", "round"],
                name="one_checklist_per_occasion_and_round",
            ),
            models.UniqueConstraint(
                fields=["case", "occasion"],
                condition=Q(status="open"),
                name="one_open_round_of_an_occasion",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(status="closed", closed_at__isnull=False, closed_by__isnull=False),
                name="round_closed_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(is_declined=False) | Q(status="closed"),
                name="declined_round_is_closed",
            ),
        ]
        indexes = [models.Index(fields=["closed_by"], name="checklist_closed_by")]
        triggers = [frozen_when("closed_round_kept", CLOSED)]

    def __str__(self) -> str:
        return f"{self.case_id} {self.occasion} {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("desistance:checklist_page", kwargs={"checklist_pk": self.pk})

    @property
    def heading(self) -> str:
        """The occasion, with its round where it is not the first."""
        occasion = self.get_occasion_display()
        return occasion if self.round == 1 else f"{occasion} {self.round}"

    @property
    def day(self) -> dt.date:
        """When it was talked over."""
        return self.talked_on or timezone.localdate(self.filled_at)

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    def by_factor(self) -> dict[str, "ChecklistEntry"]:
        """Each entry by the key of its factor."""
        return {entry.factor: entry for entry in self.entries.all()}


class ChecklistEntry(models.Model):
    """One factor on one occasion.

    A factor of the client takes a standing, a note and what comes next; one that is the
    workers' own task how far it is; a factor of the way of working, the service system or
    the organisation words only, because it is no property of the client.
    """

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="entries")
    factor = models.CharField(_("factor"), max_length=60, choices=Factor)
    standing = models.CharField(
        _("how it is now"), max_length=20, choices=ClientStanding, blank=True
    )
    task = models.CharField(
        _("how far it is"),
        max_length=20,
        choices=TaskState,
        blank=True,
        default="",
        db_default="",
    )
    note = models.TextField(_("note"), max_length=LONG_TEXT, blank=True)
    next_step = models.TextField(_("what next"), max_length=LONG_TEXT, blank=True)

    # Keys of the parts of the factor that were talked about; never counted.
    items = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("talked about"),
        default=list,
        blank=True,
        db_default=[],
    )

    class Meta:
        verbose_name = _("checklist entry")
        constraints = [
            models.UniqueConstraint(fields=["checklist", "factor"], name="one_entry_per_factor"),
            models.CheckConstraint(
                condition=Q(standing="")
                | Q(factor__in=[factor.value for factor in client_factors()]),
                name="only_a_factor_of_the_client_has_a_standing",
            ),
            models.CheckConstraint(
                condition=Q(task="")
                | Q(factor__in=sorted(factor.value for factor in OUR_TASKS), standing=""),
                name="only_our_task_is_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(task="prevented") | ~Q(note=""),
                name="prevented_by_something",
            ),
            models.CheckConstraint(
                condition=Q(items__contained_by=list(PARTS)),
                name="only_parts_of_the_model_are_marked",
            ),
        ]
        triggers = [
            frozen_with_parent(
                "entry_of_closed_round_kept",
                parent_table="desistance_checklist",
                parent_column="checklist_id",
                statuses=(CLOSED,),
            )
        ]

    def __str__(self) -> str:
        return f"{self.checklist_id} {self.factor}"

    @property
    def has_standing(self) -> bool:
        """Whether the client spoke of it."""
        return self.standing not in ("", ClientStanding.NOT_DISCUSSED)

    @property
    def says_something(self) -> bool:
        """Whether anything was recorded of it.

        That support in probationary freedom is not relevant is so without a word.
        """
        of_itself = self.factor == PROBATION and self.standing == ClientStanding.NOT_RELEVANT
        said = self.has_standing and not of_itself
        return bool(said or self.task or self.note or self.next_step or self.items)

    @property
    def marked(self) -> list[str]:
        """The words of what was talked about, in the order of the model."""
        parts = Factor(self.factor).sub_items
        return [str(part.label) for part in parts if part.key in self.items]
