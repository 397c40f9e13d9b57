"""The minutes of a network meeting: who came, what was talked about, what was decided."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import CaseRecord, CaseRecordQuerySet
from cases.vocabulary import CommunicationChannel
from networks.models.attendance import Attendance
from networks.models.meeting import Meeting
from networks.models.member import NetworkMember
from records.imprint import Imprinted
from records.states import HasStates
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.triggers import frozen_when, frozen_with_parent
from records.versions import VersionedModel

FINAL = "final"


def kept_with_minutes(name: str) -> Any:
    """Parts of approved minutes stay as they are."""
    return frozen_with_parent(
        name,
        parent_table="networks_minutes",
        parent_column="minutes_id",
        statuses=(FINAL,),
    )


class MinutesQuerySet(CaseRecordQuerySet):
    """Questions about minutes."""

    def drafts(self) -> Self:
        """Being written; at most one of a meeting."""
        return self.filter(status=Minutes.Status.DRAFT)

    def final(self) -> Self:
        """Approved, the corrected ones too."""
        return self.filter(status=Minutes.Status.FINAL)

    def in_force(self) -> Self:
        """Approved and not replaced by an approved correction."""
        return self.final().exclude(corrected_by__status=Minutes.Status.FINAL)


class Minutes(CaseRecord, VersionedModel, HasStates, Imprinted):
    """What a network meeting came to (headings 19004); once approved it never changes.

    A mistake is corrected, and what was forgotten supplemented, by a new version that names
    the old one.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("minutes", "Draft")
        FINAL = FINAL, pgettext_lazy("minutes", "Approved")

    TRANSITIONS: ClassVar[dict[Any, set[Any]]] = {
        Status.DRAFT: {Status.FINAL},
        Status.FINAL: set(),
    }
    # What a worker writes; the form and the copy of a correction take these.
    FIELDS: ClassVar[tuple[str, ...]] = (
        "on",
        "begins",
        "ends",
        "channel",
        "participants",
        "talked",
        "client_words",
    )

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="minutes", editable=False
    )
    status = models.CharField(
        _("state"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    on = models.DateField(_("day"))
    begins = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"))
    channel = models.CharField(_("how"), max_length=20, choices=CommunicationChannel)
    participants = models.CharField(_("who came"), max_length=SHORT_TEXT, blank=True)
    talked = models.TextField(_("what was talked about"), max_length=LONG_TEXT, blank=True)
    client_words = models.TextField(
        _("in the client’s own words"), max_length=LONG_TEXT, blank=True
    )
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    author_unit = models.CharField(max_length=SHORT_TEXT, blank=True, editable=False)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="corrected_by"
    )
    correction_reason = models.CharField(
        _("reason for the correction"), max_length=SHORT_TEXT, blank=True, editable=False
    )
    # Something was forgotten, and nothing was wrong; `correction_reason` then says what.
    is_supplement = models.BooleanField(default=False, editable=False)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(status="draft"), name="one_draft_of_minutes"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", approved_at=None, approved_by=None)
                | Q(status=FINAL, approved_at__isnull=False, approved_by__isnull=False),
                name="minutes_approved_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, correction_reason="")
                | Q(corrects__isnull=False) & ~Q(correction_reason=""),
                name="correction_of_minutes_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="minutes_end_after_they_begin"
            ),
        ]
        triggers = [frozen_when("minutes_frozen", FINAL)]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.on:%Y-%m-%d} {self.status}"

    def get_absolute_url(self) -> str:
        return reverse("networks:minutes_page", kwargs={"minutes_pk": self.pk})

    @property
    def reason_label(self) -> str:
        """What `correction_reason` tells, in words."""
        return str(
            _("What is supplemented") if self.is_supplement else _("Reason for the correction")
        )

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def approved_on(self) -> dt.date | None:
        return timezone.localdate(self.approved_at) if self.approved_at else None


class MinutesAttendanceQuerySet(models.QuerySet["MinutesAttendance"]):
    def with_client(self) -> Self:
        """The client's own coming, of approved minutes: a contact that reached the client."""
        return self.filter(
            who=Attendance.Who.CLIENT, came=True, minutes__status=Minutes.Status.FINAL
        )


class MinutesAttendance(Attendance):
    """Who came to a meeting; with `came` false, who was asked and did not come."""

    minutes = models.ForeignKey(
        Minutes, on_delete=models.CASCADE, related_name="attendance", editable=False
    )

    objects = MinutesAttendanceQuerySet.as_manager()

    class Meta(Attendance.Meta):
        verbose_name = _("who came to a meeting")
        constraints = [
            *Attendance.Meta.constraints,
            models.UniqueConstraint(
                fields=["minutes", "who", "user", "member", "authority", "name"],
                nulls_distinct=False,
                name="once_in_minutes",
            ),
        ]
        triggers = [kept_with_minutes("minutes_attendance_kept")]


class MeetingDecisionQuerySet(models.QuerySet["MeetingDecision"]):
    def in_force(self) -> Self:
        """Of approved minutes that no correction has replaced."""
        return self.filter(minutes__in=Minutes.objects.in_force())

    def with_end(self) -> Self:
        """Each with `ended_on`, the day on which it was done or went on elsewhere, or None."""
        end = _ends_of_outer()
        return self.annotate(
            ended_on=models.Subquery(end.values("on")[:1]),
            ended_how=models.Subquery(end.values("how")[:1]),
        )

    def open(self) -> Self:
        """Neither done nor gone on elsewhere."""
        return self.filter(~models.Exists(_ends_of_outer()))


def _ends_of_outer() -> "DecisionEndQuerySet":
    first = Coalesce(models.OuterRef("continues"), models.OuterRef("pk"))
    return DecisionEnd.objects.present().filter(decision=first)


class MeetingDecision(VersionedModel):
    """What was decided, who sees to it, and by when.

    A correction has copies; `continues` is the first of them, to which it is noted that it
    was done.
    """

    minutes = models.ForeignKey(
        Minutes, on_delete=models.CASCADE, related_name="decisions", editable=False
    )
    position = models.PositiveSmallIntegerField(editable=False)
    text = models.CharField(_("what was decided"), max_length=SHORT_TEXT)
    actor = models.CharField(_("who sees to it"), max_length=SHORT_TEXT)
    member = models.ForeignKey(
        NetworkMember,
        verbose_name=_("member of the network"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = models.DateField(_("by when"), null=True, blank=True)
    continues = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = MeetingDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision of a meeting")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "position"], name="decision_has_a_place_of_its_own"
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(actor=""), name="decision_says_what_and_who"
            ),
        ]
        triggers = [kept_with_minutes("decision_of_minutes_kept")]

    def __str__(self) -> str:
        return self.text

    @property
    def first_pk(self) -> int:
        """The same decision in the first version of the minutes."""
        return self.continues_id or self.pk


class DecisionEndQuerySet(models.QuerySet["DecisionEnd"]):
    def present(self) -> Self:
        """Not taken back."""
        return self.filter(taken_back_at=None)


class DecisionEnd(models.Model):
    """That a decision was done, goes on as a step of the plan, or is needed no more.

    It lives beside the minutes, which are frozen. A mistake is taken back; the row stays.
    """

    class How(models.TextChoices):
        DONE = "done", pgettext_lazy("decision", "Done")
        STEP = "step", _("Goes on as a step of the plan")
        NOT_NEEDED = "not_needed", pgettext_lazy("decision", "No longer needed")

    decision = models.ForeignKey(MeetingDecision, on_delete=models.PROTECT, related_name="ends")
    how = models.CharField(_("what became of it"), max_length=12, choices=How)
    on = models.DateField(_("date"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = DecisionEndQuerySet.as_manager()

    class Meta:
        verbose_name = _("end of a decision")
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(taken_back_at=None), name="decision_ends_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="decision_taken_back_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.how}"
