"""Who took part in something that happened with the client."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Note
from networks.models.authority import Authority
from networks.models.member import NetworkMember
from records.text_lengths import SHORT_TEXT


class Attendance(models.Model):
    """One who took part: the same shape for a note, a review and a meeting.

    `name` and the class of a member's `authority` are copies: what is final stays as it was
    when the network or the team changes.
    """

    class Who(models.TextChoices):
        CLIENT = "client", _("The client")
        WORKER = "worker", _("Worker")
        MEMBER = "member", _("Member of the network")
        AUTHORITY = "authority", _("Authority")
        BY_NAME = "by_name", _("Somebody else")

    who = models.CharField(max_length=10, choices=Who, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    member = models.ForeignKey(
        NetworkMember, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    authority = models.CharField(max_length=20, choices=Authority, blank=True, editable=False)
    name = models.CharField(max_length=SHORT_TEXT, editable=False)
    came = models.BooleanField(default=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="")
                & (
                    Q(who__in=["client", "by_name"], user=None, member=None, authority="")
                    | Q(who="worker", user__isnull=False, member=None, authority="")
                    | Q(who="member", user=None, member__isnull=False)
                    | Q(who="authority", user=None, member=None) & ~Q(authority="")
                ),
                name="%(class)s_is_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.name


class NoteAttendance(Attendance):
    """Who took part in a meeting or contact of the journal; written with the note."""

    note = models.ForeignKey(
        Note, on_delete=models.PROTECT, related_name="attendance", editable=False
    )

    class Meta(Attendance.Meta):
        verbose_name = _("who took part in a note")
        constraints = [
            *Attendance.Meta.constraints,
            models.UniqueConstraint(
                fields=["note", "who", "user", "member", "authority", "name"],
                nulls_distinct=False,
                name="once_in_a_note",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="note_attendance_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]
