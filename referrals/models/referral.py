"""The contact or notification. Every list, count and page of them starts with `visible_to`."""

import datetime as dt
from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from cases.models import Case
from cases.register.sounds import RULES, Sounds
from records.states import HasStates
from records.triggers import kept_but
from records.versions import VersionedModel
from referrals.models.decided import true_to_triage
from referrals.models.referral_rows import CONSTRAINTS, INDEXES, LIVING, TEXTS
from referrals.models.standing import (
    NOBODY,
    standing_by_row,
    standing_in_team,
    standing_of,
)
from referrals.models.statement import Statement
from referrals.models.told_release import told_last
from referrals.permissions import ReferralRole
from referrals.vocabulary import Channel, FormPath, MadeBy, ReferralStatus, SenderStatus

SENT_ROW = (
    "reference",
    "kind",
    "status",
    "first_names",
    "last_name",
    "sent_at",
    "holder__first_name",
    "holder__last_name",
    "holder__email",
    "triage__referral",
    "triage__case__unit__name_fi",
    "triage__case__unit__name_sv",
    "triage__case__unit__name_en",
)


def there_is(rows: Any) -> Coalesce:
    """Whether there is such a row, looked up by its index for each outer row.

    For an EXISTS the planner may rather read all rows that there ever were into a hash.
    """
    return Coalesce(Subquery(rows.order_by().values(found=Value(True))[:1]), Value(False))


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Questions about contacts."""

    def visible_to(self, user: Any) -> Self:
        """Those that `user` may know of: own drafts; the own organisation's, county's and cases'.

        A contact that is handed over is known to both counties until it is decided on.
        """
        known = NOBODY
        for condition in standing_of(user).values():
            known |= condition
        return self.filter(known)

    def with_standing(self, user: Any) -> Self:
        """With `is_author`, `is_sender`, … : what `user` is to each, where that is possible.

        Not whether in the team: it hangs on the decision, and `of_team_of` tells it.
        """
        return self.annotate(
            **{
                f"is_{role.value}": ExpressionWrapper(condition, BooleanField())
                for role, condition in standing_by_row(user).items()
                if condition != NOBODY
            }
        )

    def of_team_of(self, user: Any) -> Self:
        """Decided on, and of a case that `user` may open."""
        return self.filter(standing_in_team(user))

    def listable_to(self, user: Any) -> Self:
        """Rows of the county's queue: for its intake, and for supervisors without names."""
        if user.county is None or not (user.is_intake or user.is_supervisor):
            return self.none()
        return self.sent().filter(county=user.county)

    def drafts_of(self, user: Any) -> Self:
        """What `user` has not sent yet."""
        return self.filter(status=Referral.Status.DRAFT, sender=user).order_by("-saved_at", "-pk")

    def sent(self) -> Self:
        return self.filter(status=Referral.Status.SENT)

    def sent_by_organisation_of(self, user: Any) -> Self:
        """What `user` or the same organisation answers for: own first, newest first."""
        standing = standing_of(user)
        own = ExpressionWrapper(standing[ReferralRole.SENDER], BooleanField())
        return (
            self.filter(standing[ReferralRole.SENDER] | standing[ReferralRole.COLLEAGUE])
            .annotate(is_sender=own)
            .order_by("-is_sender", "-sent_at", "-pk")
        )

    def held_by(self, user: Any) -> Self:
        """What `user` answers for."""
        return self.filter(standing_of(user)[ReferralRole.SENDER])

    def held_beside(self, user: Any) -> Self:
        """What others of the same organisation answer for; a county's workers share none."""
        if standing_of(user)[ReferralRole.COLLEAGUE] == NOBODY:
            return self.none()
        return self.sent().filter(holder_organisation=user.organisation_id).exclude(holder=user.pk)

    def offered_to_house_of(self, user: Any) -> Self:
        """Of persons who were moved to the prison of `user`, answered for by another house."""
        if standing_of(user)[ReferralRole.COLLEAGUE] == NOBODY:
            return self.none()
        offered = self.sent().filter(offered_to=user.organisation_id)
        return offered.exclude(holder_organisation=user.organisation_id)

    def going_on(self) -> Self:
        """Not handled: the county has not decided, or has opened or joined a case."""
        return self.exclude(triage__isnull=False, triage__case=None)

    def asked_of(self, user: Any) -> Self:
        """With a question that waits for `user`; needs `for_listing`."""
        return self.going_on().filter(has_open_question=True, holder=user)

    def to_take_over_by(self, user: Any, left: Collection[int]) -> Self:
        """Of a person who was moved to the prison of `user`, or of a colleague who has left.

        `left` are the colleagues that have: there are few, and their contacts have an index.
        """
        theirs = Q(holder__in=left, holder_organisation=user.organisation_id)
        return (
            self.going_on()
            .filter(Q(offered_to=user.organisation_id) | theirs)
            .exclude(holder=user)
            .exclude(holder=None)
        )

    def untriaged(self) -> Self:
        """Sent and not decided on."""
        return self.sent().filter(is_decided=False)

    def of_county(self, county: Organisation) -> Self:
        return self.filter(county=county)

    def not_offered(self) -> Self:
        """Not handed over to another county, or answered by it already."""
        return self.filter(offered_county=None)

    def of_case(self, case: Case) -> Self:
        """Those that were opened into, or joined to, a case; oldest first."""
        return self.filter(triage__case=case).order_by("sent_at")

    def lock(self, pk: int) -> "Referral":
        """Take the contact for this transaction: two who send or decide at once take turns."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def with_open_question(self) -> Self:
        """With `has_open_question`: whether the county has asked what nobody has answered."""
        messages = apps.get_model("referrals", "ReferralMessage")._default_manager
        asked = messages.filter(referral=OuterRef("pk"), kind="question", answer=None)
        return self.annotate(has_open_question=there_is(asked))

    def with_what_followed(self) -> Self:
        """With `has_messages`, `has_undone`, …: mostly nothing of them is there.

        Asked with the contact itself, it spares its page four questions.
        """
        followed = {
            "has_messages": ("ReferralMessage", "referral"),
            "has_reports": ("CustodyReport", "referral"),
            "has_undone": ("Triage", "undone_of"),
            "has_reading": ("Reading", "referral"),
        }
        rows = {
            name: apps.get_model("referrals", model)._default_manager.filter(
                **{field: OuterRef("pk")}
            )
            for name, (model, field) in followed.items()
        }
        return self.annotate(**{name: Exists(found) for name, found in rows.items()})

    def without_texts(self) -> Self:
        """For lists, which show none of the statement's texts and sort the whole rows."""
        return self.defer(*TEXTS)

    def for_sent_list(self) -> Self:
        """Loads what a row of the sender's list shows, and nothing else."""
        shown = self.select_related("holder", "triage__case__unit").with_open_question()
        return shown.only(*SENT_ROW)

    def for_listing(self) -> Self:
        """Loads what a row of the sender's list, and the page of a contact, shows."""
        return self.select_related(
            "sender",
            "sender_organisation",
            "holder",
            "holder_organisation",
            "county",
            "triage",
            "triage__case__unit",
        ).with_open_question()


class Referral(VersionedModel, HasStates, Statement):
    """A contact with the person's consent, or a notification without it (SHL 35 §).

    While it is a draft, `typed` keeps each page as it was typed, right or wrong.
    Sending turns that into the statement. Whether it has been handled is told by its
    triage. Only the columns in LIVING move afterwards: to another county, another
    colleague, another prison.
    """

    class Kind(models.TextChoices):
        """Two documents that are never mixed: one stands on consent, one on a ground in law."""

        CONTACT = "contact", _("Contact")
        NOTIFICATION = "notification", _("Notification")

    Status = ReferralStatus

    DRAFT_KEPT_FOR = dt.timedelta(days=30)

    TRANSITIONS: ClassVar[dict[Any, set[Any]]] = {
        Status.DRAFT: {Status.SENT},
        Status.SENT: set(),
    }

    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind, default=Kind.CONTACT, editable=False
    )
    path = models.CharField(
        _("path"), max_length=10, choices=FormPath, default=FormPath.FULL, editable=False
    )
    status = models.CharField(
        _("state"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    channel = models.CharField(
        _("how it came"), max_length=10, choices=Channel, default=Channel.FORM
    )
    made_by = models.CharField(
        _("who made the contact"),
        max_length=20,
        choices=MadeBy,
        default=MadeBy.OFFICIAL,
    )
    county = models.ForeignKey(
        Organisation,
        verbose_name=_("county"),
        on_delete=models.PROTECT,
        null=True,
        related_name="referrals",
    )
    offered_county = models.ForeignKey(
        Organisation,
        verbose_name=_("county that it was handed over to"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    reference = models.CharField(_("reference"), max_length=12, blank=True, editable=False)
    # Whoever wrote it; nobody where it came by the public form.
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sender"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    sender_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    # Who answers for it on the sender's side now.
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    holder_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    # The prison that the person was moved to, until somebody there takes the contact over.
    offered_to = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    # The key of a public form, so that it arrives once.
    submission_key = models.UUIDField(null=True, unique=True, editable=False)
    typed = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    # Whether it has a triage: written by the database itself (Triage, `tell_referral`).
    is_decided = models.BooleanField(default=False, db_default=False, editable=False)
    # What was told of the release last, here or in a report: written by the database
    # itself (`told_release`).
    release_told = models.DateField(null=True, editable=False)
    # The name as it sounds, for finding who came twice; the database keeps it true.
    name_key = models.GeneratedField(
        expression=Sounds("last_name", "first_names", rules=RULES),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = ReferralQuerySet.as_manager()

    # Set by the door (referrals.access) for the template's buttons.
    rights: frozenset[str]
    # Set by `for_listing`.
    has_open_question: bool
    # Set by `with_what_followed`; where nobody looked, there may be some.
    has_messages: bool = True
    has_reports: bool = True
    has_undone: bool = True
    has_reading: bool = True
    # Set by `sent_by_organisation_of`.
    is_sender: bool

    class Meta:
        verbose_name = _("contact")
        constraints = CONSTRAINTS
        indexes = INDEXES
        triggers = [
            kept_but("referral_kept", *LIVING, while_="OLD.status = 'sent'"),
            true_to_triage("referral_is_decided"),
            told_last("referral_release_told"),
        ]

    def __str__(self) -> str:
        return self.reference or f"draft {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("referrals:referral_page", kwargs={"referral_pk": self.pk})

    @property
    def typed_name(self) -> str:
        """The name as it stands in a draft, for the one who typed it."""
        typed = self.typed.get("short") or self.typed.get("person", {})
        words = [*typed.get("first_names", []), *typed.get("last_name", [])]
        return " ".join(" ".join(words).split())

    @property
    def removed_at(self) -> dt.datetime:
        """When a draft that nobody goes on with is removed (sending/abandoned_drafts.py)."""
        return self.saved_at + self.DRAFT_KEPT_FOR

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_notification(self) -> bool:
        return self.kind == self.Kind.NOTIFICATION

    @property
    def is_triaged(self) -> bool:
        """Decided on, and the decision stands."""
        return hasattr(self, "triage")

    @property
    def sender_status(self) -> SenderStatus:
        """All that the sender is told; why and what the client was told is not theirs.

        Needs `has_open_question` from `ReferralQuerySet.for_listing`.
        """
        if self.is_draft:
            return SenderStatus.DRAFT
        if self.is_triaged and self.triage.case_id is None:
            return SenderStatus.HANDLED
        if self.has_open_question:
            return SenderStatus.QUESTION
        return SenderStatus.IN_HAND if self.is_triaged else SenderStatus.RECEIVED
