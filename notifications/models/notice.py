"""The notice: one row that a user reads in the list of notices."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.reading import in_words
from notifications.vocabulary import NoticeKind


class NoticeQuerySet(models.QuerySet["Notice"]):
    def told_to(self, user: models.Model) -> "NoticeQuerySet":
        """What `user` sees, newest first."""
        return self.filter(
            receiver=user.pk, due_at__lte=timezone.now(), cancelled_at=None
        ).order_by("-due_at", "-pk")

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def to_be_mailed(self) -> "NoticeQuerySet":
        """Unread, not taken back, and of no mail yet."""
        return self.unread().filter(cancelled_at=None, mail_id=None)


class Notice(models.Model):
    """One thing told to one person, exactly once. That something new waits is mailed apart.

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
    # What is due, where that is what it tells of; it is taken back when that ends.
    due_id = models.BigIntegerField(null=True)
    parameters = models.JSONField(default=dict)
    link = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField(default=timezone.now)
    # Mailed before the daily mail where that would come later than this.
    matters_by = models.DateTimeField(null=True)
    # The mail that says it waits, among others; 0 of a time when each had a mail of its own.
    mail_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Of that time: used by nothing, to be removed.
    claimed_at = models.DateTimeField(null=True, editable=False)
    mailed_at = models.DateTimeField(null=True, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    # How many notices one line stands for: set by `notifications.folding`.
    count: int = 1

    class Meta:
        verbose_name = _("notice")
        indexes = [
            models.Index(fields=["receiver", "-due_at"], name="notice_inbox"),
            # The number in the head of every page: what has been read does not make it slower.
            models.Index(
                fields=["receiver", "due_at"],
                condition=Q(read_at=None, cancelled_at=None),
                name="notice_unread",
            ),
            models.Index(
                fields=["receiver", "due_at"],
                condition=Q(read_at=None, cancelled_at=None, mail_id=None),
                name="notice_to_be_mailed",
            ),
            models.Index(
                fields=["mail_id"], condition=Q(mail_id__isnull=False), name="notice_of_mail"
            ),
            models.Index(fields=["case_id"], name="notice_of_case"),
            models.Index(fields=["referral_id"], name="notice_of_contact"),
            models.Index(
                fields=["due_id"], condition=Q(due_id__isnull=False), name="notice_of_due"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def heading(self) -> str:
        """The kind in the reader's language."""
        return str(NoticeKind(self.kind).label)

    @property
    def text(self) -> str:
        """The sentence in the reader's language."""
        return str(NoticeKind(self.kind).text % in_words(self.parameters, self.count))
