"""The notice: one row that is both the order to tell and what the inbox shows."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.vocabulary import NoticeKind

# A claim without a mark for this long means that a process died while sending.
UNCERTAIN_AFTER = dt.timedelta(minutes=10)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def due(self, now: dt.datetime) -> "NoticeQuerySet":
        """To be mailed: due, not claimed, not cancelled."""
        return self.filter(due_at__lte=now, claimed_at=None, cancelled_at=None)

    def uncertain(self, now: dt.datetime) -> "NoticeQuerySet":
        """Claimed long ago and never marked: the mail may or may not have left."""
        return self.filter(claimed_at__lt=now - UNCERTAIN_AFTER, mailed_at=None)

    def inbox_of(self, user: models.Model) -> "NoticeQuerySet":
        """What `user` sees, newest first."""
        return self.filter(
            receiver=user.pk, due_at__lte=timezone.now(), cancelled_at=None
        ).order_by("-due_at", "-pk")

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """One thing told to one person, exactly once in the inbox and at most once by mail.

    `key` says what the notice is about, for whom and for which day; it is unique, so
    that any number of sweeps writes it once. Ids are values: a case may be erased.
    """

    kind = models.CharField(max_length=40, choices=NoticeKind)
    key = models.CharField(max_length=200, unique=True)
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    case_id = models.BigIntegerField(null=True)
    referral_id = models.BigIntegerField(null=True)
    parameters = models.JSONField(default=dict)
    link = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, editable=False)
    mailed_at = models.DateTimeField(null=True, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(claimed_at=None, cancelled_at=None),
                name="notice_due",
            ),
            models.Index(fields=["receiver", "-due_at"], name="notice_inbox"),
            # The number in the head of every page: what has been read does not make it slower.
            models.Index(
                fields=["receiver", "due_at"],
                condition=Q(read_at=None, cancelled_at=None),
                name="notice_unread",
            ),
            models.Index(fields=["case_id"], name="notice_of_case"),
            models.Index(fields=["referral_id"], name="notice_of_contact"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def mail_is_uncertain(self) -> bool:
        """Claimed long ago and never marked: the reader is told, and no mail is sent again."""
        claimed = self.claimed_at
        return (
            claimed is not None
            and self.mailed_at is None
            and claimed < timezone.now() - UNCERTAIN_AFTER
        )

    @property
    def heading(self) -> str:
        """The kind in the reader's language."""
        return str(NoticeKind(self.kind).label)

    @property
    def text(self) -> str:
        """The sentence in the reader's language."""
        return str(NoticeKind(self.kind).text % self.parameters)
