"""A meeting that was agreed with the client: of the network, or of the two alone."""

import datetime as dt
import uuid
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import CaseRecord, CaseRecordQuerySet, Note
from cases.vocabulary import CommunicationChannel
from networks.models.attendance import Attendance
from records.imprint import Imprinted
from records.states import HasStates
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.triggers import decided_once, frozen_when, frozen_with_parent, kept_but
from records.versions import VersionedModel

HELD, CANCELLED = "held", "cancelled"
# A letter or a message is no meeting.
HOW = (
    CommunicationChannel.VISIT_PRISON,
    CommunicationChannel.VISIT_OFFICE,
    CommunicationChannel.VISIT_CLIENT,
    CommunicationChannel.VIDEO,
    CommunicationChannel.PHONE,
)


# A day from one hour to another.
Time = tuple[dt.date, dt.time, dt.time]


class MeetingQuerySet(CaseRecordQuerySet):
    """Questions about meetings."""

    def planned(self) -> Self:
        """Neither held nor cancelled, also where the day is behind."""
        return self.filter(status=Meeting.Status.PLANNED)

    def ahead(self) -> Self:
        """Planned for today or later, the next one first."""
        return self.planned().filter(on__gte=timezone.localdate()).order_by("on", "begins", "pk")


class Meeting(CaseRecord, VersionedModel, HasStates):
    """A meeting on a day, from one hour to another, as the clock in Finland shows them.

    Held, it never changes: what was talked about stands in its minutes, or of a meeting of two
    in the journal. Cancelled, it stays as it was unless the cancellation is taken back.
    """

    class Kind(models.TextChoices):
        NETWORK = "network", _("Network meeting")
        ONE_TO_ONE = "one_to_one", _("Meeting of client and worker")

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("meeting", "Agreed")
        HELD = HELD, pgettext_lazy("meeting", "Held")
        CANCELLED = CANCELLED, pgettext_lazy("meeting", "Was not held")

    TRANSITIONS: ClassVar[dict[Any, set[Any]]] = {
        Status.PLANNED: {Status.HELD, Status.CANCELLED},
        Status.HELD: set(),
        # Recorded by mistake, and taken back.
        Status.CANCELLED: {Status.PLANNED},
    }
    # What a worker writes; the form and the copy for a new time take these.
    FIELDS: ClassVar[tuple[str, ...]] = (
        "on",
        "begins",
        "ends",
        "channel",
        "place",
        "interpreter",
        "participants",
        "client_chose",
    )

    kind = models.CharField(_("kind of meeting"), max_length=10, choices=Kind, editable=False)
    status = models.CharField(
        _("state"), max_length=10, choices=Status, default=Status.PLANNED, editable=False
    )
    on = models.DateField(_("day"))
    begins = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"))
    channel = models.CharField(_("how"), max_length=20, choices=CommunicationChannel)
    place = models.CharField(_("where, or by what means"), max_length=SHORT_TEXT, blank=True)
    interpreter = models.CharField(_("interpreter"), max_length=SHORT_TEXT, blank=True)
    # The names in one line; who they are stands in the rows.
    participants = models.CharField(_("who is asked"), max_length=SHORT_TEXT, blank=True)
    client_chose = models.BooleanField(_("the client has chosen who is asked"), default=False)
    # By which a calendar knows it again; nothing can be told from it.
    calendar_uid = models.UUIDField(default=uuid.uuid4, editable=False)
    # Of a meeting of two that was held: the entry of the journal.
    note = models.OneToOneField(
        Note, on_delete=models.PROTECT, null=True, related_name="meeting", editable=False
    )
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        ordering = ["-on", "-begins", "-pk"]
        indexes = [models.Index(fields=["case", "on"], name="meeting_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="meeting_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(note=None) | Q(kind="one_to_one", status=HELD),
                name="note_of_a_held_meeting_of_two",
            ),
        ]
        triggers = [
            frozen_when("meeting_kept", HELD),
            pgtrigger.Protect(
                name="cancelled_meeting_is_not_held",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status=CANCELLED, new__status=HELD),
            ),
            kept_but(
                "cancelled_meeting_kept", "status", "version", while_=f"OLD.status = '{CANCELLED}'"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on:%Y-%m-%d} {self.status}"

    def get_absolute_url(self) -> str:
        return reverse("networks:meeting_page", kwargs={"meeting_pk": self.pk})

    @property
    def is_planned(self) -> bool:
        return self.status == self.Status.PLANNED

    @property
    def is_of_network(self) -> bool:
        return self.kind == self.Kind.NETWORK

    @property
    def is_ahead(self) -> bool:
        """As `ahead`, for rows that are loaded."""
        return self.is_planned and self.on >= timezone.localdate()

    @property
    def is_unrecorded(self) -> bool:
        """Its day is behind, and nobody has said whether it was held."""
        return self.is_planned and self.on < timezone.localdate()

    @property
    def is_today_or_behind(self) -> bool:
        """Whether the minutes can be begun."""
        return self.on <= timezone.localdate()

    @property
    def time(self) -> Time:
        return self.on, self.begins, self.ends

    @property
    def is_behind(self) -> bool:
        """Whether its hour has come, so that it was held or not."""
        return has_come(self.time)


def has_come(time: Time) -> bool:
    """Whether its first hour is now or behind."""
    now = timezone.localtime()
    return time[:2] <= (now.date(), now.time())


class MeetingAsked(Attendance):
    """Who is asked to a meeting. Who came stands in the minutes."""

    came = None  # type: ignore[assignment]
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="asked", editable=False
    )

    class Meta(Attendance.Meta):
        verbose_name = _("who is asked to a meeting")
        constraints = [
            *Attendance.Meta.constraints,
            models.UniqueConstraint(
                fields=["meeting", "who", "user", "member", "authority", "name"],
                nulls_distinct=False,
                name="asked_once_to_a_meeting",
            ),
        ]
        triggers = [
            frozen_with_parent(
                "asked_to_meeting_kept",
                parent_table="networks_meeting",
                parent_column="meeting_id",
                statuses=(HELD, CANCELLED),
            )
        ]


class MeetingTopic(models.Model):
    """One line of what is on the agenda, in its order."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="topics", editable=False
    )
    position = models.PositiveSmallIntegerField(editable=False)
    words = models.CharField(_("topic"), max_length=SHORT_TEXT)
    # The client has said yes that everybody present sees it.
    is_shown = models.BooleanField(_("shown to everybody"), default=False)

    class Meta:
        verbose_name = _("topic of a meeting")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="topic_has_words")]
        triggers = [
            frozen_with_parent(
                "topic_of_meeting_kept",
                parent_table="networks_meeting",
                parent_column="meeting_id",
                statuses=(HELD, CANCELLED),
            )
        ]

    def __str__(self) -> str:
        return self.words


class MeetingCancellationQuerySet(CaseRecordQuerySet):
    def present(self) -> Self:
        """Not taken back."""
        return self.filter(taken_back_at=None)


class MeetingCancellation(CaseRecord, Imprinted):
    """Why a meeting was not held (headings 19006): called off before, or somebody did not come.

    A mistake is taken back; the row stays.
    """

    class What(models.TextChoices):
        CALLED_OFF = "called_off", _("It was called off")
        NOT_COME = "not_come", _("Somebody did not come")

    class Cause(models.TextChoices):
        """The two classes of the national document."""

        CLIENT = "client", _("For a reason of the client’s")
        ORGANISATION = "organisation", _("For a reason of ours or of another organisation")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="cancellations", editable=False
    )
    what = models.CharField(_("what happened"), max_length=10, choices=What)
    cause = models.CharField(_("why"), max_length=12, choices=Cause)
    actor = models.CharField(_("who"), max_length=SHORT_TEXT)
    words = models.TextField(_("more about it"), max_length=LONG_TEXT, blank=True)
    new_meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, null=True, related_name="instead_of", editable=False
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

    objects = MeetingCancellationQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting that was not held")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(taken_back_at=None), name="meeting_cancelled_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="cancellation_taken_back_at_and_by_together",
            ),
        ]
        triggers = [
            decided_once(
                "meeting_cancellation_kept", "taken_back_at", "taken_back_by_id", "imprint"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.what}"
