"""What a sender told the county about a person and custody, as it was told."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Organisation
from cases.custody import CustodyKind, ReleaseCertainty, ReleaseKind
from cases.immutability import kept_but
from cases.states import HasStates
from cases.text import LONG_TEXT, SHORT_TEXT
from cases.versions import VersionedModel
from cases.vocabularies import ConsentManner, ServiceLanguage
from referrals.models.querysets import ReferralQuerySet
from referrals.vocabulary import Channel, FormPath, Ground, MadeBy, Need, SenderStatus

# What lives on after the sending: who answers for it on either side. All else is kept.
LIVING = (
    "county_id",
    "offered_county_id",
    "holder_id",
    "holder_organisation_id",
    "offered_to_id",
)


class Referral(VersionedModel, HasStates):
    """A contact with the person's consent, or a notification without it (SHL 35 §).

    While it is a draft, `typed` keeps each page as it was typed, right or wrong.
    Sending turns that into the columns below, which are the sender's snapshot of person
    and custody (headings 4018 and 4006) and never change again; whether it has been
    handled is told by its triage. `not_known` says why a fact is missing, by the fact's
    name. Only the columns in LIVING move afterwards: to another county, another
    colleague, another prison.
    """

    class Kind(models.TextChoices):
        """Two documents that are never mixed: one stands on consent, one on a ground in law."""

        CONTACT = "contact", _("Contact")
        NOTIFICATION = "notification", _("Notification")

    class Status(models.TextChoices):
        """A draft is the sender's own; what is sent is the county's."""

        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Sent")

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

    # Person
    first_names = models.CharField(_("first names"), max_length=SHORT_TEXT, blank=True)
    last_name = models.CharField(_("last name"), max_length=SHORT_TEXT, blank=True)
    identity_code = models.CharField(_("personal identity code"), max_length=11, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    home_municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("home municipality"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    message_may_be_left = models.BooleanField(_("a message may be left"), default=False)
    service_language = models.CharField(
        _("language of service"), max_length=2, choices=ServiceLanguage, blank=True
    )
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    protected_address = models.BooleanField(_("non-disclosure order"), default=False)

    # Consent
    consent_manner = models.CharField(
        _("consent"), max_length=10, choices=ConsentManner, blank=True
    )
    consent_on = models.DateField(_("date of consent"), null=True, blank=True)
    consent_received_by = models.CharField(
        _("who received the consent"), max_length=SHORT_TEXT, blank=True
    )

    # Notification without consent
    ground = models.CharField(_("ground"), max_length=10, choices=Ground, blank=True)
    ground_reasons = models.TextField(_("reasons for the ground"), max_length=LONG_TEXT, blank=True)
    no_consent_because = models.TextField(
        _("why there is no consent"), max_length=LONG_TEXT, blank=True
    )
    sender_is_secret = models.BooleanField(_("the notifier is kept secret"), default=False)
    sender_secret_because = models.TextField(
        _("reasons for keeping the notifier secret"), max_length=LONG_TEXT, blank=True
    )

    # Custody
    facility = models.ForeignKey(
        Organisation,
        verbose_name=_("prison"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    custody_kind = models.CharField(
        _("kind of custody"), max_length=40, choices=CustodyKind, blank=True
    )
    custody_started_on = models.DateField(_("custody began"), null=True, blank=True)
    release_on = models.DateField(_("release date"), null=True, blank=True)
    release_kind = models.CharField(
        _("kind of release"), max_length=40, choices=ReleaseKind, blank=True
    )
    release_certainty = models.CharField(
        _("certainty"),
        max_length=20,
        choices=ReleaseCertainty,
        default=ReleaseCertainty.UNKNOWN,
    )

    # Need
    needs = ArrayField(
        models.CharField(max_length=2, choices=Need),
        verbose_name=_("what it is about"),
        default=list,
        blank=True,
    )
    description = models.TextField(_("situation and concern"), max_length=LONG_TEXT, blank=True)
    agreed_with_client = models.TextField(
        _("what has been agreed with the client"), max_length=LONG_TEXT, blank=True
    )
    how_to_reach = models.TextField(
        _("how the client is reached"), max_length=LONG_TEXT, blank=True
    )

    # Whom the county may ask
    contact_name = models.CharField(
        _("name of the one who made the contact"), max_length=SHORT_TEXT, blank=True
    )
    contact_title = models.CharField(_("job title or relation"), max_length=SHORT_TEXT, blank=True)
    contact_phone = models.CharField(
        _("phone of the one who made the contact"), max_length=40, blank=True
    )
    contact_times = models.CharField(_("when they are reached"), max_length=SHORT_TEXT, blank=True)

    not_known = models.JSONField(_("not known because"), default=dict, blank=True)

    objects = ReferralQuerySet.as_manager()

    # Set by the door (referrals.access) for the template's buttons.
    rights: frozenset[str]
    # Set by `for_listing`.
    has_open_question: bool
    # Set by `sent_by_house_of`.
    is_sender: bool

    class Meta:
        verbose_name = _("contact")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=~Q(reference=""),
                name="one_referral_per_reference",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", sent_at=None, reference="")
                | Q(
                    status="sent",
                    sent_at__isnull=False,
                    county__isnull=False,
                )
                & ~Q(reference="")
                & ~Q(last_name="")
                & ~Q(first_names=""),
                name="sent_referral_has_county_reference_and_name",
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | Q(kind="notification")
                | Q(made_by="client")
                | Q(consent_on__isnull=False) & ~Q(consent_manner=""),
                name="sent_contact_has_consent",
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | Q(kind="contact", ground="")
                | Q(kind="notification", consent_on=None, consent_manner="")
                & ~Q(ground="")
                & ~Q(ground_reasons="")
                & ~Q(no_consent_because=""),
                name="sent_notification_has_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | ~Q(needs=[]) | Q(not_known__has_key="needs"),
                name="sent_referral_says_what_it_is_about",
            ),
            models.CheckConstraint(
                condition=Q(release_on=None)
                | Q(custody_started_on=None)
                | Q(release_on__gte=F("custody_started_on")),
                name="referral_release_not_before_custody",
            ),
            models.CheckConstraint(
                condition=Q(release_on__isnull=False) & ~Q(release_certainty="unknown")
                | Q(release_on=None, release_certainty="unknown"),
                name="referral_release_has_a_certainty",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "status", "sent_at"], name="referral_inbox"),
            models.Index(fields=["holder_organisation", "-sent_at"], name="referral_house"),
            models.Index(fields=["sender", "status"], name="referral_sender"),
        ]
        triggers = [kept_but("referral_kept", *LIVING, while_="OLD.status = 'sent'")]

    def __str__(self) -> str:
        return self.reference or f"draft {self.pk}"

    def get_absolute_url(self) -> str:
        """The sender's page of the contact."""
        return reverse("referrals:referral_page", kwargs={"referral_pk": self.pk})

    @property
    def full_name(self) -> str:
        """First names and last name."""
        return f"{self.first_names} {self.last_name}".strip()

    @property
    def typed_name(self) -> str:
        """The name as it stands in a draft, for the one who typed it."""
        typed = self.typed.get("short") or self.typed.get("person", {})
        words = [*typed.get("first_names", []), *typed.get("last_name", [])]
        return " ".join(" ".join(words).split())

    @property
    def removed_at(self) -> dt.datetime:
        """When a draft that nobody goes on with is removed (referrals/abandoned.py)."""
        return self.saved_at + self.DRAFT_KEPT_FOR

    @property
    def is_draft(self) -> bool:
        """Not sent yet."""
        return self.status == self.Status.DRAFT

    @property
    def is_notification(self) -> bool:
        """Made without consent."""
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
        if self.is_triaged and self.triage.case is None:
            return SenderStatus.HANDLED
        if self.has_open_question:
            return SenderStatus.QUESTION
        return SenderStatus.IN_HAND if self.is_triaged else SenderStatus.RECEIVED
