"""What the county and the sender ask and tell each other about a sent contact."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from referrals.models.referral import Referral


class MessageQuerySet(models.QuerySet["ReferralMessage"]):
    def of_referral(self, referral: Referral) -> Self:
        """The exchange about one contact, oldest first."""
        return self.filter(referral=referral).order_by("written_at", "pk")

    def open_questions(self) -> Self:
        return self.filter(kind=ReferralMessage.Kind.QUESTION, answer=None)


class ReferralMessage(models.Model):
    """One message; written once. A question is open until an answer names it."""

    class Kind(models.TextChoices):
        """Who speaks: the county asks; the sender answers or tells something new."""

        QUESTION = "question", _("Question")
        ANSWER = "answer", _("Answer")
        ADDITION = "addition", _("More information")

    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, related_name="messages", editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, editable=False)
    answers = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="answer", editable=False
    )
    text = models.TextField(_("text"), max_length=LONG_TEXT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_for = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_at = models.DateTimeField(auto_now_add=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="answer", answers__isnull=False)
                | ~models.Q(kind="answer") & models.Q(answers=None),
                name="an_answer_names_its_question",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="message_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} {self.kind}"


class Attachment(models.Model):
    """A file that came with a message.

    The content is outside the web root under `stored_as`, which is random; `name` is only
    shown. `media_type` is what the content was found to be, whatever the sender said.
    """

    message = models.ForeignKey(
        ReferralMessage, on_delete=models.PROTECT, related_name="attachments", editable=False
    )
    name = models.CharField(_("name"), max_length=SHORT_TEXT)
    media_type = models.CharField(max_length=50, editable=False)
    size = models.PositiveIntegerField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    stored_as = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("attachment")
        triggers = [
            pgtrigger.Protect(name="attachment_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.name
