"""That somebody was invited to a meeting, or told afterwards that it is not held."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import CaseRecord, CaseRecordQuerySet
from networks.models.attendance import Attendance
from networks.models.meeting import Meeting
from networks.models.member import NetworkMember
from records.imprint import Imprinted
from records.text_lengths import SHORT_TEXT


class MeetingInvitation(CaseRecord, Imprinted):
    """Who was invited, how and on which day. Only added.

    With `tells_not_held` it is what went to somebody who was invited, when it was called off.
    """

    class How(models.TextChoices):
        LETTER = "letter", _("By letter")
        PHONE = "phone", _("By phone")
        MAIL = "mail", _("By a mail that tells only the day and the hours")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="invitations", editable=False
    )
    # As of whoever is asked. Of old rows without a member the name is all that is known.
    who = models.CharField(
        max_length=10, choices=Attendance.Who, blank=True, default="", db_default="", editable=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    name = models.CharField(_("who"), max_length=SHORT_TEXT, editable=False)
    member = models.ForeignKey(
        NetworkMember, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    how = models.CharField(_("how"), max_length=10, choices=How)
    on = models.DateField(_("date"), default=timezone.localdate)
    # The time that was told: the meeting may be moved afterwards. Of old rows it is not known.
    told_day = models.DateField(_("day that was told"), null=True, editable=False)
    told_hour = models.TimeField(_("hour that was told"), null=True, editable=False)
    told_end = models.TimeField(_("end that was told"), null=True, editable=False)
    tells_not_held = models.BooleanField(default=False, db_default=False, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_at = models.DateTimeField(auto_now_add=True)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to a meeting")
        ordering = ["on", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="meeting_invitation_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.how}"
