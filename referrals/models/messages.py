"""What the county and the sender ask and tell each other about a sent contact."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from records.imprint import Imprinted
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from referrals.models.referral import Referral
from referrals.vocabulary import WithdrawalReason


class MessageQuerySet(models.QuerySet["ReferralMessage"]):
    def of_referral(self, referral: Referral) -> Self:
        """The exchange about one contact, oldest first."""
        return self.filter(referral=referral).order_by("written_at", "pk")

    def open_questions(self) -> Self:
        return self.filter(kind=ReferralMessage.Kind.QUESTION, answer=None)

    def that_answer(self) -> Self:
        """Those in which the sender answers, or tells something new."""
        return self.filter(kind__in=ReferralMessage.ANSWERING)

    def that_correct(self) -> Self:
        """Those that put something right, or take the contact back."""
        return self.filter(kind__in=ReferralMessage.CORRECTING)

    def with_what_belongs(self) -> Self:
        """With who wrote each, its answer, files and facts."""
        people = self.select_related("written_by", "written_for", "answer")
        return people.prefetch_related("attachments", "facts")


class ReferralMessage(Imprinted):
    """One message; written once. A question is open until an answer names it."""

    class Kind(models.TextChoices):
        """Who speaks: the county asks; the sender answers, tells something new or takes back."""

        QUESTION = "question", _("Question")
        ANSWER = "answer", _("Answer")
        ADDITION = "addition", _("More information")
        # With the client's consent; the first round of the factors shows it.
        HELPS = "helps", _("What helps, in the client’s own words")
        # Its text is the reason, and its facts are what is otherwise than was sent.
        CORRECTION = "correction", _("Correction")
        WITHDRAWAL = "withdrawal", _("Withdrawal")

    ANSWERING = (Kind.ANSWER, Kind.ADDITION, Kind.HELPS)
    CORRECTING = (Kind.CORRECTION, Kind.WITHDRAWAL)

    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, related_name="messages", editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, editable=False)
    answers = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="answer", editable=False
    )
    # Of a withdrawal it may be empty: its reason says enough.
    text = models.TextField(_("text"), max_length=LONG_TEXT)
    withdrawn_because = models.CharField(
        _("why it is withdrawn"),
        max_length=20,
        choices=WithdrawalReason,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
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
            ),
            models.CheckConstraint(
                condition=models.Q(kind="withdrawal") & ~models.Q(withdrawn_because="")
                | ~models.Q(kind="withdrawal") & models.Q(withdrawn_because=""),
                name="a_withdrawal_says_why",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="message_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} {self.kind}"

    @property
    def words(self) -> str:
        """What is said; of a withdrawal its reason first, once where the text says the same."""
        reason = str(self.get_withdrawn_because_display()) if self.withdrawn_because else ""
        return "\n".join(dict.fromkeys(filter(None, (reason, self.text))))


class CorrectedFact(models.Model):
    """One fact of a sent contact that its sender put right, beside the contact, which stays.

    `before` and `after` are the values of the column as text; a reference is its key.
    """

    message = models.ForeignKey(
        ReferralMessage, on_delete=models.PROTECT, related_name="facts", editable=False
    )
    name = models.CharField(max_length=30, editable=False)
    before = models.TextField(_("before"), blank=True, editable=False)
    after = models.TextField(_("after"), blank=True, editable=False)

    class Meta:
        verbose_name = _("corrected fact")
        constraints = [
            models.UniqueConstraint(fields=["message", "name"], name="a_fact_is_corrected_once"),
            models.CheckConstraint(
                condition=~models.Q(before=models.F("after")), name="a_correction_changes"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="corrected_fact_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.name}"


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
    # Whether a virus scanner had looked at it when it came.
    scanned = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        verbose_name = _("attachment")
        triggers = [
            pgtrigger.Protect(name="attachment_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.name
