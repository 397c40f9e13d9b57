"""The outbox: each letter that is to leave, and what has become of it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A claim without a mark for this long means that a process died while sending.
UNCERTAIN_AFTER = dt.timedelta(minutes=10)


class MailKind(models.TextChoices):
    """What a letter is about. What it says is written when it leaves (`letters`)."""

    DIGEST = "digest", _("Daily mail")
    AT_ONCE = "at_once", _("Mail that could not wait for the daily one")
    PASSWORD_RESET = "password_reset", _("Link to a new password")
    GUESSING = "guessing", _("Warning of somebody who guesses a password")
    INVITATION = "invitation", _("Invitation to take an account into use")
    LETTER = "letter", _("Other letter")


# They only say that something new waits.
NEWS = (MailKind.DIGEST, MailKind.AT_ONCE)


# In the parameters of a letter: name and text of the calendar file that leaves with it.
CALENDAR = "calendar"


class MailState(models.TextChoices):
    """Where a letter stands. What is to be tried again waits, with the number of its attempts."""

    WAITING = "waiting", _("Waiting")
    CLAIMED = "claimed", _("Leaving")
    SENT = "sent", _("Sent")
    UNCERTAIN = "uncertain", _("May or may not have left")
    GIVEN_UP = "given_up", _("Did not leave")
    NEEDLESS = "needless", _("No longer needed")
    SETTLED = "settled", _("Looked at")


# A person looks at these.
ASIDE = (MailState.UNCERTAIN, MailState.GIVEN_UP)


# What failed where no mail server said it.
BROKEN_OFF, RESTORED = "broken off", "restored"
WHY = {
    BROKEN_OFF: _("The process that sent it ended in the middle."),
    RESTORED: _("It may have left between the backup and its restoring."),
}


class MailQuerySet(models.QuerySet["Mail"]):
    def ready(self, now: dt.datetime) -> Self:
        """Whose time to leave, or to be tried again, has come."""
        today = timezone.localdate(now)
        waiting = self.filter(state=MailState.WAITING, try_at__lte=now)
        return waiting.exclude(quiet_on__contains=[today])

    def broken_off(self, now: dt.datetime) -> Self:
        """Claimed by a process that has died since."""
        return self.filter(state=MailState.CLAIMED, claimed_at__lt=now - UNCERTAIN_AFTER)

    def set_aside(self) -> Self:
        """What a person has to look at, the oldest first."""
        return self.filter(state__in=ASIDE).order_by("created_at", "pk")


class Mail(models.Model):
    """One letter to one receiver.

    The key makes it one: of the receiver and the day for the daily mail, given by the
    caller for others. A letter to a user holds no address and no words, and one about a
    password no link: both are asked for when it leaves.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=MailKind)
    key = models.CharField(max_length=200, unique=True)
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="mails"
    )
    address = models.CharField(_("address"), max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    parameters = models.JSONField(default=dict)
    # Days on which it does not leave, for whoever writes it knows the calendar.
    quiet_on = ArrayField(models.DateField(), default=list)
    state = models.CharField(
        _("state"), max_length=10, choices=MailState, default=MailState.WAITING
    )
    created_at = models.DateTimeField(_("written at"))
    try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    # The kind of error and the server's code; its text may quote the address.
    failure = models.CharField(_("what failed"), max_length=100, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        indexes = [
            models.Index(fields=["try_at"], condition=Q(state="waiting"), name="mail_waiting"),
            models.Index(fields=["claimed_at"], condition=Q(state="claimed"), name="mail_claimed"),
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["uncertain", "given_up"]),
                name="mail_set_aside",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def why(self) -> str:
        """What failed, in words where there are some; else as the mail server's code."""
        return str(WHY.get(self.failure, self.failure))
